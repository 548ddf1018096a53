"""Where claims are made, for lists of claims."""

from typing import TypeVar

from django.db.models import Prefetch, QuerySet

from annotations.articles.models import Article
from annotations.claims.models import Claim, Passage

ClaimsT = TypeVar("ClaimsT", bound="QuerySet[Claim]")


def with_places(claims: ClaimsT) -> ClaimsT:
    """`claims` with what articles_of() asks of them: one more query, whatever their number."""
    places = Passage.objects.standing().select_related("version__article")
    return claims.prefetch_related(
        Prefetch("passages", places.defer("version__text", "version__blocks"))
    )


def articles_of(claim: Claim) -> list[Article]:
    """The articles that make the claim, each once."""
    return list(dict.fromkeys(passage.version.article for passage in claim.passages.all()))
