"""Passages as W3C annotations, readable per the Web Annotation Protocol: each at its own address,
and those of an article or a version as a container."""

import re
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from annotations import limits
from annotations.api.fields import Addresses
from annotations.api.formats import FormattedDoor
from annotations.api.refusals import BadParameter, NotFound
from annotations.articles.models import Article, Version
from annotations.claims.models import Passage
from annotations.exports import webannotation
from annotations.exports.gathering import Gathering
from annotations.exports.writing import encode
from annotations.matching.filters import ident

LDP = "http://www.w3.org/ns/ldp#"
RULES = "http://www.w3.org/TR/annotation-protocol/"
_INCLUDE = re.compile(r'return=representation\s*;\s*include="([^"]*)"')
PREFERENCES = {"PreferMinimalContainer", "PreferContainedIRIs", "PreferContainedDescriptions"}
OUT = {(200, webannotation.MEDIA_TYPE): OpenApiTypes.OBJECT}
START = UUID(int=0)
SIZE = limits.USUAL_PAGE  # annotations of a page


class AnnotationsDoor(FormattedDoor):
    """An address of the Web Annotation Protocol."""

    formats = ["webannotation"]
    schemas = {
        "format": {"type": "string", "enum": formats},
        "after": {"type": "string", "pattern": "^(start|[0-9a-f-]{36})$"},
        "iris": {"type": "integer", "enum": [0, 1]},
    }
    links = f'<{LDP}Resource>; rel="type"'

    def told(self, request: Request, document: dict[str, Any]) -> HttpResponseBase:
        """`document` with our contexts in front."""
        at = Addresses(request, self.slug)
        return HttpResponse(
            encode({"@context": webannotation.contexts(at), **document}),
            content_type=webannotation.MEDIA_TYPE,
            headers={"Content-Location": document["id"]},
        )

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        response["Link"] = self.links
        return super().finalize_response(request, response, *args, **kwargs)


class OneAnnotation(AnnotationsDoor):
    """One passage as an annotation."""

    @extend_schema(operation_id="read_annotation", responses=OUT)
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        """Read where a claim is made, and what is held of it, as a W3C annotation."""
        rows = Passage.objects.visible_to(self.member).standing().filter(pk=pk)
        for passage in Gathering().passages(rows):
            at = Addresses(request, self.slug)
            return self.told(request, webannotation.annotation(passage, passage.claim, at))
        raise NotFound


class Container(AnnotationsDoor):
    """The annotations of something, as a collection with pages.

    A page begins after an annotation, so that it stays the same page when others before it are
    withdrawn. `iris` 1 asks for a page that names its annotations, 0 for one that holds them.
    """

    links = f'<{LDP}BasicContainer>; rel="type", <{RULES}>; rel="{LDP}constrainedBy"'
    label = "Annotations"

    def parameters(self, method: str) -> dict[str, str]:
        pages = {
            "after": (
                "The id of the annotation after which a page begins, or start; without it, the "
                "collection itself."
            ),
            "iris": "1 for pages that name their annotations, 0 for pages that hold them.",
        }
        return {**super().parameters(method), **pages}

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        patch_vary_headers(response, ["Prefer"])
        return super().finalize_response(request, response, *args, **kwargs)

    def container(self, request: Request, rows: QuerySet[Any, Any]) -> HttpResponseBase:
        """The collection of `rows`, passages, or the page of it that is asked for."""
        asked, preference = request.query_params, preferred(request.headers.get("Prefer", ""))
        rows = rows.order_by("id")
        itself: dict[str, Any] = {
            "id": request.build_absolute_uri(request.path),
            "type": "AnnotationCollection",
            "total": rows.count(),
        }
        iris = _is_yes(asked.get("iris", "0")) or preference == "PreferContainedIRIs"
        if "after" in asked:
            after = _place(asked["after"])
            return self.told(request, self._page(rows, itself, after, iris=iris))
        types = ["BasicContainer", itself["type"]]
        document = {**itself, "type": types, "label": self.label}
        if itself["total"]:
            minimal = preference == "PreferMinimalContainer"
            page = _address if minimal else partial(self._page, rows)
            document["first"] = page(itself, START, iris=iris)
            document["last"] = _address(itself, _last(rows, itself["total"]), iris=iris)
        return _applied(self.told(request, document), preference)

    def _page(
        self, rows: QuerySet[Any, Any], of: dict[str, Any], after: UUID, *, iris: bool
    ) -> dict[str, Any]:
        """The page of what comes after a passage, there or not."""
        before = rows.filter(id__lte=after)
        start = before.count()
        page = {
            "id": _address(of, after, iris=iris),
            "type": "AnnotationPage",
            "partOf": of,
            "startIndex": start,
        }
        if start:
            page["prev"] = _address(of, _id_at(before.order_by("-id"), SIZE), iris=iris)
        found = list(rows.filter(id__gt=after)[:SIZE])
        if start + len(found) < of["total"]:
            page["next"] = _address(of, found[-1].pk, iris=iris)
        return {**page, "items": self._items(found, iris=iris)}

    def _items(self, found: list[Passage], *, iris: bool) -> list[Any]:
        at = Addresses(self.request, self.slug)
        if iris:
            return [webannotation.address(row, at) for row in found]
        complete = Gathering().passages(found)
        return [webannotation.annotation(row, row.claim, at) for row in complete]


class AnnotationsOfArticle(Container):
    """The annotations of an article, each passage where it stood last."""

    @extend_schema(operation_id="read_annotations_of_article", responses=OUT)
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        """Read the annotations of an article as a W3C container.

        `Prefer: return=representation; include="…"` takes ldp#PreferMinimalContainer,
        oa#PreferContainedIRIs and oa#PreferContainedDescriptions.
        """
        article = self.find(pk, Article.objects.visible_to(self.member))
        self.label = article.title
        rows = Passage.objects.visible_to(self.member).current()
        return self.container(request, rows.filter(version__article=article))


class AnnotationsOfVersion(Container):
    """The annotations of one version."""

    @extend_schema(operation_id="read_annotations_of_version", responses=OUT)
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        """Read the annotations of a version as a W3C container, as those of an article."""
        versions = Version.objects.visible_to(self.member).select_related("article")
        version = self.find(pk, versions.defer("text", "blocks"))
        self.label = str(version)
        rows = Passage.objects.visible_to(self.member).standing()
        return self.container(request, rows.filter(version=version))


def preferred(prefer: str) -> str | None:
    """Which representation of a container a Prefer header (RFC 7240) includes, if it says so.

    >>> preferred('return=representation;include="http://www.w3.org/ns/oa#PreferContainedIRIs"')
    'PreferContainedIRIs'
    >>> preferred("respond-async, wait=10")
    """
    asked = _INCLUDE.search(prefer)
    names = [iri.rpartition("#")[2] for iri in asked[1].split()] if asked else []
    return next((name for name in names if name in PREFERENCES), None)


def _applied(answer: HttpResponseBase, preference: str | None) -> HttpResponseBase:
    if preference:
        answer["Preference-Applied"] = "return=representation"
    return answer


def _is_yes(given: str) -> bool:
    if given not in {"0", "1"}:
        raise BadParameter("iris is 0 or 1.", parameter="iris")
    return given == "1"


def _place(given: str) -> UUID:
    try:
        return START if given == "start" else ident(given)
    except ValueError as error:
        message = "after is the id of an annotation, or start: follow the links of a page."
        raise BadParameter(message, parameter="after") from error


def _last(rows: QuerySet[Any, Any], total: int) -> UUID:
    """After which of `rows` the last page begins."""
    before = (total - 1) // SIZE * SIZE
    return _id_at(rows, before - 1) if before else START


def _id_at(rows: QuerySet[Any, Any], index: int) -> UUID:
    found: UUID | None = rows.values_list("pk", flat=True)[index : index + 1].first()
    return found or START


def _address(collection: dict[str, Any], after: UUID, *, iris: bool) -> str:
    place = "start" if after == START else after
    return f"{collection['id']}?iris={int(iris)}&after={place}"
