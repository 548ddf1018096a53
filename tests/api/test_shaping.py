"""`fields` and `expand`: less of a row, or more."""

import json
from typing import Any

import pytest
from rest_framework.serializers import Serializer

from annotations.api.claims import ClaimOut
from annotations.api.urls import in_a_newsroom
from annotations.claims.models import Claim
from annotations.evidence.models import Evidence
from annotations.newsrooms.models import Member
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told
from tests.api.test_claims import full_claim


def test_a_read_shows_the_fields_that_it_is_asked_for(program: Caller, checker: Member) -> None:
    claim = full_claim(checker)
    whole = shapes.claim(Claim.objects.get())
    some = {name: whole[name] for name in ("id", "statement", "verdict")}
    for query in ("fields=verdict,id,statement", "fields=id&fields=statement,verdict"):
        one = program.get(f"claims/{claim.pk}/?{query}")
        assert one.json() == some
        assert program.get(f"claims/?{query}").json() == {"results": [some], "next": None}
    assert list(one.json()) == ["id", "statement", "verdict"]


def test_what_is_not_shown_is_not_read(
    program: Caller, checker: Member, django_assert_num_queries: Any
) -> None:
    full_claim(checker)
    program.get("claims/")  # notes the token's use
    for fields, read in (
        ("id,statement,verdict,links", {"verdict"}),
        ("id,evidence", {"evidence"}),
        ("id,passages,assessments", {"passage", "assessment"}),
    ):
        with django_assert_num_queries(4) as seen:  # the token, claims, their parts, whom they name
            program.get(f"claims/?fields={fields}")
        parts = seen[2]["sql"]
        kinds = {"verdict", "assignment", "passage", "evidence", "assessment"}
        assert {kind for kind in kinds if f'FROM "annotations_{kind}"' in parts} == read


def test_every_line_of_a_stream_shows_the_fields(program: Caller, checker: Member) -> None:
    claim = full_claim(checker)
    answer = program.get("claims/?format=ndjson&fields=id,tags")
    lines = b"".join(answer.streaming_content).splitlines()
    assert [json.loads(line) for line in lines] == [{"id": str(claim.pk), "tags": ["harbour"]}]
    for query in ("format=csv&fields=id", "format=ndjson&expand=sources", "format=csv&order=tag"):
        problem = told(program.get(f"claims/?{query}"), 400, "bad-parameter")
        assert "belongs to pages of JSON" in problem["detail"]


def test_the_etag_names_what_was_shown_and_still_guards_a_change(
    program: Caller, checker: Member
) -> None:
    claim = full_claim(checker)
    path = f"claims/{claim.pk}/"
    whole, some = program.get(path), program.get(f"{path}?fields=id,statement")
    assert whole["ETag"] != some["ETag"]
    again = program.get(f"{path}?fields=id,statement", if_none_match=some["ETag"])
    assert again.status_code == 304
    assert program.get(path, if_none_match=some["ETag"]).status_code == 200
    changed = program.patch(path, {"claimant": "The mayor"}, if_match=some["ETag"])
    assert changed.status_code == 200


def test_sources_articles_and_versions_come_in_full(program: Caller, checker: Member) -> None:
    claim = full_claim(checker)
    passage, evidence = claim.passages.get(), Evidence.objects.get()
    expected = shapes.claim(Claim.objects.get())
    expected["evidence"][0]["source"] = shapes.source(evidence.source)
    expected["passages"][0]["article"] = shapes.article(passage.version.article)
    expected["passages"][0]["version"] = shapes.version(passage.version)
    query = "expand=evidence,passages,sources,articles,versions"
    assert program.get(f"claims/{claim.pk}/?{query}").json() == expected
    assert program.get(f"claims/?{query}").json()["results"] == [expected]

    alone = program.get(f"claims/{claim.pk}/evidence/?expand=sources").json()["results"]
    assert alone == expected["evidence"]
    assert program.get(f"evidence/{evidence.pk}/?expand=sources").json() == expected["evidence"][0]
    alone = program.get(f"claims/{claim.pk}/passages/?expand=articles,versions").json()["results"]
    assert alone == expected["passages"]
    article = program.get(f"articles/{passage.version.article_id}/?expand=versions").json()
    assert article["latest_version"] == shapes.version(passage.version)


@pytest.mark.parametrize("count", [1, 3])
def test_an_expansion_takes_one_reading_whatever_the_number_of_rows(
    program: Caller, checker: Member, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        full_claim(checker)
    program.get("claims/")
    # the token, the claims with three kinds of parts, sources, articles with their versions,
    # versions
    with django_assert_num_queries(8):
        answer = program.get("claims/?expand=sources,articles,versions")
    assert len(answer.json()["results"]) == count


def test_what_is_expanded_is_shown(program: Caller, checker: Member) -> None:
    claim = full_claim(checker)
    answer = program.get(f"claims/{claim.pk}/?fields=id&expand=sources").json()
    assert list(answer) == ["id", "evidence"]
    assert answer["evidence"][0]["source"] == shapes.source(Evidence.objects.get().source)


def test_the_problem_says_which_fields_and_expansions_there_are(
    program: Caller, checker: Member
) -> None:
    claim = factories.claim(checker)
    problem = told(program.get(f"claims/{claim.pk}/?fields=id,colour"), 400, "bad-parameter")
    assert problem["parameter"] == "fields"
    assert (
        problem["detail"]
        == f"fields does not take 'colour'. There are: {', '.join(ClaimOut().fields)}."
    )
    problem = told(program.get("claims/?expand=newsroom"), 400, "bad-parameter")
    assert problem["detail"] == (
        "expand does not take 'newsroom'. There are: passages, evidence, assessments, sources, "
        "articles, versions."
    )
    told(program.get("claims/?fields="), 400, "bad-parameter")
    told(program.get("ratings/?expand=claims"), 400, "unknown-parameter")
    told(program.post("claims/?fields=id", {}), 400, "unknown-parameter")


def test_every_resource_that_can_be_read_has_fields(program: Caller) -> None:
    doors = {pattern.name: pattern.callback.cls() for pattern in in_a_newsroom}  # type: ignore[attr-defined]
    readable = {name: door for name, door in doors.items() if "GET" in door.allowed_methods}
    without = {name for name, door in readable.items() if "fields" not in door.parameters("GET")}
    # The feed tells of whole things, W3C annotations have the shape that W3C gave them, and a
    # file is a file.
    assert without == {
        "changes",
        "annotation",
        "annotations_of_article",
        "annotations_of_version",
        "file_of_export",
    }
    assert all(door.out is not Serializer for name, door in readable.items() if name not in without)
