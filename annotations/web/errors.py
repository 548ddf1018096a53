"""A refusal that no page took care of becomes a page of its own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext_lazy as _

from annotations.errors import Conflict, NotAllowed, Refusal, Stale, Unavailable
from annotations.web.refusals import told

RETRY_AFTER = "5"  # seconds

# The first that fits. Of the rest we say that it cannot be done, and why.
TITLES = [
    (NotAllowed, 403, _("This is not open to you")),
    (Stale, 409, _("Somebody else was faster")),
    (Conflict, 409, _("That does not go with what is here")),
    (Unavailable, 503, _("This is out of reach just now")),
    (Refusal, 400, _("This cannot be done")),
]


class Refusals(MiddlewareMixin):
    """Shows a refusal in its own words, with the status that tells programs of it."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal) or request.path_info.startswith("/api/"):
            return None
        status, title = next(
            (status, title) for kind, status, title in TITLES if isinstance(exception, kind)
        )
        facts = {
            "title": title,
            "detail": told(exception),
            "request_id": request.META.get("HTTP_X_REQUEST_ID", ""),
        }
        page = render(request, "errors/page.html", facts, status=status)
        page["Cache-Control"] = "private, no-store"
        if status == 503:
            page["Retry-After"] = RETRY_AFTER
        return page
