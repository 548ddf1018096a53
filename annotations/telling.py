"""What sentences for people are made of, told in the reader's language once they are read."""

from typing import Any

from django.utils.formats import number_format
from django.utils.functional import lazy


def _number(value: int) -> str:
    return str(number_format(value, use_l10n=True, force_grouping=True))


number: Any = lazy(_number, str)
"""A number as its reader writes it: number(2_000_000) is 2,000,000 in English."""
