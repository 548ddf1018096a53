"""What intake found, kept between finding and taking in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import msgspec
from django.db import connection, transaction
from django.utils import timezone

from annotations import limits
from annotations.articles.models import Article, Capture, Origin
from annotations.fields import tidy
from annotations.intake.addresses import canonical_url
from annotations.intake.blocks import Found, clean
from annotations.newsrooms.models import Member

KEPT = timedelta(days=7)  # what nobody took in by then is forgotten

_ORIGINS = {"pasted": Origin.PASTED, "page": Origin.FETCHED, "upload": Origin.UPLOADED}


@transaction.atomic
def keep(*, found: Found, url: str = "", of: Article | None = None, by: Member) -> Capture:
    """Keep `found` for a member of the newsroom to look over, and forget what is too old.

    `url` is where somebody says it was published; their word counts more than the page's.
    `of` is the article that was captured again, if it is here. Raises BadAddress.
    """
    captures = Capture.objects.visible_to(by)
    captures.filter(at__lt=timezone.now() - KEPT).delete()
    if url:
        found = replace(found, canonical_url=canonical_url(url))
    capture = Capture(
        newsroom_id=by.newsroom_id,
        by=by,
        origin=_ORIGINS[found.origin],
        found=as_json(found),
        article=of,
    )
    return capture.add()


def read_apart(read: Callable[[], Found]) -> Found:
    """What `read` finds; others may use our connection to the database meanwhile, for pages come
    slowly and are long to read."""
    if not connection.in_atomic_block:
        connection.close()
    return read()


def proposed(capture: Capture, found: Found) -> list[bool]:
    """Of each block that was found whether we take it for a part of the article.

    Where an article is captured again, also what was in it before.
    """
    known: set[str] = set()
    if capture.article:
        newest = capture.article.versions.latest("number")
        known = {newest.text[span["start"] : span["end"]] for span in newest.blocks}
    return [not block.furniture or clean(block.text) in known for block in found.blocks]


def guessed(found: Found) -> dict[str, Any]:
    """What is known of the text by itself: as much as the fields of Details hold."""
    lines = {"title": found.title, "publisher": found.publisher, "author": found.author}
    return {
        **{name: tidy(line)[: limits.LINE] for name, line in lines.items()},
        "url": found.canonical_url,
        "published_on": found.published_on,
        "language": found.language,
    }


def found_in(capture: Capture) -> Found:
    """What intake found, as it was kept."""
    return msgspec.convert(capture.found, Found)


def as_json(found: Found) -> dict[str, Any]:
    """`found` in values that a JSON field takes."""
    return cast("dict[str, Any]", msgspec.to_builtins(found))
