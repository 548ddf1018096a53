"""The addresses above the newsrooms: where a stranger starts, schema, docs, problems."""

from functools import cache
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.urls import Resolver404, resolve, reverse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema, inline_serializer
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from annotations.api.doors import Door
from annotations.api.kinds import example, kinds
from annotations.api.refusals import NotFound
from annotations.api.schema import one_of

ADDRESSES = {
    "docs": "These operations, to read and to try.",
    "schema": "The same as OpenAPI 3.1.",
    "newsrooms": "The newsrooms in which you work: everything else is below them.",
    "limits": "How much of anything we take.",
    "problems": "Every way in which we say no.",
}

IndexOut = inline_serializer(
    "Index",
    {
        "name": serializers.CharField(),
        "version": serializers.CharField(),
        "authentication": serializers.CharField(help_text="How to say who you are."),
        **{name: serializers.URLField(help_text=means) for name, means in ADDRESSES.items()},
    },
)
ProblemKindOut = inline_serializer(
    "ProblemKind",
    {
        "type": serializers.CharField(),
        "title": serializers.CharField(),
        "status": serializers.IntegerField(),
        "detail": serializers.CharField(),
        "code": serializers.CharField(),
    },
)


class PublicDoor(Door):
    """An address that is open to everybody and the same for all."""

    permission_classes = []


class Index(PublicDoor):
    """The first page of the API."""

    @extend_schema(operation_id="read_index", responses=one_of(IndexOut), auth=[])
    def get(self, request: Request) -> Response:
        """Start here."""
        addresses = {name: request.build_absolute_uri(reverse(f"api:{name}")) for name in ADDRESSES}
        return Response(
            {
                "name": "Factcheck",
                "version": "1",
                "authentication": "Authorization: Bearer fct_… (make one on your account page)",
                **addresses,
            }
        )


class Schema(PublicDoor):
    """The description of the API for programs."""

    @extend_schema(exclude=True)
    def get(self, _request: Request) -> Response:
        return Response(described())


class Docs(SpectacularSwaggerSplitView):
    """The description of the API for people."""

    url_name = "api:schema"
    template_name = "api/docs.html"


class Problems(PublicDoor):
    """Every way in which we say no."""

    @extend_schema(
        operation_id="read_problems",
        responses={200: serializers.ListSerializer(child=ProblemKindOut)},
        auth=[],
    )
    def get(self, _request: Request) -> Response:
        """Read what each problem's `code` means."""
        return Response([example(kind) for kind in kinds()])


class OneProblem(PublicDoor):
    """One way in which we say no: where a problem's `type` leads."""

    @extend_schema(operation_id="read_problem", responses=one_of(ProblemKindOut), auth=[])
    def get(self, _request: Request, code: str) -> Response:
        """Read what a problem's `code` means."""
        for kind in kinds():
            if kind.code == code:
                return Response(example(kind))
        raise NotFound


@extend_schema(exclude=True)
class UnknownPath(Door):
    """Everything else below this version of the API."""

    permission_classes = []

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        APIView.initial(self, request, *args, **kwargs)  # whatever the parameters are

    def nothing(self, request: Request) -> HttpResponseBase:
        """404, or the way to the same address with its slash at the end.

        308, because a browser would make a GET of every other request.
        """
        path, query = request.path, request.META.get("QUERY_STRING", "")
        if not path.endswith("/") and _is_known(f"{path}/"):
            address = f"{path}/?{query}" if query else f"{path}/"
            return HttpResponse(status=308, headers={"Location": address})
        raise NotFound

    get = post = put = patch = delete = nothing


@cache
def described() -> dict[str, Any]:
    """The OpenAPI document; made once, for everybody."""
    return dict(SchemaGenerator().get_schema(request=None, public=True))  # type: ignore[no-untyped-call]


def _is_known(path: str) -> bool:
    try:
        return getattr(resolve(path).func, "cls", None) is not UnknownPath
    except Resolver404:
        return False
