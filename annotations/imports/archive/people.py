"""Whose work an archive tells of."""

from annotations.imports.archive import lines
from annotations.newsrooms.actions import remember
from annotations.newsrooms.models import Member


class People:
    """The members whom an archive names, found by their ids alone: a name proves nothing."""

    def __init__(self, by: Member) -> None:
        self.by = by
        self._known: dict[lines.Person, Member] = {}

    def find(self, person: lines.Person) -> Member:
        """The member with this id, or somebody who is remembered as having worked elsewhere."""
        if person not in self._known:
            members = Member.objects.visible_to(self.by).select_related("user")
            member = members.filter(pk=person.id).first()
            self._known[person] = member or remember(name=person.name, pk=person.id, by=self.by)
        return self._known[person]
