"""Every page of the site by its pattern, with an example of what it shows.

A new pattern is found by itself, and so is a thing of the kind that its address names.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLResolver, get_resolver

from annotations.articles.captures import keep
from annotations.articles.models import Article, Capture
from annotations.claims.models import Claim
from annotations.evidence.models import Source
from annotations.imports.models import Import
from annotations.intake.pasted import from_text
from annotations.newsrooms.models import Member, Newsroom, User
from annotations.notices.mail import secret_of
from annotations.rows import Row
from annotations.verdicts.models import Rating
from annotations.webhooks.models import Webhook
from tests.everything import one_of_each
from tests.factories import PARAGRAPHS

NO_PAGES = {"words"}  # a file for scripts
VALUE = re.compile(r"(\w+)/<uuid:pk>")


def patterns() -> Iterator[str]:
    """The address of every page, with <…> where something is to be filled in."""
    yield from (route for name, route in _walk(get_resolver(), "") if name not in NO_PAGES)


def _walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        route = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from _walk(one, route) if not route.startswith("api/") else ()
        else:
            yield one.name or "", route


def addresses(admin: Member) -> dict[str, str]:
    """The address of an example of each page, in the newsroom of `admin`, by its pattern."""
    rows: dict[type[Row], Any] = one_of_each(admin)
    rows[Capture] = keep(found=from_text("\n\n".join([*PARAGRAPHS, "Share on Facebook"])), by=admin)
    fixed = {
        "<slug:slug>": admin.newsroom.slug,
        "<int:number>": "1",
        "mail/end/<str:secret>": f"mail/end/{secret_of(admin)}",
        "<str:secret>": "spent-or-unknown",
        "^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-0-9A-Za-z]+)/$": (
            "password/reset/key/1-set-password/"
        ),
    }
    found = {}
    for pattern in patterns():
        route = VALUE.sub(lambda match: f"{match[1]}/{_one_of(match[1], rows).pk}", pattern)
        for placeholder, value in fixed.items():
            route = route.replace(placeholder, value)
        assert not set("<>(^") & set(route), f"say in tests/pages.py what {pattern} shows"
        found[pattern] = f"/{route}"
    return found


def _one_of(things: str, rows: dict[type[Row], Row]) -> Row:
    """A row of the kind that addresses call `things`: articles, deliveries, evidence."""
    names = (things, things.removesuffix("s"), things.removesuffix("ies") + "y")
    return next(row for kind, row in rows.items() if kind.__name__.lower().endswith(names))


def names_in_use() -> set[str]:
    """What people called things, as far as a page says it where no <bdi> can stand."""
    calling = [(User, "name"), (Newsroom, "name"), (Source, "title"), (Article, "title")]
    calling += [(Claim, "statement"), (Rating, "label"), (Webhook, "name"), (Import, "pk")]
    return {
        str(name)
        for model, field in calling
        for name in model.objects.values_list(field, flat=True)
    }
