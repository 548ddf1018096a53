"""How the site says no, and that something is broken: a page, or problem+json below /api/."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import requires_csrf_token
from psycopg import errors as sql

from annotations.api.problems import MEDIA_TYPE, problem
from annotations.api.refusals import BodyTooLarge, MethodNotAllowed, NotFound
from annotations.errors import NotAllowed, Refusal, Unacceptable, Unavailable
from factcheck.trouble import CannotStart

if TYPE_CHECKING:
    from rest_framework.request import Request

RETRY_AFTER = "5"  # seconds

SAYS = {
    400: (_("We could not read this request"), _("Something in its address or content is wrong.")),
    403: (_("This is not open to you"), _("You may need to sign in, or to ask for another role.")),
    404: (
        _("There is nothing here"),
        _("The address may be wrong, or the thing not yours to see."),
    ),
    405: (_("That cannot be done here"), _("This address does not answer requests of this kind.")),
    413: (_("That is too large"), _("Send less at once.")),
    500: (_("Something broke on our side"), _("It was written down. Nothing you did was saved.")),
    503: (_("The database is out of reach"), _("Nothing was lost. Please try again in a moment.")),
}
# The same in the words of the API; a 500 is no refusal.
REFUSALS: dict[int, type[Refusal]] = {
    400: Unacceptable,
    403: NotAllowed,
    404: NotFound,
    405: MethodNotAllowed,
    413: BodyTooLarge,
    503: Unavailable,
}
# These must come through whatever else is broken: no request, no user, no database, no base.html.
PLAIN = {400, 500, 503}


def refuse(request: HttpRequest, status: int, detail: object = "") -> HttpResponse:
    """The answer of `status`, with `detail` instead of our own sentence where it is given."""
    if request.path_info.startswith("/api/"):
        body = _problem(request, status)
        answer: HttpResponse = JsonResponse(body, status=status, content_type=MEDIA_TYPE)
    else:
        answer = HttpResponse(_page(request, status, detail), status=status)
    answer["Cache-Control"] = "no-store"
    if status == 503:
        answer["Retry-After"] = RETRY_AFTER
    return answer


def _problem(request: HttpRequest, status: int) -> dict[str, Any]:
    if status in REFUSALS:
        return problem(REFUSALS[status](), cast("Request", request))
    title, sentence = SAYS[status]
    facts = {"type": "about:blank", "title": str(title), "status": status, "detail": str(sentence)}
    return {**facts, "request_id": _request_id(request)}


def _page(request: HttpRequest, status: int, detail: object) -> str:
    title, sentence = SAYS[status]
    facts = {"title": title, "detail": detail or sentence}
    if status == 404:
        # What is missing and what is foreign must look the same, so nothing here may differ.
        return render_to_string("errors/page.html", facts, request)
    facts["request_id"] = _request_id(request)
    if status in PLAIN:
        return render_to_string("errors/plain.html", facts)
    return render_to_string("errors/page.html", facts, request)


def _request_id(request: HttpRequest) -> str:
    return str(request.META.get("HTTP_X_REQUEST_ID", ""))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refuse(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def _handler(status: int) -> Callable[[HttpRequest, Exception], HttpResponse]:
    @requires_csrf_token
    def handler(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
        return refuse(request, status)

    return handler


forbidden = _handler(403)
not_found = _handler(404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    return refuse(request, 403, _("The form was too old or came from elsewhere. Load it again."))


def server_error(request: HttpRequest) -> HttpResponse:
    """Django calls this while it handles the exception."""
    return refuse(request, 503 if is_database_trouble(sys.exc_info()[1]) else 500)


def is_database_trouble(trouble: BaseException | None) -> bool:
    """Whether it is the database that is down, full, read-only, locked or too slow, not we."""
    if isinstance(trouble, CannotStart | InterfaceError | OperationalError):
        return True
    return isinstance(getattr(trouble, "__cause__", None), sql.ReadOnlySqlTransaction)
