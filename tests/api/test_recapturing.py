"""Articles that are captured again, and what programs decide about their claims."""

from typing import Any

import pytest

from annotations.articles.models import Article, Version
from annotations.claims.carryings import Carrying
from annotations.claims.models import Claim
from annotations.newsrooms.models import Member, Role
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told

NOW = "The council voted on Monday. The town has spent half of the money. Nobody was surprised."


@pytest.fixture
def claim(checker: Member) -> Claim:
    return factories.claim(checker)


@pytest.fixture
def article(claim: Claim) -> Article:
    return claim.passages.get().version.article


def text(article: Article) -> str:
    return article.latest.text.replace("has not yet spent the money", "has spent half of the money")


def test_a_program_sends_the_article_as_it_is_now(
    program: Caller, article: Article, claim: Claim
) -> None:
    path = f"articles/{article.pk}/versions/"
    same = program.post(path, {"after": 1, "text": article.latest.text})
    assert (same.status_code, same.json()["number"]) == (200, 1)
    assert program.get(f"articles/{article.pk}/").json()["checked_at"]

    made = program.post(path, {"after": 1, "text": text(article)})
    version = Version.objects.get(article=article, number=2)
    assert (made.status_code, made.json()) == (201, shapes.version(version))
    told(program.post(path, {"after": 1, "text": "Another text."}), 409, "newer-version")
    told(program.post(path, {"text": "Another text."}), 400, "not-understood")
    assert program.get(f"claims/{claim.pk}/").json() == shapes.claim(Claim.objects.get())
    assert program.get(f"claims/{claim.pk}/").json()["text_changed"] is True


def test_a_capture_is_compared_and_becomes_the_next_version(
    program: Caller, article: Article, claim: Claim
) -> None:
    factories.reading(article.latest, claim.marked_by)
    given = {"article": str(article.pk), "text": text(article)}
    capture = program.post("captures/", given).json()
    assert capture["article"] == str(article.pk)

    blocks = {"blocks": [block["number"] for block in capture["blocks"]]}
    found = program.post(f"captures/{capture['id']}/compare/", blocks).json()
    assert (found["after"], found["is_same"]) == (1, False)
    assert found["passages"] == {"same": 0, "respelled": 0, "changed": 1, "gone": 0}
    assert found["readings"] == {"stay_read": 1, "read_again": 0}
    changed = [piece["words"] for piece in found["words"] if piece["what"] != "kept"]
    assert "not yet" in " ".join(changed)

    made = program.post(f"captures/{capture['id']}/recapture/", {"after": 1, **blocks})
    assert (made.status_code, made.json()["number"]) == (201, 2)
    plain = program.post("captures/", {"text": "A new article."}).json()
    for step in ("compare", "recapture"):
        body = {"after": 1} if step == "recapture" else {}
        told(program.post(f"captures/{plain['id']}/{step}/", body), 409, "no-article")


@pytest.mark.parametrize(
    ("step", "outcome", "versions"),
    [("confirm", "holds", [1, 2]), ("recheck", "recheck", [1, 2]), ("retire", "retired", [1])],
)
def test_a_program_decides_what_becomes_of_a_passage(
    program: Caller, article: Article, claim: Claim, step: str, outcome: str, versions: list[int]
) -> None:
    factories.recaptured(article, program.member, ("has not yet spent", "has spent"))
    path = f"carryings/{Carrying.objects.get().pk}/"
    assert program.get(path).json() == shapes.carrying(Carrying.objects.get())
    told(program.post(f"{path}{step}/"), 428, "precondition-required")
    told(program.post(f"{path}{step}/", if_match='"7"'), 412, "stale")

    done = program.post(f"{path}{step}/", if_match='"1"')

    assert (done.status_code, done.json()["outcome"]) == (200, outcome)
    assert done.json() == shapes.carrying(Carrying.objects.get())
    found = claim.passages.order_by("version__number")
    assert list(found.values_list("version__number", flat=True)) == versions
    told(program.post(f"{path}{step}/", if_match='"2"'), 409, "already-decided")


def test_a_program_says_where_a_claim_stands_that_is_gone(
    program: Caller, article: Article, claim: Claim
) -> None:
    version: Any = factories.recaptured(article, program.member, (factories.SENTENCE, ""))
    path = f"carryings/{Carrying.objects.get().pk}/confirm/"
    told(program.post(path, if_match='"1"'), 400, "place-needed")
    told(program.post(path, {"start": 1}, if_match='"1"'), 400, "not-understood")
    start = version.text.index("Nobody")
    place = {"start": start, "end": start + 6, "exact": "Nobody"}
    assert program.post(path, place, if_match='"1"').status_code == 200
    assert claim.passages.get(version=version).exact == "Nobody"


def test_the_claims_whose_text_changed_are_found(
    program: Caller, article: Article, claim: Claim
) -> None:
    factories.claim(program.member)
    factories.recaptured(article, program.member, ("has not yet spent", "has spent"))
    for query, count in [("changed", 1), ("gone", 0), ("changed&text_changed=gone", 1)]:
        assert len(program.get(f"claims/?text_changed={query}").json()["results"]) == count
    told(program.get("claims/?text_changed=same"), 400, "bad-parameter")


def test_who_may_only_read_captures_nothing_and_decides_nothing(
    checker: Member, article: Article
) -> None:
    factories.recaptured(article, checker, ("has not yet spent", "has spent"))
    reader = Caller(factories.member(checker.newsroom, Role.READER))
    body = {"after": 2, "text": "Another text."}
    told(reader.post(f"articles/{article.pk}/versions/", body), 403, "not-allowed")
    path = f"carryings/{Carrying.objects.get().pk}/retire/"
    told(reader.post(path, if_match='"1"'), 403, "not-allowed")


def test_what_another_newsroom_captured_is_not_there(program: Caller) -> None:
    stranger = factories.newsroom()[1]
    claim = factories.claim(stranger)
    factories.recaptured(claim.passages.get().version.article, stranger, ("not yet", "now"))
    path = f"carryings/{Carrying.objects.get().pk}/"
    told(program.get(path), 404, "not-found")
    for step in ("confirm", "recheck", "retire"):
        told(program.post(f"{path}{step}/", if_match='"1"'), 404, "not-found")


def test_the_annotations_of_an_article_are_where_its_claims_stood_last(
    program: Caller, article: Article, claim: Claim
) -> None:
    kept = factories.claim(program.member, article.latest, "Nobody was surprised.")
    version: Any = factories.recaptured(article, program.member, ("has not yet", "has"))
    items = program.get(f"articles/{article.pk}/annotations/?after=start").json()["items"]
    states = {
        item["claim"]["id"].rsplit("/", 2)[1]: (
            item["target"]["state"]["cached"].rsplit("/", 2)[1],
            item.get("outcome"),
        )
        for item in items
    }
    assert states == {
        str(claim.pk): (str(claim.passages.get().version_id), "undecided"),
        str(kept.pk): (str(version.pk), None),
    }
