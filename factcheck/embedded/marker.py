"""The note in var/ that says where the cluster is, so that a lost one is noticed."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from factcheck.trouble import CannotStart

NAME = "database.json"


@dataclass(frozen=True)
class Marker:
    """`home` is the cluster's folder (relative to var/ where it lies below it)."""

    home: str
    made: bool  # False from before the first initdb until it is through

    def folder(self, var: Path) -> Path:
        return var / self.home


def read(var: Path) -> Marker | None:
    """The marker of this var/, or None where no database was ever made."""
    path = var / NAME
    try:
        return Marker(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as trouble:
        raise CannotStart(
            f"{path}, which says where the database is, cannot be read ({trouble}). "
            "Restore it from a backup, or remove it if it is broken: the database itself is kept."
        ) from trouble


def write(var: Path, marker: Marker) -> None:
    """Replace the marker, whole or not at all."""
    draft = var / f".{NAME}-{os.getpid()}"
    draft.write_text(json.dumps(asdict(marker)) + "\n", encoding="utf-8")
    draft.replace(var / NAME)
