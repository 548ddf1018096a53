"""One resource, many formats: which of them is wanted, and sending it as it is written."""

from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar

from asgiref.sync import sync_to_async
from django.http import HttpResponseBase, StreamingHttpResponse
from django.http.request import MediaType
from django.utils.cache import patch_vary_headers
from drf_spectacular.types import OpenApiTypes
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.authentication import SAFE_METHODS
from annotations.api.doors import NewsroomDoor
from annotations.api.fields import Addresses
from annotations.api.refusals import BadParameter, NotAcceptable
from annotations.api.rendering import Json
from annotations.api.schema import PAGING
from annotations.exports.formats import FORMATS, Format
from annotations.exports.gathering import scale_of
from annotations.exports.occasion import Occasion

JSON = "json"
OF_JSON = {"cursor", "limit", "order", "fields", "expand"}  # parameters
PIECE = 256 * 1024  # bytes that are sent at once: each time costs a change of threads
ONE = [JSON, *(name for name, found in FORMATS.items() if found.one)]


class FormattedDoor(NewsroomDoor):
    """An address that answers in all its `formats`; `format` is the one that is wanted."""

    formats: ClassVar[Collection[str]] = [JSON, *FORMATS]
    schemas: ClassVar[dict[str, Any]] = {
        **PAGING,
        "format": {"type": "string", "enum": [JSON, *FORMATS]},
    }
    format: str

    def parameters(self, method: str) -> dict[str, str]:
        known = super().parameters(method)
        if method not in SAFE_METHODS:
            return known
        return {**known, "format": "The format of the answer; it outweighs the Accept header."}

    def perform_content_negotiation(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        if request.method in SAFE_METHODS:  # initial() looks at it; problems are JSON in any case
            return Json(), Json.media_type
        return super().perform_content_negotiation(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method in SAFE_METHODS:
            self.format = wanted(request, self.formats)
            self._refuse_what_only_json_takes()

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        patch_vary_headers(response, ["Accept"])
        return super().finalize_response(request, response, *args, **kwargs)

    def _refuse_what_only_json_takes(self) -> None:
        if self.format == JSON:
            return
        taken = {"fields"} if FORMATS[self.format].has_fields else set()
        for name in self.request.query_params.keys() & (OF_JSON - taken):
            message = f"{name} belongs to pages of JSON; {self.format} does not take it."
            raise BadParameter(message, parameter=name)

    def occasion(self) -> Occasion:
        return Occasion(
            here=self._here(),
            at=Addresses(self.request, self.slug),
            newsroom=self.member.newsroom.name,
            scale=scale_of(self.member),
            fields=self.shape.fields,
        )

    def _here(self) -> str:
        """The address of this answer alone: what Accept chose, its query says as well."""
        asked = self.request.query_params
        if "format" in asked:
            return self.request.build_absolute_uri()
        query = asked.copy()
        query["format"] = self.format
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")


def wanted(request: Request, formats: Collection[str]) -> str:
    """The format that the query or else the Accept header asks for.

    Raises BadParameter and NotAcceptable; both name the formats that there are.
    """
    names = ", ".join(formats)
    given = request.query_params.getlist("format")
    if given:
        if len(given) > 1 or given[0] not in formats:
            message = f"format does not take {given[-1][:100]!r}. It is one of: {names}."
            raise BadParameter(message, parameter="format")
        return given[0]
    found = preferred(request.headers.get("Accept", "*/*"), formats)
    if found is None:
        raise NotAcceptable(
            f"We cannot answer in what Accept asks for. There are: {names}; ask with ?format=.",
            formats={name: media_type(name) for name in formats},
        )
    return found


def media_type(name: str) -> str:
    return Json.media_type if name == JSON else FORMATS[name].media_type


def preferred(accept: str, formats: Collection[str]) -> str | None:
    """The format that an Accept header likes best; of equals, the first. None: it takes none.

    >>> preferred("text/html, text/csv;q=0.5, */*;q=0.1", ["json", "csv"])
    'csv'
    >>> preferred("application/json;q=0", ["json"])
    """
    ranges = [MediaType(part) for part in accept.split(",") if part.strip()]
    liked = {name: _liking(media_type(name), ranges) for name in formats}
    best = max(liked, key=lambda name: liked[name])
    return best if liked[best][0] > 0 else None


def _liking(offered: str, ranges: list[MediaType]) -> tuple[float, int]:
    """How much `ranges` like a media type: the word of the most specific that covers it."""
    covering = [found for found in ranges if _covers(found, MediaType(offered))]
    if not covering:
        return 0, 0
    closest = max(covering, key=lambda found: found.specificity)
    return closest.quality, closest.specificity


def _covers(wide: MediaType, offered: MediaType) -> bool:
    asked = {name: value for name, value in wide.params.items() if name not in {"q", "charset"}}
    return (
        wide.main_type in {"*", offered.main_type}
        and wide.sub_type in {"*", offered.sub_type}
        and asked.items() <= offered.params.items()
    )


def sent(
    request: Request, pieces: Iterator[bytes], kind: Format, name: str, tag: str
) -> HttpResponseBase:
    """`pieces` as a file to keep, with its ETag, sent while it is written.

    When something breaks on the way, the connection is cut before the end of the transfer.
    """
    headers = {
        "Content-Type": kind.media_type,
        "Content-Disposition": f'attachment; filename="{name}.{kind.ending}"',
        "ETag": tag,
        "X-Accel-Buffering": "no",
    }
    return streamed(request, joined(pieces), headers)


def streamed(
    request: Request, pieces: Iterator[bytes], headers: Mapping[str, str], status: int = 200
) -> HttpResponseBase:
    """`pieces` one by one, under either sort of server; none of them for HEAD."""
    content: Any = iter(()) if request.method == "HEAD" else pieces
    if hasattr(request, "scope"):  # an ASGI server's
        content = _in_threads(content)
    return StreamingHttpResponse(content, status=status, headers=headers)


def file_name(slug: str, name: str) -> str:
    return f"{slug}-claims-{name}-{datetime.now(UTC):%Y%m%d-%H%M}"


def in_formats(answers: dict[int, Any], names: Collection[str]) -> dict[Any, Any]:
    """Responses of an operation: `answers` as JSON, and the same in the formats of `names`."""
    others = {(200, media_type(name)): described_as(name) for name in names if name != JSON}
    return {**answers, **others}


def described_as(name: str) -> OpenApiTypes:
    """The schema of a body in one of our formats; documents of JSON have schemas of their own."""
    is_json = FORMATS[name].ending in {"json", "jsonld"}
    return OpenApiTypes.ANY if is_json else OpenApiTypes.BINARY


def joined(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in fewer pieces; the first at once, so that the client sees life."""
    waiting: list[bytes] = []
    size, enough = 0, 1
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= enough:
            yield b"".join(waiting)
            waiting.clear()
            size, enough = 0, PIECE
    if waiting:
        yield b"".join(waiting)


async def _in_threads(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    """For an ASGI server, which would read a plain iterator to its end before it sends."""
    while piece := await sync_to_async(_following)(pieces):
        yield piece


def _following(pieces: Iterator[bytes]) -> bytes:
    return next(pieces, b"")
