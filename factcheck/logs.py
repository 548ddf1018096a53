"""What must not stand in a log line."""

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

HIDDEN = "[hidden]"

# A word that announces a secret, and the secret after it.
_ANNOUNCED = re.compile(
    r"""(?ix)
    ( \b(?:bearer|basic|token)\s+
    | \b(?:authorization|cookie|set-cookie|x-api-key)["']?\s*[:=]\s*["']?(?:\w+\s+)?
    | \b(?:password|passwd|secret|token|key|code|state|session|csrftoken)["']?\s*[=:]\s*["']?
    )
    [^\s"'&,;}]+
    """
)
# Our access tokens, and the last part of a sign-in or invitation link.
_TOKEN = re.compile(r"\bfc[a-z]{0,3}_[A-Za-z0-9_]{16,}")
_LINK = re.compile(r"(/(?:sign-in|invitations?|key|reset)/)[^\s/?\"']{8,}")
_URL_PASSWORD = re.compile(r"(://[^\s/:@]*:)[^\s/@]+@")


def hide_secrets(text: str) -> str:
    """`text` with every token, password and key in it replaced.

    >>> hide_secrets("GET /api/v1/limits?token=abc HTTP/1.1")
    'GET /api/v1/limits?token=[hidden] HTTP/1.1'
    >>> hide_secrets("Authorization: Bearer abc.def")
    'Authorization: Bearer [hidden]'
    >>> hide_secrets("postgresql://desk:open-sesame@db/factcheck")
    'postgresql://desk:[hidden]@db/factcheck'
    """
    text = _ANNOUNCED.sub(rf"\1{HIDDEN}", text)
    text = _TOKEN.sub(HIDDEN, text)
    text = _LINK.sub(rf"\1{HIDDEN}", text)
    return _URL_PASSWORD.sub(rf"\1{HIDDEN}@", text)


def scrub(_logger: object, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """A structlog processor: every text in the event goes through `hide_secrets`."""
    return {name: _scrubbed(value) for name, value in event.items()}


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        return hide_secrets(value)
    if isinstance(value, Mapping):
        return {name: _scrubbed(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_scrubbed(inner) for inner in value]
    return value
