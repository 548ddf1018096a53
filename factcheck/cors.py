"""Scripts on other web sites that may use the API: those of API_ORIGINS, and never with cookies.

They say who they are with a token, as every program does. We never send
Access-Control-Allow-Credentials, so no browser shows them what a signed-in person would see.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.deprecation import MiddlewareMixin

API = "/api/"
METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
SENT = (
    "Authorization, Content-Type, If-Match, If-None-Match, If-Range, Idempotency-Key, Prefer, Range"
)
READ = (
    "ETag, Link, Location, Retry-After, RateLimit, RateLimit-Policy, X-Request-ID, "
    "Idempotent-Replayed, Content-Disposition, Content-Location, Content-Range, "
    "Preference-Applied"
)
REMEMBERED = "7200"  # seconds; no browser takes more


class Origins(MiddlewareMixin):
    """Answers preflight requests, and lets the sites in API_ORIGINS read what the API answers."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        asks = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        if not (asks and allowed(request)):
            return None
        return HttpResponse(
            status=204,
            headers={
                "Access-Control-Allow-Methods": METHODS,
                "Access-Control-Allow-Headers": SENT,
                "Access-Control-Max-Age": REMEMBERED,
            },
        )

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not (settings.API_ORIGINS and request.path.startswith(API)):
            return response
        origin = allowed(request)
        if origin:
            response.setdefault("Access-Control-Allow-Origin", origin)
            response["Access-Control-Expose-Headers"] = READ
        if origin != "*":
            patch_vary_headers(response, ["Origin"])
        return response


def allowed(request: HttpRequest) -> str:
    """What Access-Control-Allow-Origin says to this request; "" for nothing."""
    if not request.path.startswith(API):
        return ""
    if "*" in settings.API_ORIGINS:
        return "*"
    origin: str = request.headers.get("Origin", "")
    return origin if origin in settings.API_ORIGINS else ""


def origins(given: list[str]) -> list[str]:
    """The origins in FACTCHECK_API_ORIGINS, as browsers write them.

    >>> origins(["https://dash.example", " HTTP://Localhost:3000 "])
    ['https://dash.example', 'http://localhost:3000']
    """
    found = [origin.strip().lower() for origin in given]
    for origin in found:
        parts = urlsplit(origin)
        is_one = parts.scheme in {"http", "https"} and f"{parts.scheme}://{parts.netloc}" == origin
        if origin != "*" and not (is_one and parts.hostname and "@" not in origin):
            raise ImproperlyConfigured(
                f"FACTCHECK_API_ORIGINS: {origin!r} is not an origin, such as https://dash.example."
            )
    return found
