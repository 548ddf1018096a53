"""The site's addresses, and some that break in ways that a page should not."""

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from factcheck.urls import handler400, handler403, handler404, handler500
from factcheck.urls import urlpatterns as real

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def broken(_request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def database_down(_request: HttpRequest) -> HttpResponse:
    raise OperationalError("the server closed the connection unexpectedly")


def database_read_only(_request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL default_transaction_read_only = on")
        cursor.execute("SET LOCAL transaction_read_only = on")
        cursor.execute("CREATE TABLE never (id int)")
    return HttpResponse()


def forbidden(_request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def too_big(_request: HttpRequest) -> HttpResponse:
    raise RequestDataTooBig


@require_POST
def only_post(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


views = [broken, database_down, database_read_only, forbidden, too_big, only_post]
urlpatterns = [
    path(f"{start}{view.__name__}", view) for view in views for start in ("", "api/")
] + real
