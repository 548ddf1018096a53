"""What every request passes on its way in and out."""

import ipaddress
import re
import uuid

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

from factcheck.errors import refuse

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestId(MiddlewareMixin):
    """Give the request a name that stands in its log lines, its error page and its answer.

    A name that a trusted proxy gave is kept. From here on REMOTE_ADDR is the address of the
    peer, proxies left aside, for everyone who asks.
    """

    def process_request(self, request: HttpRequest) -> None:
        given = request.headers.get("X-Request-ID", "") if settings.TRUSTED_PROXIES else ""
        name = given if REQUEST_ID.fullmatch(given) else str(uuid.uuid4())
        request.META["HTTP_X_REQUEST_ID"] = name  # where django_structlog looks
        request.META.pop("HTTP_X_CORRELATION_ID", None)  # it would log it unread
        request.META["REMOTE_ADDR"] = peer_address(request)
        structlog.contextvars.bind_contextvars(peer=request.META["REMOTE_ADDR"])

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        response["X-Request-ID"] = request.META["HTTP_X_REQUEST_ID"]
        return response


class ErrorPages(MiddlewareMixin):
    """Put words into the empty refusals of Django's own decorators."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.status_code not in {405, 413} or response.streaming:
            return response
        if getattr(response, "content", b""):
            return response
        page = refuse(request, response.status_code)
        if "Allow" in response:
            page["Allow"] = response["Allow"]
        return page


def peer_address(request: HttpRequest) -> str:
    """The address that spoke to the outermost of our proxies; "" for a local socket.

    FACTCHECK_TRUSTED_PROXIES says how many entries at the end of X-Forwarded-For were written
    by proxies of ours; all before them is what the client claims, and is not read.
    """
    nearest: str = request.META.get("REMOTE_ADDR", "")
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if not settings.TRUSTED_PROXIES or len(told) < settings.TRUSTED_PROXIES:
        return nearest
    try:
        return str(ipaddress.ip_address(told[-settings.TRUSTED_PROXIES]))
    except ValueError:
        return nearest
