"""Which claims wait, and for whom: questions for querysets of claims."""

from django.db.models import Exists, F, OuterRef, Q

from annotations.claims.models import Passage, Stage
from annotations.newsrooms.models import Member
from annotations.teamwork.models import NOBODYS
from annotations.verdicts.models import Assessment

_OF_THE_CLAIM = Assessment.objects.standing().filter(claim=OuterRef("pk"))

NOT_SET_ASIDE = ~Q(stage=Stage.SET_ASIDE)

IN_WORK = NOT_SET_ASIDE & ~Q(stage=Stage.SETTLED)

UNASSESSED = NOT_SET_ASIDE & ~Q(Exists(_OF_THE_CLAIM))
"""Nobody has said what they hold of it."""

DISAGREEMENT = (
    IN_WORK
    & Q(verdict=None)
    & Q(
        Exists(
            _OF_THE_CLAIM.filter(
                claim__assessments__rating__gt=F("rating"),
                claim__assessments__taken_back_at=None,
            )
        )
    )
)
"""Two members rate it differently, and there is no verdict."""


def assigned_to(member: Member) -> Q:
    """Not done yet, and assigned to `member`."""
    return IN_WORK & Q(assignment__assignee=member)


def needs(member: Member) -> Q:
    """What goes on only when `member` does something.

    A claim that is theirs (assigned to them, or to nobody in an article that is) and that they
    have not assessed; and one that they have assessed and others rate differently.
    """
    in_their_article = Passage.objects.standing().filter(
        claim=OuterRef("pk"), version__article__assignment__assignee=member
    )
    theirs = Q(assignment__assignee=member) | (NOBODYS & Q(Exists(in_their_article)))
    has_assessed = Q(Exists(_OF_THE_CLAIM.filter(by=member)))
    return (IN_WORK & theirs & ~has_assessed) | (DISAGREEMENT & has_assessed)
