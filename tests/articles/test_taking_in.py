"""Taking an article in, once; and mending what is known about it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from annotations import limits
from annotations.articles.actions import (
    AlreadyTakenIn,
    Details,
    NothingTakenIn,
    TextTooLong,
    edit_article,
    fingerprint,
    take_in,
)
from annotations.articles.models import Article, Origin, Version
from annotations.errors import Stale, Unacceptable
from annotations.history.models import Event, Kind
from annotations.intake.blocks import Block
from annotations.intake.blocks import Kind as Is
from annotations.newsrooms.models import Member
from tests import factories

pytestmark = pytest.mark.django_db

URL = "https://gazette.example/harbour"


def taken_in(by: Member, *texts: str, **details: str) -> Article:
    blocks = [Block(Is.PARAGRAPH, text) for text in texts]
    given = Details(**{"title": "The harbour", **details})
    return take_in(blocks=blocks, details=given, origin=Origin.PASTED, by=by)


def test_blocks_become_the_text_of_the_first_version(ada: Member) -> None:
    blocks = [
        Block(Is.HEADING, "Der Hafen 👩‍🚀", 1),
        Block(Is.PARAGRAPH, "  "),
        Block(Is.QUOTATION, "We will wait,\r\n\r\nand see."),
        Block(Is.LIST_ITEM, "One"),
    ]
    details = Details("Der  Hafen\u202e", URL + "?utm_source=mail#top", "Gazette", "P. Ilot")

    article = take_in(blocks=blocks, details=details, origin=Origin.UPLOADED, by=ada)

    version = Version.objects.get(article=article)
    assert (article.title, article.url) == ("Der Hafen", URL)
    assert version.text == "Der Hafen 👩‍🚀\n\nWe will wait,\nand see.\n\nOne"
    assert version.blocks == [
        {"kind": "heading", "level": 1, "start": 0, "end": 13},
        {"kind": "quotation", "level": None, "start": 15, "end": 37},
        {"kind": "list_item", "level": None, "start": 39, "end": 42},
    ]
    assert (version.number, version.sha256, version.origin, version.captured_by) == (
        1,
        fingerprint(version.text),
        Origin.UPLOADED,
        ada,
    )


def test_taking_in_is_told_by_one_event(ada: Member) -> None:
    article = taken_in(ada, "Text.")

    event = Event.objects.get(article_id=article.pk)
    assert (event.kind, event.subject_id, event.by, event.changes) == (
        Kind.ARTICLE_TAKEN_IN,
        article.pk,
        ada,
        {"title": [None, "The harbour"]},
    )


@pytest.mark.parametrize(
    ("text", "url"),
    [("Another text.", "https://GAZETTE.example:443/a/../harbour?fbclid=1#end"), ("Text.", "")],
    ids=["same address", "same text"],
)
def test_an_article_is_taken_in_once(ada: Member, text: str, url: str) -> None:
    article = taken_in(ada, "Text.", url=URL)

    with pytest.raises(AlreadyTakenIn) as refused:
        taken_in(ada, text, url=url)

    assert refused.value.article == article
    assert refused.value.details == {"article": str(article.pk), "title": "The harbour"}
    assert Article.objects.count() == 1


def test_two_articles_without_an_address_are_two(ada: Member) -> None:
    assert taken_in(ada, "One.") != taken_in(ada, "Two.")


def test_another_newsroom_takes_in_its_own(ada: Member) -> None:
    _, bea = factories.newsroom()

    assert taken_in(ada, "Text.", url=URL) != taken_in(bea, "Text.", url=URL)


@pytest.mark.parametrize("texts", [(), ("", " \n\t ")])
def test_an_article_has_text(ada: Member, texts: tuple[str, ...]) -> None:
    with pytest.raises(NothingTakenIn):
        taken_in(ada, *texts)


def test_an_article_has_at_most_two_million_characters(ada: Member) -> None:
    half = "ä" * (limits.TEXT // 2 - 1)

    assert len(taken_in(ada, half, half).latest.text) == limits.TEXT
    with pytest.raises(TextTooLong):
        taken_in(ada, half, half + "ä")


def test_details_that_break_a_rule_are_named(ada: Member) -> None:
    with pytest.raises(Unacceptable) as refused:
        taken_in(ada, "Text.", title="", author="x" * (limits.LINE + 1))

    assert set(refused.value.details["fields"]) == {"title", "author"}
    assert not Article.objects.exists()


def test_a_text_is_never_edited(ada: Member) -> None:
    version = factories.version(ada)

    with pytest.raises(IntegrityError, match="version_never_edited"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(text="Other words.")


def test_an_address_stands_once_in_a_newsroom(ada: Member) -> None:
    factories.article(ada, url=URL)
    double = Article(newsroom=ada.newsroom, added_by=ada, title="Double", url=URL)

    with pytest.raises(IntegrityError, match="article_url_once_per_newsroom"), transaction.atomic():
        double.save()


def test_details_are_mended_and_the_event_tells_what_changed(ada: Member) -> None:
    article = factories.article(ada, publisher="Gazette")

    edit_article(
        article=article, revision=1, publisher="Lake Gazette", published_on=date(2026, 3, 9), by=ada
    )

    article.refresh_from_db()
    assert (article.publisher, article.published_on, article.revision) == (
        "Lake Gazette",
        date(2026, 3, 9),
        2,
    )
    assert Event.objects.get(kind=Kind.ARTICLE_EDITED).changes == {
        "publisher": ["Gazette", "Lake Gazette"],
        "published_on": [None, "2026-03-09"],
    }


def test_nothing_is_told_where_nothing_changed(ada: Member) -> None:
    article = factories.article(ada, url=URL)

    edit_article(article=article, revision=1, url=URL + "#top", title=article.title, by=ada)

    article.refresh_from_db()
    assert article.revision == 1
    assert not Event.objects.filter(kind=Kind.ARTICLE_EDITED).exists()


def test_who_edits_what_somebody_changed_meanwhile_is_told_how_it_stands(ada: Member) -> None:
    article = factories.article(ada)
    edit_article(article=article, revision=1, title="Theirs", by=ada)

    with pytest.raises(Stale) as refused:
        edit_article(article=article, revision=1, title="Mine", by=ada)

    assert (refused.value.current.title, refused.value.current.revision) == ("Theirs", 2)
    article.refresh_from_db()
    assert article.title == "Theirs"


def test_an_article_does_not_take_the_address_of_another(ada: Member) -> None:
    other, article = factories.article(ada, url=URL), factories.article(ada)

    with pytest.raises(AlreadyTakenIn) as refused:
        edit_article(article=article, revision=1, url=URL, by=ada)

    assert refused.value.article == other
