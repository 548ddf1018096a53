"""The file of an import: taken to pieces when it comes, put together where it is read."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO

from annotations import limits
from annotations.imports.models import Import, ImportPiece
from annotations.imports.refusals import FileForgotten, FileTooLarge

PIECE = 1024 * 1024  # bytes


def keep(import_: Import, file: IO[bytes]) -> int:
    """Keep the file until it is imported; how many bytes it holds. Raises FileTooLarge."""
    size = number = 0
    while data := file.read(PIECE):
        number, size = number + 1, size + len(data)
        if size > limits.IMPORT:
            raise FileTooLarge
        ImportPiece(newsroom_id=import_.newsroom_id, of=import_, number=number, data=data).save(
            force_insert=True
        )
    return size


@contextmanager
def kept(import_: Import) -> Iterator[IO[bytes]]:
    """The file, for reading. Raises FileForgotten."""
    pieces = (
        ImportPiece.objects.filter(of=import_).order_by("number").values_list("data", flat=True)
    )
    with TemporaryFile() as file:
        for data in pieces.iterator(chunk_size=1):
            file.write(data)
        if not file.tell():
            raise FileForgotten
        file.flush()
        file.seek(0)
        yield file


def forget(import_: Import) -> None:
    ImportPiece.objects.filter(of=import_).delete()
