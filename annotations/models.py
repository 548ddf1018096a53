"""The table of contents: every model, one import per concept."""

from annotations.api.models import RequestCount
from annotations.articles.models import Article, Capture, Version
from annotations.claims.carryings import Carrying
from annotations.claims.models import Claim, Passage
from annotations.coverage.models import Reading
from annotations.evidence.models import Evidence, Source
from annotations.exports.models import Export
from annotations.history.models import Counter, Event
from annotations.imports.models import Import, ImportedItem, ImportPiece
from annotations.matching.models import View, ViewOrder
from annotations.newsrooms.models import (
    AccessToken,
    FailedSignIn,
    Invitation,
    Member,
    Newsroom,
    SignInLink,
    User,
)
from annotations.notices.models import Digest, Notice
from annotations.retries.models import IdempotentAnswer
from annotations.teamwork.models import Assignment, Comment, Mention, Presence
from annotations.verdicts.models import Assessment, Rating, Verdict
from annotations.webhooks.models import Attempt, Delivery, SigningSecret, Webhook

__all__ = [
    "AccessToken",
    "Article",
    "Assessment",
    "Assignment",
    "Attempt",
    "Capture",
    "Carrying",
    "Claim",
    "Comment",
    "Counter",
    "Delivery",
    "Digest",
    "Event",
    "Evidence",
    "Export",
    "FailedSignIn",
    "IdempotentAnswer",
    "Import",
    "ImportPiece",
    "ImportedItem",
    "Invitation",
    "Member",
    "Mention",
    "Newsroom",
    "Notice",
    "Passage",
    "Presence",
    "Rating",
    "Reading",
    "RequestCount",
    "SignInLink",
    "SigningSecret",
    "Source",
    "User",
    "Verdict",
    "Version",
    "View",
    "ViewOrder",
    "Webhook",
]
