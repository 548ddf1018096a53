"""Taking articles in, and mending what is known about them."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.articles.models import Article, Origin, Version
from annotations.errors import Conflict, OverLimit, Unacceptable
from annotations.history.actions import record
from annotations.history.models import Kind
from annotations.intake.addresses import canonical_url
from annotations.intake.blocks import Block, Span, compose
from annotations.newsrooms.models import Member
from annotations.telling import number


class AlreadyTakenIn(Conflict):
    code = "already-taken-in"
    says = _("This article is here already.")

    def __init__(self, article: Article) -> None:
        super().__init__(article=str(article.pk), title=article.title)
        self.article = article


class NothingTakenIn(Unacceptable):
    code = "nothing-taken-in"
    says = _("Take in at least one block of text.")


class TextTooLong(OverLimit):
    code = "text-too-long"
    says = format_lazy(
        _("An article holds at most {limit} characters."),
        limit=number(limits.TEXT),
    )


@dataclass(frozen=True)
class Details:
    """What is known about an article besides its text; empty where unknown."""

    title: str
    url: str = ""
    publisher: str = ""
    author: str = ""
    published_on: date | None = None
    language: str = ""


@transaction.atomic
def take_in(*, blocks: Iterable[Block], details: Details, origin: Origin, by: Member) -> Article:
    """A new article with its first version, made of `blocks`.

    Raises AlreadyTakenIn (same canonical URL or same text), NothingTakenIn, TextTooLong,
    and Unacceptable for details that break a rule.
    """
    text, spans = composed(blocks)
    url = canonical_url(details.url) if details.url else ""
    known = find_known(newsroom_id=by.newsroom_id, url=url, text=text)
    if known:
        raise AlreadyTakenIn(known)
    values = {**asdict(details), "url": url}
    article = Article(newsroom_id=by.newsroom_id, added_by=by, **values).add()
    Version(
        newsroom_id=by.newsroom_id,
        article=article,
        number=1,
        text=text,
        blocks=[asdict(span) for span in spans],
        sha256=fingerprint(text),
        origin=origin,
        captured_by=by,
    ).save(force_insert=True)
    record(Kind.ARTICLE_TAKEN_IN, article, by=by, changes={"title": [None, article.title]})
    return article


def composed(blocks: Iterable[Block]) -> tuple[str, list[Span]]:
    """The text of a version, and where its blocks stand. Raises NothingTakenIn, TextTooLong."""
    text, spans = compose(blocks)
    if not text:
        raise NothingTakenIn
    if len(text) > limits.TEXT:
        raise TextTooLong
    return text, spans


def find_known(*, newsroom_id: Any, url: str, text: str) -> Article | None:
    """The newsroom's article with this canonical URL or this very text, if any."""
    articles = Article.objects.filter(newsroom_id=newsroom_id)
    by_url = articles.filter(url=url).first() if url else None
    return by_url or articles.filter(versions__sha256=fingerprint(text)).first()


def fingerprint(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def edit_article(*, article: Article, revision: int, by: Member, **values: Any) -> Article:
    """Change details (any of Details' fields) of the article as it stood at `revision`.

    Raises Stale, Unacceptable, and AlreadyTakenIn when another article has the new URL.
    """
    if values.get("url"):
        values["url"] = canonical_url(values["url"])
        others = Article.objects.filter(newsroom_id=article.newsroom_id, url=values["url"])
        known = others.exclude(pk=article.pk).first()
        if known:
            raise AlreadyTakenIn(known)
    changes = article.revise(revision, **values)
    if changes:
        record(Kind.ARTICLE_EDITED, article, by=by, changes=changes)
    return article
