"""The export of a list of claims: the API's answer to the filters that are on the screen."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from annotations.exports.formats import FORMATS
from annotations.newsrooms.models import Newsroom
from annotations.web.searching import SearchForm


def export_links(search: SearchForm, newsroom: Newsroom) -> list[tuple[Any, str]]:
    """What each format is called, and its address."""
    claims = reverse("api:claims", args=[newsroom.slug])
    return [
        (kind.label, f"{claims}?{urlencode({**search.asked, 'format': name}, doseq=True)}")
        for name, kind in FORMATS.items()
    ]


def prepare_link(search: SearchForm, newsroom: Newsroom) -> str:
    """Where a file of the same claims can be asked for."""
    return (
        f"{reverse('web:new_export', args=[newsroom.slug])}?{urlencode(search.asked, doseq=True)}"
    )
