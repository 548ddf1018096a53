"""A file as the body of a request: not understood here, and never held in memory."""

import hashlib
from collections.abc import Mapping
from tempfile import TemporaryFile
from typing import IO, Any

from rest_framework.parsers import BaseParser

from annotations.imports.files import PIECE


class FileBody(dict[str, Any]):
    """What tells one file, and what is wanted with it, from another; the file itself is `file`."""

    file: IO[bytes]


class AnyFile(BaseParser):
    """Whatever Content-Type it has. The door that made it closes it."""

    media_type = "*/*"

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None

    def parse(
        self,
        stream: IO[Any],
        _media_type: str | None = None,
        context: Mapping[str, Any] | None = None,
    ) -> FileBody:
        self._file = file = TemporaryFile()  # noqa: SIM115  # it outlives this function
        sha256 = hashlib.sha256()
        while data := stream.read(PIECE):
            sha256.update(data)
            file.write(data)
        file.seek(0)
        query = context["request"].META.get("QUERY_STRING", "") if context else ""
        body = FileBody(sha256=sha256.hexdigest(), query=query)
        body.file = file
        return body

    def close(self) -> None:
        """Forget the file, if one was read."""
        if self._file:
            self._file.close()
