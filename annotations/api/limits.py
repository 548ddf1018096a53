"""/limits: how much of anything we take."""

from django.conf import settings
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations import limits
from annotations.api.schema import one_of
from annotations.api.site import PublicDoor

# Name, what it counts, how many.
PUBLISHED = [
    ("title", "code points of a title or a name", limits.LINE),
    ("prose", "code points of a statement, a quote, reasons or a note", limits.PROSE),
    ("tag", "code points of a tag", limits.TAG),
    ("tags_per_claim", "tags", limits.TAGS),
    ("text", "code points of a version's text", limits.TEXT),
    ("claims_per_article", "claims", limits.CLAIMS_PER_ARTICLE),
    ("passages_per_claim", "passages", limits.PASSAGES_PER_CLAIM),
    ("evidence_per_claim", "pieces of evidence", limits.EVIDENCE_PER_CLAIM),
    ("comments_per_claim", "comments", limits.COMMENTS_PER_CLAIM),
    ("ratings_per_scale", "ratings, the retired ones included", limits.RATINGS),
    ("bulk", "claims or pieces of evidence that come in at once", limits.BULK),
    ("bulk_text", "code points of all versions named by a bulk of claims", limits.BULK_TEXT),
    ("json_body", "bytes", limits.JSON_BODY),
    ("json_depth", "arrays and objects inside each other", limits.JSON_DEPTH),
    ("json_nodes", "values in one body", limits.JSON_NODES),
    ("upload", "bytes", limits.UPLOAD),
    ("page", "rows of one page of a list", limits.PAGE),
    ("usual_page", "rows of a page when no limit is asked for", limits.USUAL_PAGE),
    ("query_string", "bytes", limits.QUERY_STRING),
    ("parameters", "parameters of one request", limits.FILTER_TERMS),
    ("wait", "seconds that a request may wait for news", limits.WAIT),
    ("waiting_per_user", "requests that wait at once", limits.WAITING_PER_USER),
    ("exports_under_way", "files being prepared, in a newsroom", limits.EXPORTS_UNDER_WAY),
    ("exports", "prepared files of a member", limits.EXPORTS),
    ("export_days", "days that a prepared file is kept", limits.EXPORT_DAYS),
    ("import", "bytes of a file that is imported", limits.IMPORT),
    ("import_items", "claims in a file that is imported", limits.IMPORT_ITEMS),
    ("imports_at_work", "imports of a newsroom that wait at once", limits.IMPORTS_AT_WORK),
    ("views", "views of the list of claims that a member keeps", limits.VIEWS),
    ("webhooks", "webhooks of a newsroom that are switched on", limits.WEBHOOKS),
    ("streams_per_user", "live pages that are open at once", limits.STREAMS_PER_USER),
]

# The same for what the site is set to.
RATES = [
    ("requests_per_minute", "requests by one token or one signed-in person; 0: any", "token"),
    ("anonymous_requests_per_minute", "requests from one address; 0: any", "address"),
]

LimitsOut = inline_serializer(
    "Limits",
    {name: serializers.IntegerField(help_text=unit) for name, unit, _ in [*PUBLISHED, *RATES]},
)


class Limits(PublicDoor):
    """The limits of this site."""

    @extend_schema(operation_id="read_limits", responses=one_of(LimitsOut), auth=[])
    def get(self, _request: Request) -> Response:
        """Read how much of anything we take. Needs no token."""
        rates = {name: settings.API_RATES[asking] for name, _, asking in RATES}
        return Response({name: count for name, _, count in PUBLISHED} | rates)
