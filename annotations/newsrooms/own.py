"""Things of which each member has one of their own."""

from typing import TYPE_CHECKING, Any, Self, TypeVar

from annotations.rows import RevisedRow, RowQuerySet

if TYPE_CHECKING:
    from annotations.newsrooms.models import Member

OwnT_co = TypeVar("OwnT_co", bound=RevisedRow, covariant=True)


class OwnQuerySet(RowQuerySet[OwnT_co]):
    """One row for each `member` at most, which nobody else sees."""

    def visible_to(self, member: "Member") -> Self:
        return super().visible_to(member).filter(member=member)

    def of(self, member: "Member") -> Any:
        """The member's; one that is not kept, with revision 0, if they never chose."""
        return self.filter(member=member).first() or self._fresh(member)

    def kept_for(self, member: "Member") -> OwnT_co:
        """The member's as it is kept, from now on at the latest."""
        self.bulk_create([self._fresh(member)], ignore_conflicts=True)
        return self.get(member=member)

    def _fresh(self, member: "Member") -> Any:
        return self.model(newsroom_id=member.newsroom_id, member=member, revision=0)
