"""Where the things of a newsroom are, for programs and for people."""

from functools import cached_property
from uuid import UUID

from django.db import models
from django.urls import reverse

_ANY = UUID(int=0)


class Addresses:
    """`site` is https://host, without a slash at the end; `slug` names the newsroom."""

    def __init__(self, site: str, slug: str) -> None:
        self.site = site
        self.slug = slug
        self.newsroom = site + reverse("api:newsroom", args=[slug])
        self._pages: dict[str, tuple[str, str]] = {}

    @cached_property
    def context(self) -> str:
        """Our JSON-LD terms."""
        return self.site + reverse("api:context")

    @cached_property
    def home(self) -> str:
        """The newsroom's page."""
        return self.page("newsroom")

    def below(self, path: str) -> str:
        return self.newsroom + path

    def page(self, name: str, row: models.Model | None = None) -> str:
        """The page for people of a row, or of the newsroom itself."""
        if row is None or name == "newsroom":
            return self.site + reverse(f"web:{name}", args=[self.slug])
        return self.page_of(name, row.pk)

    def page_of(self, name: str, pk: UUID | str) -> str:
        """The page for people of the row with this id."""
        if name not in self._pages:  # resolving is slow, and an export has a million rows
            before, _, after = reverse(f"web:{name}", args=[self.slug, _ANY]).partition(str(_ANY))
            self._pages[name] = self.site + before, after
        before, after = self._pages[name]
        return f"{before}{pk}{after}"
