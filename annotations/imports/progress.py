"""How far an import is, told while its own transaction shows nothing yet."""

from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic
from types import TracebackType
from typing import Self
from uuid import UUID

from django.db import connection

from annotations.imports.models import Import

EVERY = 1.0  # seconds


class Progress:
    """Writes it each second, on a connection of its own."""

    def __init__(self, import_id: UUID) -> None:
        self.import_id = import_id
        self._told = monotonic()
        self._thread = ThreadPoolExecutor(1)
        self._last: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._thread.shutdown()

    def tell(self, done: int) -> None:
        """Raises what went wrong when it was told before."""
        if monotonic() - self._told < EVERY:
            return
        if self._last:
            self._last.result()
        self._told = monotonic()
        self._last = self._thread.submit(self._write, done)

    def _write(self, done: int) -> None:
        try:
            Import.objects.filter(pk=self.import_id).update(done=done)
        finally:
            connection.close()
