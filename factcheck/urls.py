"""Where everything is found: one include per door."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("annotations.web.account_urls")),
    path("api/v1/", include("annotations.api.urls")),
    path("", include("annotations.web.urls")),
]

handler400 = "factcheck.errors.bad_request"
handler403 = "factcheck.errors.forbidden"
handler404 = "factcheck.errors.not_found"
handler500 = "factcheck.errors.server_error"
