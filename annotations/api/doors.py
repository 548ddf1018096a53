"""What every address of the API does, before and after its own few lines."""

from collections.abc import Collection, Iterable
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.cache import patch_vary_headers
from rest_framework.metadata import BaseMetadata
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from annotations import limits
from annotations.api import shaping
from annotations.api.authentication import SAFE_METHODS, acting_member
from annotations.api.fields import Addresses
from annotations.api.paging import ORDER, PARAMETERS, page
from annotations.api.parsing import measure
from annotations.api.preconditions import etag, unless_known
from annotations.api.query import narrowed, refuse_unknown
from annotations.api.rates import Asking, Rate, asking_of, by_address, spent
from annotations.api.refusals import NotFound, NotUnderstood, TooManyRequests
from annotations.api.shaping import WHOLE, Expansions, Out, Shape, shape_of
from annotations.errors import Refusal
from annotations.matching.filters import Filters
from annotations.matching.orders import Orders
from annotations.newsrooms import permissions
from annotations.newsrooms.models import Member, Scope
from annotations.newsrooms.permissions import Action
from annotations.rows import Row


class NoMetadata(BaseMetadata):
    """OPTIONS is answered by the Allow header alone."""

    def determine_metadata(self, _request: Request, _view: APIView) -> None:
        return None


class Door(APIView):
    """An address of the API: refuses every parameter that it does not declare.

    `out` shows one row, in the `shape` that was asked for; `expansions` are what may be put
    into it. `longest_body` counts bytes.
    """

    metadata_class = NoMetadata
    out: ClassVar[Out] = Serializer
    expansions: ClassVar[Expansions] = {}
    longest_body: ClassVar[int] = limits.JSON_BODY
    shape: Shape = WHOLE
    rate: Rate | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        measure(request, self.longest_body)
        super().initial(request, *args, **kwargs)
        refuse_unknown(request, self.parameters(str(request.method)), self.several())
        self.shape = shape_of(request, self.out, self.expansions)

    def perform_authentication(self, request: Request) -> None:
        """Find out who asks, and count it, also when the token is a wrong one."""
        try:
            super().perform_authentication(request)
        except Refusal:
            self._count(request, by_address(request))
            raise
        self._count(request, asking_of(request))

    def _count(self, request: Request, asking: Asking) -> None:
        self.rate = spent(request, asking)
        if self.rate and self.rate.is_used_up:
            raise TooManyRequests(retry_after=self.rate.seconds)

    def parameters(self, method: str) -> dict[str, str]:
        """The query parameters for `method`, and what each means."""
        return shaping.parameters(self.out, self.expansions) if method in SAFE_METHODS else {}

    def several(self) -> Collection[str]:
        """The query parameters that may be given several times."""
        return shaping.LISTS

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        response = unless_known(request, response)
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in (self.rate.headers() if self.rate else {}).items():
            response[name] = value
        response.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(response, ["Authorization", "Cookie"])
        return response


class NewsroomDoor(Door):
    """An address below a newsroom; to all but its members it does not exist.

    `out` shows a row of `rows()`, which must bring along everything that it shows.
    """

    permission_classes = [IsAuthenticated]
    scope = Scope.WRITE  # that a token needs to change something here
    member: Member

    def dispatch(self, request: Any, *args: Any, slug: str, **kwargs: Any) -> HttpResponseBase:
        self.slug = slug
        return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.member = acting_member(request, self.slug, self.scope)
        self.require(Action.READ)

    def rows(self) -> QuerySet[Any, Any]:
        raise NotImplementedError

    def named(self, field: str, pk: UUID, rows: QuerySet[Any, Any]) -> Any:
        """What the body names in `field`. Raises NotUnderstood where it is none of `rows`."""
        row = rows.filter(pk=pk).first()
        if row is None:
            thing = rows.model._meta.model_name
            raise NotUnderstood(fields={field: [f"This newsroom has no such {thing}."]})
        return row

    def require(self, action: Action, thing: Any = None) -> Member:
        """The member, who may do it to `thing` (or to the newsroom); raises NotAllowed."""
        return permissions.require(self.member, action, thing or self.member.newsroom)

    def find(self, pk: UUID, rows: QuerySet[Any, Any] | None = None) -> Any:
        """The row that the address names, of `rows` or of rows(). Raises NotFound."""
        row = (self.rows() if rows is None else rows).filter(pk=pk).first()
        if row is None:
            raise NotFound
        return row

    def answer(self, row: Row, status: int = 200) -> Response:
        """`row`, with its ETag."""
        body = self.represent([row])[0]
        return Response(body, status, headers={"ETag": etag(row, body)})

    def show(self, pk: UUID) -> Response:
        return self.answer(self.find(pk))

    def as_it_stands(self, row: Row, status: int = 200) -> Response:
        """`row` after a change, read anew with everything that hangs on it."""
        answer = self.answer(self.find(row.pk), status)
        if status == 201:
            answer["Location"] = answer.data["links"]["self"]
        return answer

    def represent(self, rows: Iterable[Any]) -> list[dict[str, Any]]:
        context = {"at": Addresses(self.request, self.slug)}
        documents = list(self.out(rows, many=True, context=context).data)
        return self.shape.shaped(documents, self.member, context)


class ReadyDoor(NewsroomDoor):
    """An address of something that is there before it is kept, with revision 0 until it is chosen.

    Actions give it back with everything that it shows: it is not looked for among rows().
    """

    def as_it_stands(self, row: Row, status: int = 200) -> Response:
        return self.answer(row, status)


class ListDoor(NewsroomDoor):
    """A list, in pages, narrowed by `filters` and in one of `orders`; the first is the usual."""

    filters: ClassVar[Filters] = {}
    orders: ClassVar[Orders] = {}

    def parameters(self, method: str) -> dict[str, str]:
        if method not in SAFE_METHODS:
            return {}
        filters = {name: found.means for name, found in self.filters.items()}
        order = {"order": ORDER} if self.orders else {}
        return {**filters, **order, **super().parameters(method), **PARAMETERS}

    def several(self) -> Collection[str]:
        return {*super().several(), *self.filters}

    def page(self, request: Request, rows: QuerySet[Any, Any] | None = None) -> Response:
        rows = narrowed(self.rows() if rows is None else rows, request, self.filters)
        body = page(rows, request, self.orders, self.represent)
        headers = {"Link": f'<{body["next"]}>; rel="next"'} if body["next"] else {}
        return Response(body, headers=headers)
