"""What is assigned to whom."""

from uuid import UUID

from django.db.models import Q

from annotations.matching.filters import Filter, Rows, ident
from annotations.teamwork.models import NOBODY, NOBODYS


def _assigned(works: Rows, members: list[UUID | None]) -> Rows:
    anyone = Q(assignment__assignee__in=[member for member in members if member])
    return works.filter(anyone | NOBODYS if None in members else anyone)


ASSIGNEE = Filter(
    f"What is assigned to this member, by id; {NOBODY} for what is assigned to nobody.",
    _assigned,
    read=lambda text: None if text == NOBODY else ident(text),
)
