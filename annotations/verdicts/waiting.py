"""Which claims wait, and for whom: questions for querysets of claims."""

from django.db.models import Exists, F, OuterRef, Q

from annotations.claims.carryings import Carrying
from annotations.claims.models import Passage, Stage
from annotations.evidence.models import Evidence
from annotations.newsrooms.models import Member
from annotations.teamwork.models import NOBODYS, Comment
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


TEXT_CHANGED = NOT_SET_ASIDE & Q(Exists(Carrying.objects.undecided().filter(claim=OuterRef("pk"))))
"""Its article has other words for it, or none, and nobody has said what becomes of it."""

READY_TO_PUBLISH = (
    Q(stage=Stage.SETTLED, recheck_since=None, verdict__isnull=False, verdict__overtaken_at=None)
    & Q(Exists(Evidence.objects.standing().filter(claim=OuterRef("pk"))))
    & ~Q(Exists(Comment.objects.filter(claim=OuterRef("pk"), thread=None, resolved_at=None)))
    & ~TEXT_CHANGED
)
"""Nothing is left to do before it is published: its verdict stands and is current, evidence stands
for it, no thread of comments is open, and nothing is undecided in its text."""


def assigned_to(member: Member) -> Q:
    """Not done yet, and assigned to `member`."""
    return IN_WORK & Q(assignment__assignee=member)


def needs(member: Member) -> Q:
    """What goes on only when `member` does something.

    A claim that is theirs (assigned to them, or to nobody in an article that is) and that they
    have not assessed; one that they have assessed and others rate differently; and one that is
    to be checked again after they assessed or decided it.
    """
    in_their_article = Passage.objects.standing().filter(
        claim=OuterRef("pk"), version__article__assignment__assignee=member
    )
    theirs = Q(assignment__assignee=member) | (NOBODYS & Q(Exists(in_their_article)))
    has_assessed = Q(Exists(_OF_THE_CLAIM.filter(by=member)))
    is_to_recheck = IN_WORK & Q(recheck_since__isnull=False)
    held = has_assessed | Q(verdict__decided_by=member)
    return (IN_WORK & theirs & ~has_assessed) | (DISAGREEMENT & has_assessed) | is_to_recheck & held
