"""Saving what is asked of the list of claims as a view, and changing such views.

What is done to a shared view is an event. What a member keeps to themselves is not: the log is
everybody's.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.claims.models import Claim
from annotations.errors import Conflict, Duplicate, OverLimit, Unacceptable
from annotations.history.actions import Changes, record
from annotations.history.models import Kind
from annotations.matching.asking import Asked, chosen
from annotations.matching.claims import FILTERS, ORDERS
from annotations.matching.models import View
from annotations.newsrooms.models import Member
from annotations.telling import number


class NameTaken(Conflict):
    code = "view-name-taken"
    says = _("There is a view of this name already.")


class TooManyViews(OverLimit):
    code = "too-many-views"
    says = format_lazy(
        _("You have {limit} views. Remove one of them first."),
        limit=number(limits.VIEWS),
    )


class ViewWithdrawn(Conflict):
    code = "view-withdrawn"
    says = _("This view was removed. Restore it first.")


class ViewStands(Conflict):
    code = "view-stands"
    says = _("This view was not removed.")


@transaction.atomic
def save_view(*, name: str, filters: Asked, order: str, shared: bool = False, by: Member) -> View:
    """Keep a question under a name. Raises Unacceptable, NameTaken and TooManyViews."""
    _refuse_too_many(by)
    filters = _tidy(filters)
    _refuse_untaken(filters, order)
    view = View(newsroom_id=by.newsroom_id, member=by, name=name, filters=filters, order=order)
    view.shared = shared
    try:
        view.add()
    except Duplicate as duplicate:
        raise NameTaken from duplicate
    if shared:
        record(Kind.VIEW_SHARED, view, by=by, changes=_all_of(view))
    return view


@transaction.atomic
def edit_view(*, view: View, revision: int, by: Member, **values: Any) -> View:
    """Change its name, its question (filters, order) or whether it is shared.

    Raises Unacceptable, NameTaken, ViewWithdrawn and Stale.
    """
    if view.withdrawn_at:
        raise ViewWithdrawn
    if "filters" in values:
        values["filters"] = _tidy(values["filters"])
    if values.keys() & {"filters", "order"}:
        _refuse_untaken(values.get("filters", view.filters), values.get("order", view.order))
    try:
        changes = view.revise(revision, **values)
    except Duplicate as duplicate:
        raise NameTaken from duplicate
    if "shared" in changes:
        kind = Kind.VIEW_SHARED if view.shared else Kind.VIEW_UNSHARED
        record(kind, view, by=by, changes=_all_of(view) if view.shared else changes)
    elif changes and view.shared:
        record(Kind.VIEW_EDITED, view, by=by, changes=changes)
    return view


@transaction.atomic
def withdraw_view(*, view: View, revision: int, by: Member) -> View:
    """The view is offered no more; it can be restored. Raises ViewWithdrawn and Stale."""
    if view.withdrawn_at:
        raise ViewWithdrawn
    view.revise(revision, withdrawn_by=by, withdrawn_at=timezone.now())
    if view.shared:
        record(Kind.VIEW_WITHDRAWN, view, by=by, changes={"name": [view.name, None]})
    return view


@transaction.atomic
def restore_view(*, view: View, revision: int, by: Member) -> View:
    """Offer a view again. Raises ViewStands, NameTaken, TooManyViews and Stale."""
    if not view.withdrawn_at:
        raise ViewStands
    _refuse_too_many(view.member)
    try:
        view.revise(revision, withdrawn_by=None, withdrawn_at=None)
    except Duplicate as duplicate:
        raise NameTaken from duplicate
    if view.shared:
        record(Kind.VIEW_RESTORED, view, by=by, changes={"name": [None, view.name]})
    return view


def _tidy(filters: Asked) -> dict[str, list[str]]:
    """As pages read them from an address: each value once, without blanks around it."""
    return {
        name: list(dict.fromkeys(filter(None, (text.strip() for text in texts))))
        for name, texts in filters.items()
    }


def _refuse_untaken(filters: Asked, order: str) -> None:
    if order not in ORDERS:
        raise Unacceptable(fields={"order": [f"It is one of: {', '.join(ORDERS)}."]})
    chosen(Claim.objects.none(), FILTERS, filters)


def _refuse_too_many(by: Member) -> None:
    """Under a lock, so that two that are saved at once do not both take the last place."""
    Member.objects.locked(by.pk)
    if View.objects.standing().filter(member=by).count() >= limits.VIEWS:
        raise TooManyViews


def _all_of(view: View) -> Changes:
    return {name: [None, getattr(view, name)] for name in ("name", "filters", "order")}
