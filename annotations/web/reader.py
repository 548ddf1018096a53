"""In whose language and at whose clock a page is told."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import timezone, translation

from annotations.newsrooms.languages import language_of
from annotations.newsrooms.models import User
from annotations.newsrooms.zones import zones

ZONE = "factcheck-zone"
"""The cookie in which the browser says where it is; js/page/zone.js writes it."""

NOT_FOR_PEOPLE = ("/api/", "/words/")


class Reader(LocaleMiddleware):
    """Pages speak the language and tell the time of the browser, until as_chosen() knows better.

    The database is not asked: pages that say that it is down go through here too. Programs are
    answered in English and UTC, whoever asks.
    """

    def process_request(self, request: HttpRequest) -> None:
        if request.path_info.startswith(NOT_FOR_PEOPLE):
            translation.activate(settings.LANGUAGE_CODE)
            timezone.deactivate()
            return
        super().process_request(request)
        told = request.COOKIES.get(ZONE, "")
        timezone.activate(told if told in zones() else settings.TIME_ZONE)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        timezone.deactivate()
        if request.path_info.startswith(NOT_FOR_PEOPLE):
            return response
        return super().process_response(request, response)


def as_chosen(user: User) -> None:
    """From here on, this request is answered in what `user` has chosen, where they have."""
    language = language_of(user)
    if language:
        translation.activate(language)
    if user.time_zone in zones():
        timezone.activate(user.time_zone)
