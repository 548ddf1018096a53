"""The scale on which a newsroom rates: adding to it, wording it, retiring from it."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy, slugify
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.errors import Conflict, Duplicate, OverLimit, Unacceptable
from annotations.history.actions import Changes, record
from annotations.history.models import Kind
from annotations.newsrooms.models import Member
from annotations.telling import number
from annotations.verdicts.models import SIGNS, Rating


class TooManyRatings(OverLimit):
    code = "too-many-ratings"
    says = format_lazy(
        _("A scale holds at most {limit} ratings, the retired ones included."),
        limit=number(limits.RATINGS),
    )


class LastRating(Conflict):
    code = "last-rating"
    says = _("A scale needs a rating. Add or restore another one first.")


class NotRetired(Conflict):
    code = "not-retired"
    says = _("This rating was not retired.")


class AlreadyRetired(Conflict):
    code = "already-retired"
    says = _("This rating was retired already.")


class AlreadyOnScale(Duplicate):
    code = "already-on-scale"
    says = _("A rating on the scale is called like this, or has this key.")


@dataclass(frozen=True)
class Look:
    """What a rating says and how it looks, for people and in exports."""

    label: str
    sign: str
    colour: str
    description: str
    averitec_label: str
    claim_review_number: int | None = None


@transaction.atomic
def add_rating(*, look: Look, by: Member, key: str = "") -> Rating:
    """A new rating at the end of the scale; without a key it gets one made of its label.

    Raises TooManyRatings, AlreadyOnScale, Unacceptable.
    """
    scale = _locked(by.newsroom_id)
    if len(scale) >= limits.RATINGS:
        raise TooManyRatings
    _refuse_unknown_sign(look.sign)
    rating = Rating(
        newsroom_id=by.newsroom_id,
        key=key or _fresh_key(look.label, {one.key for one in scale}),
        position=max((one.position for one in scale), default=0) + 1,
        **asdict(look),
    )
    try:
        rating.add()
    except Duplicate as error:
        raise AlreadyOnScale from error
    changes: Changes = {name: [None, getattr(rating, name)] for name in ("key", *asdict(look))}
    record(Kind.RATING_ADDED, rating, by=by, changes=changes)
    return rating


@transaction.atomic
def edit_rating(*, rating: Rating, revision: int, by: Member, **values: Any) -> Rating:
    """Change how a rating that stands at `revision` looks (any of Look's fields) or its place.

    `position` counts all ratings of the scale from 1; the others make room. Every claim that
    shows the rating looks different from then on. Raises Stale, AlreadyOnScale, Unacceptable.
    """
    scale = _locked(rating.newsroom_id)
    if values.get("sign", rating.sign) != rating.sign:
        _refuse_unknown_sign(values["sign"])
    position = values.get("position", rating.position)
    if not 1 <= position <= max(len(scale), rating.position):
        says = ngettext(
            "The scale has %(count)s place.", "The scale has %(count)s places.", len(scale)
        )
        raise Unacceptable(fields={"position": [says % {"count": len(scale)}]})
    try:
        changes = rating.revise(revision, **values)
    except Duplicate as error:
        raise AlreadyOnScale from error
    if "position" in changes:
        _make_room(rating, [one for one in scale if one.pk != rating.pk])
    if changes:
        record(Kind.RATING_EDITED, rating, by=by, changes=changes)
    return rating


@transaction.atomic
def retire_rating(*, rating: Rating, revision: int, by: Member) -> Rating:
    """The rating cannot be chosen any more; it stays where it was given.

    Raises Stale, AlreadyRetired, LastRating.
    """
    scale = _locked(rating.newsroom_id)
    in_use = [one.pk for one in scale if not one.retired_at]
    if rating.pk not in in_use:
        raise AlreadyRetired
    if len(in_use) == 1:
        raise LastRating
    changes = rating.revise(revision, retired_at=timezone.now())
    record(Kind.RATING_RETIRED, rating, by=by, changes=changes)
    return rating


@transaction.atomic
def restore_rating(*, rating: Rating, revision: int, by: Member) -> Rating:
    """The rating can be chosen again. Raises Stale, NotRetired, AlreadyOnScale."""
    scale = _locked(rating.newsroom_id)
    if rating.pk not in [one.pk for one in scale if one.retired_at]:
        raise NotRetired
    try:
        changes = rating.revise(revision, retired_at=None)
    except Duplicate as error:
        raise AlreadyOnScale from error
    record(Kind.RATING_RESTORED, rating, by=by, changes=changes)
    return rating


def _locked(newsroom_id: UUID) -> list[Rating]:
    """All ratings in their order; nobody else changes the scale until the transaction ends."""
    scale = (
        Rating.objects.select_for_update(no_key=True).filter(newsroom_id=newsroom_id).order_by("pk")
    )
    return sorted(scale, key=lambda rating: (rating.position, rating.pk))


def _make_room(rating: Rating, others: list[Rating]) -> None:
    others.insert(rating.position - 1, rating)
    for place, one in enumerate(others, start=1):
        if one.position != place:
            Rating.objects.filter(pk=one.pk).update(position=place)


def _refuse_unknown_sign(sign: str) -> None:
    if sign not in SIGNS:
        raise Unacceptable(
            fields={"sign": [gettext("A sign is one of: %(signs)s") % {"signs": " ".join(SIGNS)}]}
        )


def _fresh_key(label: str, taken: set[str]) -> str:
    """A key that reads like the label, as far as ASCII goes.

    >>> _fresh_key("Mostly true", {"mostly-true"})
    'mostly-true-2'
    """
    stem = slugify(label)[:26] or "rating"
    numbers = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbers) if key not in taken)
