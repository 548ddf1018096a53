"""What choices are called in the OpenAPI document, and where they are. Read by the settings."""

ENUMS: dict[str, str | list[str]] = {
    "BlockKind": ["heading", "paragraph", "list_item", "quotation"],
    "ClaimKind": "annotations.claims.models.ClaimKind",
    "EventKind": "annotations.history.models.Kind",
    "SourceKind": "annotations.evidence.models.SourceKind",
    "Role": "annotations.newsrooms.models.Role",
    "Stage": "annotations.claims.models.Stage",
    "Stance": "annotations.evidence.models.Stance",
    "Origin": "annotations.articles.models.Origin",
    "Colour": "annotations.verdicts.models.Colour",
    "AveritecLabel": "annotations.verdicts.models.AveritecLabel",
    "ExportState": "annotations.exports.models.State",
    "ExportTroubleCode": "annotations.exports.models.Trouble",
    "WebhookOffReason": "annotations.webhooks.models.Off",
    "DeliveryState": "annotations.webhooks.models.State",
    "DeliveryTrouble": "annotations.webhooks.models.Trouble",
}
