"""Text as people type it: a line (title, name, tag) and prose (statement, reasons, note).

Both doors clean through these, so that nothing reaches the database in two spellings.
An article's own text is evidence and is never touched by them.
"""

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.db import models
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from annotations import limits

if TYPE_CHECKING:
    _CharField = models.CharField[str | Combinable, str]
    _TextField = models.TextField[str | Combinable, str]
else:
    _CharField, _TextField = models.CharField, models.TextField

# Characters that hide or reorder what a reader sees. Joiners stay: scripts and emoji need them.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def tidy(text: str) -> str:
    """One line in NFC, without control and bidi characters, single spaces, trimmed.

    >>> tidy("  Ankara\\u202e \\n says ")
    'Ankara says'
    """
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def prose(text: str) -> str:
    """Text of several lines: LF line ends, trimmed; otherwise as it was typed."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def refuse_broken_text(value: str) -> None:
    """Raises ValidationError for what PostgreSQL or JSON cannot carry."""
    if _LONE_SURROGATE.search(value) or _CONTROL.search(value):
        raise ValidationError(_("This holds characters that cannot be stored."), code="broken-text")


class LineField(_CharField):
    """A title, a name, a label: one line in NFC."""

    default_validators = [refuse_broken_text]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", limits.LINE)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return tidy(value) if isinstance(value, str) else value


class ProseField(_TextField):
    """A statement, reasons, a note, a quote: lines as they were typed."""

    default_validators = [
        refuse_broken_text,
        ProhibitNullCharactersValidator(),
        MaxLengthValidator(limits.PROSE),
    ]

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return prose(value) if isinstance(value, str) else value
