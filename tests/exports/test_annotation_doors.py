"""Passages as annotations, read per the W3C's Web Annotation Protocol."""

from typing import Any

import pytest
from django.test import Client

from annotations.api import annotations
from annotations.articles.models import Version
from annotations.claims.models import Passage
from annotations.claims.passages import add_passage, withdraw_passage
from annotations.newsrooms.models import Member, Role
from tests import factories
from tests.api.caller import Caller, told

MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
OA, LDP = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/ldp#"
SENTENCES = [f"Pier {number} is old." for number in range(5)]


@pytest.fixture
def checker(db: None) -> Member:
    return factories.member(factories.newsroom("lindau")[0], Role.CHECKER)


@pytest.fixture
def program(checker: Member) -> Caller:
    return Caller(checker)


@pytest.fixture
def version(checker: Member) -> Version:
    """Five claims in one version, on pages of two."""
    made = factories.version(checker, ["Piers", *SENTENCES])
    for sentence in SENTENCES:
        factories.claim(checker, on=made, exact=sentence)
    return made


@pytest.fixture(autouse=True)
def _pages_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotations, "SIZE", 2)


def prefer(name: str) -> dict[str, str]:
    return {"prefer": f'return=representation; include="{name}"'}


def test_an_annotation_is_read_at_its_own_address(program: Caller, version: Version) -> None:
    listed = program.get(f"articles/{version.article_id}/annotations/").json()["first"]["items"][0]
    answer = program.get(listed["id"].removeprefix("http://testserver"))
    found = answer.json()
    assert answer["Content-Type"] == MEDIA_TYPE
    assert found.pop("@context") == [
        "http://www.w3.org/ns/anno.jsonld",
        "http://testserver/api/v1/context.jsonld",
    ]
    assert found == listed
    assert answer["Link"] == f'<{LDP}Resource>; rel="type"'
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert "Accept" in answer["Vary"].split(", ")
    passage = Passage.objects.order_by("id")[0]
    selectors = found["target"]["selector"]
    assert selectors[0]["exact"] == passage.exact == SENTENCES[0]
    assert version.text[selectors[1]["start"] : selectors[1]["end"]] == SENTENCES[0]


@pytest.mark.parametrize("what", ["article", "version"])
def test_a_container_says_what_it_is(program: Caller, version: Version, what: str) -> None:
    pk = version.article_id if what == "article" else version.pk
    path = f"{what}s/{pk}/annotations/"
    answer = program.get(path)
    here = f"http://testserver{program.address(path)}"
    assert answer["Content-Type"] == MEDIA_TYPE
    assert answer["Link"] == (
        f'<{LDP}BasicContainer>; rel="type", '
        f'<http://www.w3.org/TR/annotation-protocol/>; rel="{LDP}constrainedBy"'
    )
    assert {"Accept", "Prefer"} <= set(answer["Vary"].split(", "))
    found = answer.json()
    assert (found["id"], answer["Content-Location"], found["total"]) == (here, here, 5)
    assert found["type"] == ["BasicContainer", "AnnotationCollection"]
    assert found["first"]["partOf"]["id"] == here
    fourth = list(Passage.objects.order_by("id"))[3]
    assert found["last"] == f"{here}?iris=0&after={fourth.pk}"
    known = program.get(path, if_none_match=answer["ETag"])
    assert (known.status_code, known.content) == (304, b"")
    assert (known["Link"], known["Vary"]) == (answer["Link"], answer["Vary"])
    assert "Content-Type" not in known
    head = program.send("HEAD", path)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", answer["ETag"])
    assert program.send("OPTIONS", path)["Allow"] == "GET, HEAD, OPTIONS"
    assert told(program.post(path, {}), 405, "method-not-allowed")


@pytest.mark.parametrize("iris", [0, 1])
def test_the_pages_of_a_container_hold_each_annotation_once(
    program: Caller, version: Version, iris: int
) -> None:
    address: Any = program.address(
        f"articles/{version.article_id}/annotations/?iris={iris}&after=start"
    )
    found: list[Any] = []
    previous = None
    while address:
        page = program.get(address.removeprefix("http://testserver")).json()
        assert (page["type"], page["startIndex"]) == ("AnnotationPage", len(found))
        assert page["partOf"]["type"] == "AnnotationCollection"
        assert page.get("prev") == previous
        found += page["items"]
        previous, address = page["id"], page.get("next")
    ids = [item if iris else item["id"] for item in found]
    assert [address.split("/")[-2] for address in ids] == [
        str(pk) for pk in Passage.objects.order_by("id").values_list("pk", flat=True)
    ]


def test_a_page_stays_the_same_page_when_others_before_it_are_withdrawn(
    program: Caller, checker: Member, version: Version
) -> None:
    path = program.address(f"articles/{version.article_id}/annotations/?iris=1&after=start")
    second = program.get(path).json()["next"].removeprefix("http://testserver")
    before = program.get(second).json()
    first = Passage.objects.order_by("id")[0]
    elsewhere = factories.version(checker)
    where = {"start": 0, "end": 3, "exact": elsewhere.text[:3]}
    add_passage(claim=first.claim, version=elsewhere, **where, by=checker)
    withdraw_passage(passage=first, revision=1, by=checker)
    after = program.get(second).json()
    assert (after["items"], after["startIndex"], after["partOf"]["total"]) == (
        before["items"],
        1,
        4,
    )
    assert after["prev"].endswith("after=start")


def test_a_client_may_prefer_less(program: Caller, version: Version) -> None:
    path = f"articles/{version.article_id}/annotations/"
    minimal = program.get(path, **prefer(f"{LDP}PreferMinimalContainer"))
    assert minimal.json()["first"].endswith("?iris=0&after=start")
    assert minimal["Preference-Applied"] == "return=representation"
    iris = program.get(path, **prefer(f"{OA}PreferContainedIRIs")).json()["first"]
    assert (iris["id"][-19:], len(iris["items"])) == ("?iris=1&after=start", 2)
    assert all(isinstance(item, str) for item in iris["items"])
    full = program.get(path, **prefer(f"{OA}PreferContainedDescriptions")).json()
    assert full == program.get(path).json()


def test_a_page_that_there_is_not_is_refused(program: Caller, version: Version) -> None:
    path = f"articles/{version.article_id}/annotations/"
    for query in ["after=3", "after=", "page=0", "iris=2", "iris=x"]:
        assert program.get(f"{path}?{query}").status_code == 400, query


def test_an_article_without_claims_has_an_empty_container(program: Caller, checker: Member) -> None:
    article = factories.article(checker)
    found = program.get(f"articles/{article.pk}/annotations/").json()
    assert (found["total"], found["label"]) == (0, article.title)
    assert "first" not in found


def test_containers_and_annotations_of_others_are_not_there(program: Caller) -> None:
    _, stranger = factories.newsroom("bregenz")
    claim = factories.claim(stranger)
    passage = claim.passages.get()
    for path in [
        f"annotations/{passage.pk}/",
        f"versions/{passage.version_id}/annotations/",
        f"articles/{passage.version.article_id}/annotations/",
    ]:
        told(program.get(path), 404, "not-found")


def test_our_terms_are_read_by_everybody(db: None) -> None:
    for accept in ["*/*", "application/ld+json, application/json;q=0.9", "text/html"]:
        answer = Client().get("/api/v1/context.jsonld", headers={"accept": accept})
        assert answer["Content-Type"] == "application/ld+json"
        assert answer["Access-Control-Allow-Origin"] == "*"
        terms = answer.json()["@context"]
        assert terms["stance"] == "http://testserver/api/v1/context.jsonld#stance"
