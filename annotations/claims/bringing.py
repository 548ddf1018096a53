"""Bringing in claims that were noted elsewhere."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import NamedTuple

from django.db import transaction

from annotations import limits
from annotations.articles.models import Version
from annotations.articles.recapturing import hold
from annotations.claims.actions import Wording, put_passage, tidy_tags
from annotations.claims.carrying import carry_on
from annotations.claims.models import Claim
from annotations.claims.passages import TooManyPassages
from annotations.history.actions import held_back, record
from annotations.history.models import Kind
from annotations.intake.addresses import canonical_url
from annotations.newsrooms.models import Member


class Spot(NamedTuple):
    """Where the words were found again: version.text[start:end], in code points."""

    version: Version
    start: int
    end: int


@transaction.atomic
def bring_in(
    *, wording: Wording, spots: Iterable[Spot], appearances: Iterable[str], by: Member
) -> Claim:
    """A claim with a passage at each of `spots`, which need not be any.

    `appearances` are addresses where it was made besides. Raises NotInTheText,
    TooManyClaims, TooManyPassages, BadAddress, and Unacceptable for a wording that breaks a rule.
    """
    values = {**asdict(wording), "tags": tidy_tags(wording.tags)}
    addresses = list(dict.fromkeys(map(canonical_url, appearances)))
    claim = Claim(newsroom_id=by.newsroom_id, marked_by=by, appearances=addresses, **values).add()
    places = list(dict.fromkeys(spots))
    if len(places) > limits.PASSAGES_PER_CLAIM:
        raise TooManyPassages
    passages = []
    hold(version.article_id for version, _, _ in places)
    for version, start, end in places:
        exact = version.text[start:end]
        passages.append(
            put_passage(claim=claim, version=version, start=start, end=end, exact=exact, by=by)
        )
    article = places[0].version.article_id if places else None
    changes = {"statement": [None, claim.statement]}
    with held_back():
        record(Kind.CLAIM_IMPORTED, claim, by=by, changes=changes, article_id=article)
        carry_on(passages, by=by)
    return claim
