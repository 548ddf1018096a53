"""/views/: what members ask of the list of claims again and again."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations import limits
from annotations.api.doors import ListDoor, NewsroomDoor
from annotations.api.fields import Choice, Flag, Line, Links, MemberOut, Text, WithdrawalOut
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import expected
from annotations.api.schema import one_of, page_of
from annotations.matching.actions import edit_view, restore_view, save_view, withdraw_view
from annotations.matching.claims import ORDERS
from annotations.matching.counting import Found, found_by
from annotations.matching.models import View
from annotations.newsrooms.permissions import Action

NEWEST_FIRST = "-marked_at"


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "What nobody has rated, oldest first",
            value={
                "name": "Waiting",
                "filters": {"rating": ["~"], "stage": ["open", "in_progress"]},
                "order": "marked_at",
            },
        )
    ]
)
class ViewIn(Given):
    """A question to the list of claims, and what it is called."""

    name = Line(max_length=60)
    filters = serializers.DictField(
        child=serializers.ListField(child=Text()),
        required=False,
        help_text="Filters of the list of claims, each with a list of values; none: all claims.",
    )
    order = Choice(list(ORDERS), required=False, help_text=f"Otherwise {NEWEST_FIRST}.")
    shared = Flag(required=False, help_text="With the whole newsroom, by those who edit.")


@extend_schema_serializer(component_name="ClaimsFound")
class FoundOut(serializers.Serializer[Found]):
    """How many claims there are."""

    count = serializers.IntegerField(
        max_value=limits.COUNTED, help_text=f"Counted up to {limits.COUNTED:,}."
    )
    more = serializers.BooleanField(help_text="Whether there are more of them than `count`.")


class ViewOut(serializers.Serializer[View]):
    """A question to the list of claims, kept under a name; `links.claims` is the answer."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    filters = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    order = serializers.CharField()
    shared = serializers.BooleanField(help_text="Otherwise only `by` sees it.")
    claims = FoundOut(source="found")
    withdrawn = WithdrawalOut(
        source="*", allow_null=True, help_text="Null while it is offered on the page."
    )
    revision = serializers.IntegerField()
    by = MemberOut(source="member")
    made_at = serializers.DateTimeField()
    links = Links(self="views/{0.id}/", claims="claims/?{0.query}", page="view")

    def to_representation(self, instance: View) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(instance)
        return shown if instance.withdrawn_at else {**shown, "withdrawn": None}


class ViewDoor(NewsroomDoor):
    """A door to views: one's own, and those that are shared."""

    out = ViewOut

    def rows(self) -> QuerySet[Any, Any]:
        views = View.objects.visible_to(self.member)
        return views.select_related("member__user", "withdrawn_by__user")

    def represent(self, rows: Iterable[Any]) -> list[dict[str, Any]]:
        views = list(rows)
        found = found_by(views, self.member)
        for view in views:
            view.found = found[view.pk]
        return super().represent(views)

    def may_share(self, values: Mapping[str, Any], view: View | None = None) -> None:
        """Refuse who may not share, or take back, what `values` would."""
        is_shared = bool(view and view.shared)
        if values.get("shared", is_shared) != is_shared:
            self.require(Action.KEEP_VIEW if is_shared else Action.SHARE_VIEW, view)


class Views(ViewDoor, ListDoor):
    """The views that a member has."""

    @extend_schema(operation_id="list_views", responses=page_of(ViewOut))
    def get(self, request: Request) -> Response:
        """List your views and those shared with the newsroom, none that was withdrawn."""
        return self.page(request, self.rows().filter(withdrawn_at=None))

    @extend_schema(operation_id="save_view", request=ViewIn, responses=one_of(ViewOut, 201))
    @once
    def post(self, request: Request) -> Response:
        """Save a view. It is yours alone unless you share it."""
        by = self.require(Action.SAVE_VIEW)
        values = {"filters": {}, "order": NEWEST_FIRST} | understood(ViewIn, request)
        self.may_share(values)
        return self.as_it_stands(save_view(by=by, **values), 201)


class OneView(ViewDoor):
    """One view."""

    @extend_schema(operation_id="read_view", responses=one_of(ViewOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read a view, also one that was withdrawn."""
        return self.show(pk)

    @extend_schema(operation_id="edit_view", request=ViewIn, responses=one_of(ViewOut))
    def patch(self, request: Request, pk: UUID) -> Response:
        """Give a view another name or question, or share it.

        Whose view it is may stop sharing it; others who edit may withdraw it.
        """
        view = self.find(pk)
        by, revision = self.require(Action.CHANGE_VIEW, view), expected(request).revision
        values = understood(ViewIn, request, partial=True)
        self.may_share(values, view)
        return self.as_it_stands(edit_view(view=view, revision=revision, by=by, **values))

    @extend_schema(operation_id="withdraw_view", responses=one_of(ViewOut))
    def delete(self, request: Request, pk: UUID) -> Response:
        """Withdraw a view: it is offered no more, keeps its address, and can be restored."""
        view = self.find(pk)
        by, revision = self.require(Action.CHANGE_VIEW, view), expected(request).revision
        return self.as_it_stands(withdraw_view(view=view, revision=revision, by=by))


class RestoreView(ViewDoor):
    """Offering a view again."""

    is_transition = True

    @extend_schema(operation_id="restore_view", request=None, responses=one_of(ViewOut))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Restore a view that was withdrawn."""
        view = self.find(pk)
        by, revision = self.require(Action.CHANGE_VIEW, view), expected(request).revision
        understood(Given, request)
        return self.as_it_stands(restore_view(view=view, revision=revision, by=by))
