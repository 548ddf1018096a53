"""/views/order/: in which order the member whose token it is reads their views."""

from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.doors import ReadyDoor
from annotations.api.fields import Ident, Links
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import expected
from annotations.api.schema import one_of
from annotations.matching.models import ViewOrder
from annotations.matching.ordering import current_order, order_views
from annotations.newsrooms.permissions import Action


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "The second one first",
            value={
                "order": [
                    "0199f0c4-5c6e-7c11-9a55-3d9a5cf3a004",
                    "0199f0c4-5c6e-7c11-9a55-3d9a5cf3a003",
                ]
            },
        )
    ]
)
class ViewOrderIn(Given):
    """Your views and those shared with you, as you want to read them."""

    order = serializers.ListField(child=Ident(), help_text="The id of each view, each once.")


class ViewOrderOut(serializers.Serializer[ViewOrder]):
    """In which order you read your views; `revision` is 0 where you never chose one."""

    order = serializers.SerializerMethodField(
        help_text="Ids. Views that came since the last choice stand at the end."
    )
    revision = serializers.IntegerField()
    links = Links(self="views/order/", views="views/", page="views/")

    def get_order(self, own: ViewOrder) -> list[UUID]:
        """As it is read now: with what came since, and without what is gone."""
        return current_order(own.member)


class OwnViewOrder(ReadyDoor):
    """The order of your views."""

    out = ViewOrderOut

    @extend_schema(operation_id="read_view_order", responses=one_of(ViewOrderOut))
    def get(self, _request: Request) -> Response:
        """Read in which order you read your views, on the page too."""
        return self.answer(self._own())

    @extend_schema(operation_id="order_views", request=ViewOrderIn, responses=one_of(ViewOrderOut))
    def put(self, request: Request) -> Response:
        """Put your views in another order. For others, shared ones stay where they are."""
        by = self.require(Action.ORDER_VIEWS, self._own())
        revision, values = expected(request).revision, understood(ViewOrderIn, request)
        return self.answer(order_views(order=values["order"], revision=revision, by=by))

    def _own(self) -> ViewOrder:
        own: ViewOrder = ViewOrder.objects.of(self.member)
        return own
