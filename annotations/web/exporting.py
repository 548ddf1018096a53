"""The export of a list of claims: the API's answer to the filters that are on the screen."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from annotations.exports.formats import FORMATS
from annotations.newsrooms.models import Newsroom
from annotations.web.searching import SearchForm


def export_links(search: SearchForm, newsroom: Newsroom) -> list[tuple[Any, str]]:
    """What each format is called, and its address. The API knows every field of the form."""
    asked = {name: search.chosen(name) for name in search.fields if search.chosen(name)}
    claims = reverse("api:claims", args=[newsroom.slug])
    return [
        (kind.label, f"{claims}?{urlencode({**asked, 'format': name})}")
        for name, kind in FORMATS.items()
    ]
