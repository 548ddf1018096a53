"""/exports/{id}/file/: the file of an export, whole or from where a download broke."""

from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api.doors import NewsroomDoor
from annotations.api.formats import streamed
from annotations.api.preconditions import is_known
from annotations.api.ranges import wanted
from annotations.api.rendering import Json
from annotations.exports import files
from annotations.exports.formats import FORMATS
from annotations.exports.models import Export, State
from annotations.exports.naming import file_name, media_type
from annotations.exports.refusals import FileGone, NotReady

RANGE = [
    OpenApiParameter(
        "Range",
        {"type": "string", "pattern": r"^bytes=(\d+-\d*|-\d+)$"},
        OpenApiParameter.HEADER,
        description="One part of the file, such as bytes=1000-; anything else gets all of it.",
    ),
    OpenApiParameter(
        "If-Range",
        {"type": "string"},
        OpenApiParameter.HEADER,
        description="The ETag of the file that you have a part of: another file comes whole.",
    ),
]
FILE = {
    (status, kind): OpenApiTypes.BINARY
    for status in (200, 206)
    for kind in sorted({media_type(name) for name in FORMATS})
}


class FileOfExport(NewsroomDoor):
    """The file of an export."""

    problems = {"409", "410", "416"}

    def rows(self) -> QuerySet[Any, Any]:
        return Export.objects.visible_to(self.member)

    def perform_content_negotiation(self, *_: Any, **__: Any) -> Any:
        return Json(), Json.media_type  # problems are JSON; the file is what it is

    @extend_schema(operation_id="download_export", parameters=RANGE, responses=FILE)
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        """Download the file. A download that broke goes on with Range and If-Range."""
        export = self.find(pk)
        if export.state != State.DONE:
            raise NotReady
        if not files.has(export.file):
            raise FileGone
        tag, size = f'"{export.sha256}"', cast("int", export.size)
        if is_known(request, tag):
            return Response(status=304, headers={"ETag": tag})
        part = wanted(request, tag, size)
        found = range(size) if part is None else part
        headers = {
            "Content-Type": media_type(export.format),
            "Content-Disposition": f'attachment; filename="{file_name(export, self.slug)}"',
            "Content-Length": str(len(found)),
            "Accept-Ranges": "bytes",
            "ETag": tag,
        }
        if part is not None:
            headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
        return streamed(
            request, files.read(export.file, found), headers, 200 if part is None else 206
        )
