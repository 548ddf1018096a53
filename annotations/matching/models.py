"""View, ViewOrder."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Subquery
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from annotations.constraints import SameNewsroom
from annotations.fields import LineField
from annotations.newsrooms.models import Member, Personal
from annotations.newsrooms.own import OwnQuerySet
from annotations.rows import RevisedRow, RowQuerySet


class ViewQuerySet(RowQuerySet["View"]):
    def visible_to(self, member: Member) -> Self:
        return super().visible_to(member).filter(Q(member=member) | Q(shared=True))

    def standing(self) -> Self:
        """Those that nobody withdrew."""
        return self.filter(withdrawn_at=None)

    def in_order_of(self, member: Member) -> Self:
        """As `member` has put them; behind, what came since: shared ones first, by name."""
        own = Subquery(ViewOrder.objects.filter(member=member).values("views"))
        place = Func(own, "pk", function="array_position", output_field=models.IntegerField())
        by_place = F("place").asc(nulls_last=True)
        return self.annotate(place=place).order_by(by_place, "-shared", Lower("name"))


class View(Personal, RevisedRow):
    """What a member asks of the list of claims again and again, under a name.

    `filters` are those of the list, {name: [texts]}, and `order` is one of its orders: a question,
    and no copy of the answer. It is its member's alone until it is shared with the newsroom.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", editable=False)
    name = LineField(_("name"), max_length=60)
    filters = models.JSONField(default=dict, blank=True)
    order = models.CharField(max_length=20)
    shared = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = ViewQuerySet.as_manager()

    class Meta(RevisedRow.Meta):
        constraints = [
            *RevisedRow.Meta.constraints,
            SameNewsroom(field="member", name="view_of_a_member_of_its_newsroom"),
            SameNewsroom(field="withdrawn_by", name="view_withdrawn_by_a_member_of_its_newsroom"),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="view_withdrawn_by_whom_and_when",
            ),
            models.UniqueConstraint(
                "member",
                Lower("name"),
                condition=Q(withdrawn_at=None),
                name="view_name_once_for_each_member",
            ),
            models.UniqueConstraint(
                "newsroom",
                Lower("name"),
                condition=Q(withdrawn_at=None, shared=True),
                name="shared_view_name_once_per_newsroom",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def query(self) -> str:
        """What it asks, as an address does."""
        return urlencode({**self.filters, "order": self.order}, doseq=True)


class ViewOrder(Personal, RevisedRow):
    """The order in which a member reads the views that they see, their own and shared ones.

    `views` are ids. Those that are not there any more are passed over, and views that came since
    stand behind.
    """

    member = models.OneToOneField(Member, on_delete=models.PROTECT, related_name="+")
    views = ArrayField(models.UUIDField(), default=list, blank=True)

    objects = OwnQuerySet["ViewOrder"].as_manager()

    class Meta(RevisedRow.Meta):
        constraints = [
            *RevisedRow.Meta.constraints,
            SameNewsroom(field="member", name="view_order_of_a_member_of_its_newsroom"),
        ]

    def __str__(self) -> str:
        return " ".join(map(str, self.views))
