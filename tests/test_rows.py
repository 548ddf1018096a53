"""What every row has in common: ids in order, clean fields, edits that never overwrite others'."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from annotations.articles.actions import edit_article
from annotations.articles.models import Article
from annotations.claims.actions import edit_claim
from annotations.claims.models import Claim
from annotations.errors import Duplicate, Stale, Unacceptable
from annotations.evidence.models import Source, SourceKind
from annotations.newsrooms.models import Member, Role
from annotations.rows import new_id
from tests import factories

pytestmark = pytest.mark.django_db


def source(by: Member, **values: object) -> Source:
    given = {"kind": SourceKind.BOOK, "title": "Minutes", **values}
    return Source(newsroom_id=by.newsroom_id, added_by=by, **given)


def test_new_ids_come_in_order() -> None:
    made = [new_id() for _ in range(1000)]
    assert made == sorted(made)
    assert {pk.version for pk in made} == {7}


def test_a_row_is_cleaned_when_it_is_added(ada: Member) -> None:
    added = source(ada, title="  The\u202e minutes\n of Monday ").add()
    assert Source.objects.get(pk=added.pk).title == "The minutes of Monday"


def test_what_breaks_a_rule_of_its_field_is_refused_by_name(ada: Member) -> None:
    with pytest.raises(Unacceptable) as refused:
        source(ada, title="", kind="rumour").add()
    assert set(refused.value.details["fields"]) == {"title", "kind"}
    assert Source.objects.count() == 0


def test_what_may_be_there_once_is_a_duplicate_and_names_the_rule(ada: Member) -> None:
    source(ada, url="https://lindau.example/1").add()
    with pytest.raises(Duplicate) as refused, transaction.atomic():
        source(ada, url="https://lindau.example/1").add()
    assert refused.value.details == {"rule": "source_url_once_per_newsroom"}


def test_what_breaks_a_rule_of_the_database_is_unacceptable_and_names_it(ada: Member) -> None:
    with pytest.raises(Unacceptable) as refused, transaction.atomic():
        source(ada, kind=SourceKind.WEB_PAGE, url="").add()
    says = "A web page has an address. Is it a book or an interview?"
    assert refused.value.details == {
        "rule": "web_page_has_an_address",
        "fields": {"url": [says]},
    }


def test_an_edit_tells_what_it_changed_and_writes_nothing_else(ada: Member) -> None:
    article = factories.article(ada, publisher="The Harbour")
    Article.objects.filter(pk=article.pk).update(author="Somebody")  # not seen by this edit
    changes = article.revise(1, title="A new title", publisher="The Harbour")
    assert changes == {"title": [factories.HEADLINE, "A new title"]}
    stored = Article.objects.get(pk=article.pk)
    assert (stored.title, stored.author, stored.revision) == ("A new title", "Somebody", 2)
    assert (article.title, article.revision) == ("A new title", 2)


def test_an_edit_that_changes_nothing_is_no_edit(ada: Member) -> None:
    article = factories.article(ada)
    assert article.revise(1, title=f" {factories.HEADLINE} ") == {}
    assert Article.objects.get(pk=article.pk).revision == 1


def test_an_edit_is_cleaned(ada: Member) -> None:
    article = factories.article(ada)
    with pytest.raises(Unacceptable) as refused:
        article.revise(1, title="", url="nowhere")
    assert set(refused.value.details["fields"]) == {"title", "url"}


def test_a_stale_edit_is_refused_and_shows_how_the_row_stands(ada: Member) -> None:
    article = factories.article(ada)
    article.revise(1, title="Hers")
    with pytest.raises(Stale) as refused:
        article.revise(1, title="His")
    assert (refused.value.current.title, refused.value.current.revision) == ("Hers", 2)
    with pytest.raises(Stale):  # even where it would change nothing
        article.revise(1, title="Hers")


@pytest.mark.django_db(transaction=True)
def test_of_parallel_edits_of_one_revision_one_is_written_and_all_others_are_stale(
    ada: Member,
) -> None:
    article = factories.article(ada)
    edits = [("title", "Hers"), ("author", "Cem"), ("publisher", "The Harbour"), ("title", "His")]

    def edit(field_and_value: tuple[str, str]) -> bool:
        field, value = field_and_value
        try:
            edit_article(article=article, revision=1, by=ada, **{field: value})
        except Stale:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as threads:
        written = list(threads.map(edit, edits))
    assert written.count(True) == 1
    field, value = edits[written.index(True)]
    stored = Article.objects.get(pk=article.pk)
    expected = {"title": factories.HEADLINE, "author": "", "publisher": ""} | {field: value}
    assert {name: getattr(stored, name) for name in expected} == expected
    assert stored.revision == 2


@pytest.mark.django_db(transaction=True)
def test_nobodys_word_is_lost_when_all_try_again(ada: Member) -> None:
    """Eight people each add four tags to one claim, reading it anew when they come too late."""
    claim = factories.claim(ada)

    def add(tag: str) -> None:
        while True:
            seen = Claim.objects.get(pk=claim.pk)
            try:
                edit_claim(claim=seen, revision=seen.revision, by=ada, tags=[*seen.tags, tag])
            except Stale:
                continue
            return

    def work(person: int) -> None:
        try:
            for number in range(4):
                add(f"{person}-{number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(8)))
    stored = Claim.objects.get(pk=claim.pk)
    assert sorted(stored.tags) == sorted(f"{p}-{n}" for p in range(8) for n in range(4))
    assert stored.revision == 33


def test_only_members_who_are_present_see_rows_of_their_newsroom(ada: Member) -> None:
    article = factories.article(ada)
    factories.article(factories.newsroom()[1])
    assert list(Article.objects.visible_to(ada)) == [article]
    left = factories.member(ada.newsroom, Role.EDITOR)
    left.left_at = datetime(2026, 11, 1, tzinfo=UTC)
    assert list(Article.objects.visible_to(left)) == []
