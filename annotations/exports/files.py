"""The files of prepared exports: complete or not there, for nobody to see but the site.

They lie in one folder, below the site's var/, under names that nobody can guess. While a file
is written, its name ends in .part.
"""

import gzip
import hashlib
import os
import secrets
import time
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from django.conf import settings

PART = ".part"
LEVEL = 4  # of gzip: 6, which is usual, takes twice the time for five per cent
PIECE = 256 * 1024  # bytes
LOST_AFTER = 3600.0  # seconds without a word in a file that no export knows


class Kept(NamedTuple):
    """What is known of a complete file: its bytes, and their SHA-256."""

    size: int
    sha256: str


def new_name() -> str:
    return secrets.token_urlsafe(32)


def keep(name: str, pieces: Iterable[bytes], *, packed: bool) -> Kept:
    """Write a file, packed by gzip if told to; whatever happens, half a file has not this name.

    Raises OSError.
    """
    place = folder() / name
    part = place.with_name(name + PART)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            counted = _Counted(file)
            _fill(counted, pieces, packed=packed)
            file.flush()
            os.fsync(file.fileno())
        part.rename(place)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync(place.parent)
    return Kept(counted.size, counted.digest.hexdigest())


def has(name: str) -> bool:
    return (folder() / name).is_file()


def read(name: str, found: range) -> Iterator[bytes]:
    """The bytes of a file that are in `found`, a piece at a time."""
    with (folder() / name).open("rb") as file:
        file.seek(found.start)
        left = len(found)
        while left and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def remove(name: str) -> None:
    (folder() / name).unlink(missing_ok=True)


def remove_lost(known: Collection[str]) -> None:
    """Remove what no export knows, such as half a file of a process that was killed."""
    for file in folder().iterdir():
        lost = time.time() - file.stat().st_mtime > LOST_AFTER
        if lost and file.name.removesuffix(PART) not in known:
            file.unlink(missing_ok=True)


def folder() -> Path:
    """Where the files are; no other user of the machine can look into it."""
    place = Path(settings.EXPORTS_ROOT)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


class _Counted:
    """A file that remembers what was written to it."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.size, self.digest = file, 0, hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.size += len(data)
        self.digest.update(data)
        return self.file.write(data)

    def flush(self) -> None:
        self.file.flush()


def _fill(counted: _Counted, pieces: Iterable[bytes], *, packed: bool) -> None:
    if not packed:
        for piece in pieces:
            counted.write(piece)
        return
    # No name and no date in it: the same claims give the same bytes.
    with gzip.GzipFile("", "wb", LEVEL, counted, mtime=0) as packing:
        for piece in pieces:
            packing.write(piece)


def _sync(place: Path) -> None:
    """Have the new name itself on the disk."""
    known = os.open(place, os.O_RDONLY)
    try:
        os.fsync(known)
    finally:
        os.close(known)
