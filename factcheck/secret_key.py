"""The key that signs sessions and links: given by the operator, or made on the first start."""

import os
import secrets
import tempfile
from pathlib import Path

from factcheck.trouble import CannotStart
from factcheck.var import make_var

LEAST_LENGTH = 50  # what `check --deploy` asks for


def secret_key(*, given: str, file: str, made_in: Path | None) -> str:
    """The key itself, the content of `file`, or a random one kept in `made_in`/secret_key.

    A key that we make is readable by its owner alone (0600) and stays the same from then on.
    Refuses a short key, and having none at all.
    """
    if given or file:
        key = given or _read(Path(file))
        if len(key) < LEAST_LENGTH or len(set(key)) < 5:
            raise CannotStart(
                f"The secret key is easily guessed: give {LEAST_LENGTH} random characters or more."
            )
        return key
    if made_in is None:
        raise CannotStart(
            "The production profile needs FACTCHECK_SECRET_KEY or FACTCHECK_SECRET_KEY_FILE."
        )
    path = made_in / "secret_key"
    if not path.exists():
        _keep(path, secrets.token_urlsafe(64))
    return _read(path)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as trouble:
        raise CannotStart(f"The secret key in {path} cannot be read: {trouble}.") from trouble


def _keep(path: Path, key: str) -> None:
    """Write the file whole or not at all; when two start at once, the first one's key counts."""
    try:
        make_var(path.parent)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".secret_key-")
    except OSError as trouble:
        raise CannotStart(f"{path.parent} cannot be written to: {trouble}.") from trouble
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key + "\n")
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        Path(draft).unlink()
