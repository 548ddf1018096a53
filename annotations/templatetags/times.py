"""Days and times as the reader writes them, at the reader's clock. {% load times %}"""

from datetime import UTC, date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

NONE = "–"


@register.simple_tag
def day(value: date | None, length: str = "") -> SafeString | str:
    """A day, of a `datetime` the day at the reader's clock: 22 November 2026, short 22 Nov 2026."""
    return _as_time(value, f"{length}_DATE_FORMAT".strip("_").upper())


@register.simple_tag
def moment(value: datetime | None, length: str = "") -> SafeString | str:
    """A day and the time: 22 November 2026, 14:30; short 22 Nov 2026, 14:30."""
    return _as_time(value, f"{length}_DATETIME_FORMAT".strip("_").upper())


@register.simple_tag
def instant(value: datetime | None) -> SafeString | str:
    """To the second, for logs: 22 Nov 2026, 14:30:05."""
    if value is None:
        return NONE
    local = timezone.localtime(value)
    words = _("%(day)s, %(time)s") % {
        "day": date_format(local, "SHORT_DATE_FORMAT"),
        "time": time_format(local, "H:i:s"),
    }
    return _tagged(value, words)


def _as_time(value: date | None, kind: str) -> SafeString | str:
    if value is None:
        return NONE
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return _tagged(value, date_format(local, kind))


def _tagged(value: date, words: str) -> SafeString:
    """Programs are told UTC, whoever reads."""
    exact = value.astimezone(UTC) if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', exact.isoformat(), words)
