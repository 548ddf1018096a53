"""How many claims each view finds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, Value

from annotations import limits
from annotations.claims.models import Claim
from annotations.matching.claims import FILTERS
from annotations.matching.filters import narrowed
from annotations.matching.models import View
from annotations.newsrooms.models import Member, Newsroom


@dataclass(frozen=True)
class Found:
    """How many claims there are; `more` of them than that, if they are too many to count."""

    count: int
    more: bool

    @classmethod
    def of(cls, number: int) -> "Found":
        return cls(min(number, limits.COUNTED), number > limits.COUNTED)


def found_by(views: Iterable[View], member: Member) -> dict[UUID, Found]:
    """What each of the views finds for `member`, in one statement.

    As the list does, it passes over what no filter takes any more.
    """
    numbers = {str(view.pk): _number(view, member) for view in views}
    if not numbers:
        return {}
    [row] = Newsroom.objects.filter(pk=member.newsroom_id).values_list(*numbers.values())
    return {UUID(pk): Found.of(number) for pk, number in zip(numbers, row, strict=True)}


def _number(view: View, member: Member) -> Func:
    """How many claims it finds, and at most one more than are counted."""
    rows: Any = narrowed(Claim.objects.visible_to(member), FILTERS, _taken(view))
    ones = rows.order_by().annotate(one=Value(1)).values("one")[: limits.COUNTED + 1]
    return Func(ArraySubquery(ones), function="cardinality", output_field=IntegerField())


def _taken(view: View) -> dict[str, list[str]]:
    known = ((name, texts) for name, texts in view.filters.items() if name in FILTERS)
    taken = {name: list(filter(FILTERS[name].takes, texts)) for name, texts in known}
    return {name: texts for name, texts in taken.items() if texts}
