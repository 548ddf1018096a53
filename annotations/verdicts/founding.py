"""Opening a newsroom. It stands here because a newsroom opens with its scale."""

from typing import NamedTuple

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annotations.history.actions import record
from annotations.history.models import Kind
from annotations.newsrooms.actions import join
from annotations.newsrooms.models import Member, Newsroom, Role, User
from annotations.verdicts.models import AveritecLabel, Colour, Rating


class Step(NamedTuple):
    """One rating of the scale that a newsroom starts with."""

    colour: Colour
    label: str | Promise
    sign: str
    number: int | None
    averitec: AveritecLabel
    description: str | Promise


# From true to false; the numbers are ClaimReview's: higher is truer, 6 is best.
SCALE = [
    Step(
        Colour.TRUE,
        _("True"),
        "✓",
        6,
        AveritecLabel.SUPPORTED,
        _("The evidence bears the statement out, and nothing important is missing."),
    ),
    Step(
        Colour.MOSTLY_TRUE,
        _("Mostly true"),
        "✔",
        5,
        AveritecLabel.SUPPORTED,
        _("Right in substance; a detail is off or needs explaining."),
    ),
    Step(
        Colour.HALF_TRUE,
        _("Half true"),
        "◐",
        4,
        AveritecLabel.CONFLICTING,
        _("Partly right; what it leaves out changes the picture."),
    ),
    Step(
        Colour.MISLEADING,
        _("Misleading"),
        "≠",
        3,
        AveritecLabel.CONFLICTING,
        _("The words may be right, but they lead to a wrong conclusion."),
    ),
    Step(
        Colour.MOSTLY_FALSE,
        _("Mostly false"),
        "✘",
        2,
        AveritecLabel.REFUTED,
        _("Wrong in substance, with a grain of truth."),
    ),
    Step(
        Colour.FALSE,
        _("False"),
        "✗",
        1,
        AveritecLabel.REFUTED,
        _("The evidence contradicts the statement."),
    ),
    Step(
        Colour.UNVERIFIABLE,
        _("Unverifiable"),
        "?",
        None,
        AveritecLabel.NOT_ENOUGH_EVIDENCE,
        _("The evidence that can be had does not decide it."),
    ),
]


@transaction.atomic
def found_newsroom(*, name: str, slug: str, admin: User) -> tuple[Newsroom, Member]:
    """A new newsroom with the default scale, and `admin` as its first member."""
    newsroom = Newsroom.objects.create(name=name, slug=slug)
    Rating.objects.bulk_create(
        Rating(
            newsroom=newsroom,
            key=step.colour.value,
            label=str(step.label),
            sign=step.sign,
            colour=step.colour,
            description=str(step.description),
            claim_review_number=step.number,
            averitec_label=step.averitec,
            position=position,
        )
        for position, step in enumerate(SCALE, start=1)
    )
    member = join(newsroom=newsroom, user=admin, role=Role.ADMIN, by=None)
    record(Kind.NEWSROOM_FOUNDED, newsroom, by=member, changes={"name": [None, newsroom.name]})
    return newsroom, member
