"""The words of scripts: Django's catalogue of one language, as a file of its own."""

import hashlib
from functools import cache

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.i18n import JavaScriptCatalog


@cache_control(public=True, max_age=365 * 24 * 3600, immutable=True)
@require_safe
def words(_: HttpRequest, language: str, version: str) -> HttpResponse:
    """The catalogue for js/words.js. Another version of it has another address."""
    if language not in dict(settings.LANGUAGES) or version != _version(language):
        raise Http404
    return HttpResponse(_catalogue(language), content_type="text/javascript; charset=utf-8")


def address_of_words() -> str:
    """Where the page's scripts find their words; "" in the language of the code."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE:
        return ""
    return reverse("web:words", args=[language, _version(language)])


@cache
def _catalogue(language: str) -> bytes:
    with translation.override(language):
        return JavaScriptCatalog().get(HttpRequest()).content


@cache
def _version(language: str) -> str:
    return hashlib.sha256(_catalogue(language)).hexdigest()[:16]
