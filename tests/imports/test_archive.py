"""An archive makes the same newsroom again: the same claims, ids, authors, moments."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection

from annotations.articles.models import Article
from annotations.claims.carryings import Carrying
from annotations.claims.changed import confirm, retire
from annotations.claims.models import Claim
from annotations.exports.addresses import Addresses
from annotations.exports.formats import FORMATS
from annotations.exports.gathering import Gathering
from annotations.exports.occasion import Occasion
from annotations.history.models import Event, Kind
from annotations.imports.models import State
from annotations.newsrooms.models import Member, Newsroom
from annotations.verdicts.deciding import decide
from annotations.verdicts.models import Rating
from annotations.verdicts.rechecking import recheck
from tests import factories
from tests.imports.importing import imported, items, outcomes

pytestmark = pytest.mark.django_db

SLUG = "lindau"


def exported(by: Member, name: str = "archive") -> bytes:
    at = Addresses("https://check.example", by.newsroom.slug)
    occasion = Occasion("https://check.example/here", at, by.newsroom.name, None)
    claims = Gathering().claims(Claim.objects.visible_to(by))
    return b"".join(FORMATS[name].write(claims, occasion))


def busy_newsroom() -> Member:
    """A newsroom with everything that an archive tells of."""
    room, ada = factories.newsroom(SLUG)
    ben = factories.member(room, name="Ben Berg")
    bridge = factories.article(
        ada,
        ["The bridge 🌉 at “Aibling”", "The town has not yet spent the money. عربي"],
        url="https://news.example/bridge",
        published_on=date(2026, 3, 2),
        language="en",
    )
    rated = factories.claim(
        ben,
        bridge.latest,
        "The town has not yet spent the money.",
        claimant="Town council",
        claimed_on=date(2026, 3, 1),
        kind="event",
        tags=["bridge", "Money"],
    )
    factories.evidence(rated, ada)
    factories.evidence(rated, ben, factories.source(ben, kind="book", title="Bridges", url=""))
    factories.assessment(rated, ada, "false", "The minutes show it.")
    factories.assessment(rated, ben, "misleading", "Half of it.")
    halved = factories.rating(room, "half-true")
    decide(claim=rated, rating=halved, reasons="A half of it is.", by=ada)
    factories.assessment(rated, factories.member(room, name="Late Comer"), "true", "It is.")
    settled = factories.claim(ada, bridge.latest, "عربي")
    factories.assessment(settled, ben, "true", "It is.")
    change(bridge, factories.claim(ben), by=ada)
    return ada


def change(bridge: Article, other: Claim, by: Member) -> None:
    """Two articles change: words that are decided, gone, undecided, and back again."""
    factories.claim(by, bridge.latest, "The bridge 🌉")
    factories.recaptured(bridge, by, ("has not yet spent", "has spent"), ("عربي", ""))
    for carrying in Carrying.objects.undecided().filter(standing="changed"):
        confirm(carrying=carrying, revision=carrying.revision, place={}, by=by)
    for carrying in Carrying.objects.undecided():
        retire(carrying=carrying, revision=carrying.revision, by=by)
    article = other.passages.get().version.article
    factories.recaptured(article, by, ("has not yet", "has now"))
    asked = Carrying.objects.undecided().get()
    recheck(carrying=asked, revision=asked.revision, place={}, by=by)
    factories.recaptured(article, by, ("has now", "has not yet"))


def empty_newsroom() -> Member:
    """Another newsroom of the same name, on a site that holds nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("TRUNCATE annotations_newsroom, annotations_user CASCADE")
    return factories.newsroom(SLUG)[1]


def lines(archive: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in archive.splitlines()]


def written(documents: list[Any]) -> str:
    return "\n".join(map(json.dumps, documents))


@pytest.mark.parametrize("name", ["archive", "ndjson", "csv", "webannotation"])
def test_what_is_exported_imported_and_exported_again_is_the_same(name: str) -> None:
    ada = busy_newsroom()
    archive, before = exported(ada), exported(ada, name)
    eva = empty_newsroom()
    done = imported(eva, "archive", archive)
    assert (done.says, done.state, done.counts["outcomes"]) == ("", State.DONE, {"new": 4})
    assert exported(eva, name) == before


def test_the_second_time_nothing_changes() -> None:
    archive = exported(busy_newsroom())
    eva = empty_newsroom()
    imported(eva, "archive", archive)
    events = Event.objects.count()
    again = imported(eva, "archive", archive)
    assert (again.state, again.counts["outcomes"]) == (State.DONE, {"known": 4})
    assert exported(eva) == archive
    assert Event.objects.count() == events


def test_in_the_newsroom_that_it_came_from_everything_is_known() -> None:
    ada = busy_newsroom()
    archive = exported(ada)
    events = Event.objects.count()
    assert imported(ada, "archive", archive).counts["outcomes"] == {"known": 4}
    assert Event.objects.count() == events


def test_what_says_something_else_by_now_is_told_and_left_as_it_is() -> None:
    ada = busy_newsroom()
    documents = lines(exported(ada))
    documents[-1]["claim"]["statement"] = "Something else."
    done = imported(ada, "archive", written(documents))
    assert done.counts["outcomes"] == {"known": 3, "differs": 1}
    assert not Claim.objects.filter(statement="Something else.").exists()


def test_beside_the_first_newsroom_the_claims_get_ids_of_their_own() -> None:
    ada = busy_newsroom()
    archive = exported(ada)
    _, eva = factories.newsroom("other")
    assert imported(eva, "archive", archive).counts["outcomes"] == {"new": 4}
    assert imported(eva, "archive", archive).counts["outcomes"] == {"known": 4}
    mine, theirs = Claim.objects.filter(newsroom=eva.newsroom), Claim.objects.visible_to(ada)
    assert set(mine.values_list("statement")) == set(theirs.values_list("statement"))
    assert exported(ada) == archive


def test_people_who_are_not_here_are_remembered_and_cannot_sign_in() -> None:
    archive = exported(busy_newsroom())
    eva = empty_newsroom()
    imported(eva, "archive", archive)
    ben = Member.objects.get(user__name="Ben Berg")
    assert (ben.left_at is None, ben.user.is_active, ben.user.has_usable_password()) == (
        False,
        False,
        False,
    )
    assert ben not in Member.objects.present()
    assert list(Event.objects.filter(subject_id=ben.pk).values_list("kind", "by")) == [
        (Kind.MEMBER_REMEMBERED, eva.pk)
    ]


def test_a_name_alone_makes_nobody_the_author() -> None:
    archive = exported(busy_newsroom())
    eva = empty_newsroom()
    ben = factories.member(eva.newsroom, name="Ben Berg")
    imported(eva, "archive", archive)
    assert not Claim.objects.filter(marked_by=ben).exists()


def test_history_says_who_imported_a_claim() -> None:
    archive = exported(busy_newsroom())
    eva = empty_newsroom()
    imported(eva, "archive", archive)
    for claim in Claim.objects.all():
        found = Event.objects.about_claim(claim.pk).values_list("kind", "by")
        assert list(found) == [(Kind.CLAIM_IMPORTED, eva.pk)]


def test_a_fault_in_the_last_line_leaves_nothing() -> None:
    archive = exported(busy_newsroom())
    eva = empty_newsroom()
    events = Event.objects.count()
    documents = lines(archive)
    documents[-1]["claim"]["passages"][0]["start"] += 1
    done = imported(eva, "archive", written(documents))
    assert done.state == State.REFUSED
    assert outcomes(done)[-1] == (
        len(documents),
        "error",
        "These words do not stand there in this version of the article. Reload the page.",
    )
    assert not Claim.objects.exists()
    assert (Event.objects.count(), Newsroom.objects.count()) == (events, 1)
    assert all(item.claim is None for item in items(done))


BROKEN: dict[str, tuple[Any, str]] = {
    "stage": ("done", "The rule is: claim stage is known."),
    "tags": (["a", "A"], "The tags are not written as we write tags."),
    "verdict": (None, "The verdict does not follow from the assessments."),
    "appearances": (["ftp://a.example/"], "This is not a web address"),
    "marked_at": ("2026-03-02T10:00:00", "It is no line of an archive"),
    "colour": ("red", "It is no line of an archive"),
    "revision": (-1, "revision: "),
    "statement": ("a\0b", "statement: This holds characters that cannot be stored."),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_contradicts_a_rule_is_refused_by_line(name: str) -> None:
    documents = lines(exported(busy_newsroom()))
    eva = empty_newsroom()
    value, says = BROKEN[name]
    claims = [line["claim"] for line in documents if "claim" in line]
    claim = next(one for one in claims if one["verdict"] and not one["verdict"]["decision"])
    claim[name] = value
    done = imported(eva, "archive", written(documents))
    assert done.state == State.REFUSED
    [error] = [why for _, outcome, why in outcomes(done) if outcome == "error"]
    assert says in error


@pytest.mark.parametrize(
    "broken",
    [
        {"text": ""},
        {"text": "a\0b"},
        {"blocks": [{"kind": "heading", "level": 1, "start": 0, "end": 9_999}]},
        {"blocks": [{"kind": "song", "level": 1, "start": 0, "end": 1}]},
    ],
)
def test_a_text_that_is_none_is_refused(broken: dict[str, Any]) -> None:
    documents = lines(exported(busy_newsroom()))
    eva = empty_newsroom()
    next(line["version"] for line in documents if "version" in line).update(broken)
    assert imported(eva, "archive", written(documents)).state == State.REFUSED
    assert not Claim.objects.exists()


def test_claims_alone_come_in_where_their_texts_are() -> None:
    archive = exported(busy_newsroom())
    eva = empty_newsroom()
    claims = [line["claim"] for line in lines(archive) if "claim" in line]
    refused = imported(eva, "archive", written(claims))
    assert refused.state == State.REFUSED
    others = [line for line in lines(archive) if "claim" not in line]
    imported(eva, "archive", written(others))
    assert imported(eva, "archive", written(claims)).counts["outcomes"] == {"new": 4}


def test_a_scale_of_ones_own_comes_along_where_nobody_has_rated() -> None:
    ada = busy_newsroom()
    Rating.objects.filter(key="false").update(label="Pants on fire", sign="?")
    archive = exported(ada)
    eva = empty_newsroom()
    imported(eva, "archive", archive)
    assert Rating.objects.get(key="false").label == "Pants on fire"
    assert Rating.objects.count() == 7


def test_where_somebody_has_rated_a_rating_that_means_something_else_is_refused() -> None:
    archive = exported(busy_newsroom()).replace(b'"label":"False"', b'"label":"Pants on fire"')
    eva = empty_newsroom()
    factories.assessment(factories.claim(eva), eva)
    done = imported(eva, "archive", archive)
    assert (done.state, outcomes(done)[0][2]) == (
        State.REFUSED,
        "The rating “false” means something else here.",
    )
