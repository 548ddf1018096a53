"""The order in which a member reads the views of the list of claims.

It is their own, also where it holds views that all share: whoever moves one moves it for nobody
else. So it is no event either.
"""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from annotations.errors import Unacceptable
from annotations.matching.models import View, ViewOrder
from annotations.newsrooms.models import Member


@transaction.atomic
def order_views(*, order: list[UUID], revision: int, by: Member) -> ViewOrder:
    """Put the views that `by` sees in this order, each named once by id.

    `revision` is that of the order as it was read: 0 where they never chose one. What comes later
    stands behind. Raises Unacceptable for an order of other things, and Stale.
    """
    if sorted(order) != sorted(current_order(by)):
        says = _("Name each of your views and of those shared with you, and each once.")
        raise Unacceptable(fields={"order": [says]})
    kept = ViewOrder.objects.kept_for(by)
    kept.revise(revision, views=order)
    return kept


def current_order(member: Member) -> list[UUID]:
    """The ids of the views that `member` is offered, as they read them."""
    views = View.objects.visible_to(member).standing().in_order_of(member)
    return list(views.values_list("pk", flat=True))
