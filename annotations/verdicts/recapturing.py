"""Capturing an article again, with all that hangs on its text."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from annotations.articles import recapturing
from annotations.articles.models import Article, Origin, Version
from annotations.claims.carrying import carry_over
from annotations.claims.carryings import Carrying
from annotations.claims.models import Claim
from annotations.coverage.carrying import carry_readings
from annotations.history.actions import held_back
from annotations.intake.blocks import Block
from annotations.newsrooms.models import Member
from annotations.notices.actions import tell
from annotations.notices.models import Why
from annotations.teamwork.models import Assignment
from annotations.verdicts.models import Assessment, Verdict
from annotations.verdicts.waiting import NOT_SET_ASIDE


@transaction.atomic
def recapture(
    *, article: Article, blocks: Iterable[Block], origin: Origin, after: int, by: Member
) -> Version | None:
    """Capture the article again as articles.recapturing does; carry its claims and readings over.

    Whose claims have other words in the new version is told, once for the article.
    """
    with held_back() as events:
        version = recapturing.recapture(
            article=article, blocks=blocks, origin=origin, after=after, by=by
        )
        if version:
            carry_over(version=version, by=by)
            carry_readings(version=version, by=by)
    if version:
        tell(events[0], {Why.TEXT_CHANGED: _concerned(version)})
    return version


def _concerned(version: Version) -> Iterator[UUID | None]:
    """Who marked, works on, has rated or decided a claim of which words changed now, and who works
    on the article, by id. Not those that wait since an earlier version: they were told then."""
    changed = Carrying.objects.undecided().filter(version=version, revision=1)
    waiting = Claim.objects.filter(NOT_SET_ASIDE, unmarked_at=None, pk__in=changed.values("claim"))
    claims = dict(waiting.values_list("pk", "marked_by"))
    if not claims:
        return
    yield from claims.values()
    theirs = Assignment.objects.filter(Q(claim__in=claims) | Q(article=version.article_id))
    yield from theirs.values_list("assignee", flat=True)
    held = Assessment.objects.standing().filter(claim__in=claims).order_by()
    yield from held.values_list("by", flat=True)
    yield from Verdict.objects.filter(claim__in=claims).values_list("decided_by", flat=True)
