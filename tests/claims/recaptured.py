"""An article that was captured again, and what became of the claim in it."""

from annotations.articles.models import Article, Version
from annotations.claims.carryings import Carrying
from annotations.claims.models import Claim
from tests import factories

CHANGED = ("has not yet spent the money", "has spent half of the money")


def article_of(claim: Claim) -> Article:
    return claim.passages.earliest("id").version.article


def changed(claim: Claim, *swaps: tuple[str, str]) -> Version:
    version = factories.recaptured(article_of(claim), claim.marked_by, *(swaps or [CHANGED]))
    assert version
    return version


def places(claim: Claim) -> list[tuple[int, str]]:
    """Number of the version, and words, of each passage that stands."""
    found = claim.passages.standing().order_by("version__number", "start")
    return list(found.values_list("version__number", "exact"))


def carrying_of(claim: Claim) -> Carrying:
    return Carrying.objects.get(claim=claim)
