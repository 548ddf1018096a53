"""What a log line looks like, and what must not stand in it."""

import logging
import re
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

HIDDEN = "[hidden]"

_SECRETS = [
    # Authorization and cookies, as a header or in the print of a dict of them
    (
        r"""(?i)\b((?:proxy-)?authorization|(?:set-)?cookie)(["']?\s*[:=]\s*["']?)[^"'\r\n]+""",
        r"\1\2",
    ),
    (r"(?i)\b(bearer|basic)(\s+)[\w.~+/=-]+", r"\1\2"),
    # our access tokens, invitations and sign-in links; see annotations/newsrooms/secrets.py
    (r"fc[a-z]_()()[0-9A-Za-z]{8,}", ""),  # after %2F as well, so not only where a word begins
    # the key in the link of a password reset
    (r"(/reset/key/[0-9A-Za-z]+-)()(?!set-password\b)[-0-9A-Za-z]+", r"\1"),
    # what ends mails to somebody
    (r"(/mail/end/)()[^\s/\"']+", r"\1"),
    # what a query or a form calls by a telling name
    (r"(?i)\b(password\d?|secret|token|api_?key|code|sessionid)(=)[^\s&;\"']+", r"\1\2"),
    # the password in the address of a database or mail server
    (r"(://[^\s/:@]*)(:)[^\s/@]+(?=@)", r"\1\2"),
]
SECRETS = [(re.compile(pattern), kept + HIDDEN) for pattern, kept in _SECRETS]


QUIET = {
    # django_structlog tells of every request; Django would tell of the failed ones again.
    "django.request": logging.CRITICAL,
    "django.security.DisallowedHost": logging.CRITICAL,
    "uvicorn": logging.WARNING,
    # Each request that fails tells of the database itself.
    "psycopg.pool": logging.ERROR,
    # Every step of every job; those that fail are errors.
    "procrastinate": logging.WARNING,
}


def hide_secrets(text: str) -> str:
    """`text` with every token, password and key in it replaced.

    >>> hide_secrets("GET /api/v1/limits?token=abc&page=2")
    'GET /api/v1/limits?token=[hidden]&page=2'
    >>> hide_secrets("{'Authorization': 'Bearer abc.def'}")
    "{'Authorization': '[hidden]'}"
    >>> hide_secrets("GET /sign-in/fcs_0123456789abcdef/")
    'GET /sign-in/[hidden]/'
    >>> hide_secrets("GET /mail/end/0199f0c4:kM2/")
    'GET /mail/end/[hidden]/'
    >>> hide_secrets("postgresql://desk:open-sesame@db/factcheck")
    'postgresql://desk:[hidden]@db/factcheck'
    """
    for pattern, instead in SECRETS:
        text = pattern.sub(instead, text)
    return text


def scrub(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A processor of structlog: every text in the event goes through `hide_secrets`."""
    for name, value in event.items():
        event[name] = _scrubbed(value)
    return event


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        return hide_secrets(value)
    if isinstance(value, Mapping):
        return {name: _scrubbed(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_scrubbed(inner) for inner in value]
    return value


def configure(*, level: str, as_json: bool) -> dict[str, Any]:
    """Set structlog up; the LOGGING setting that brings everyone else's lines the same way."""
    steps: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.format_exc_info,
        scrub,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *steps,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    text = structlog.dev.ConsoleRenderer(colors=False)
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": steps,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer() if as_json else text,
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {name: {"level": least} for name, least in QUIET.items()},
    }
