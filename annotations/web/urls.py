"""Where the pages are. A newsroom's pages stand below its own address."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "web"

newsroom_pages: list[URLPattern | URLResolver] = []

urlpatterns: list[URLPattern | URLResolver] = [
    path("newsrooms/<slug:slug>/", include(newsroom_pages)),
]
