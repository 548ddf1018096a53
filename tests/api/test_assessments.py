from typing import Any

import pytest
from django.utils import timezone

from annotations.newsrooms.models import Member, Newsroom, Role
from annotations.verdicts.models import Assessment, Rating, Verdict
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told

REASONS = "The minutes show that nothing was paid."


def test_an_assessment_settles_the_verdict(program: Caller, checker: Member) -> None:
    claim = factories.claim(checker)
    answer = program.post(
        f"claims/{claim.pk}/assessments/", {"rating": "false", "reasons": REASONS}
    )
    assessment = Assessment.objects.get()
    assert (answer.status_code, answer.json()) == (201, shapes.assessment(assessment))
    assert answer["Location"] == f"{shapes.API}/assessments/{assessment.pk}/"
    verdict = program.get(f"claims/{claim.pk}/").json()["verdict"]
    assert verdict["rating"] == shapes.rating(factories.rating(checker.newsroom, "false"))
    assert verdict["settled_at"] == shapes.moment(Verdict.objects.get().settled_at)


def test_each_member_assesses_a_claim_once(program: Caller, checker: Member) -> None:
    path = f"claims/{factories.claim(checker).pk}/assessments/"
    body = {"rating": "false", "reasons": REASONS}
    assert program.post(path, body).status_code == 201
    told(program.post(path, body), 409, "already-assessed")


def test_a_rating_that_is_not_on_the_scale_is_refused_with_the_scale(
    program: Caller, checker: Member
) -> None:
    path = f"claims/{factories.claim(checker).pk}/assessments/"
    problem = told(
        program.post(path, {"rating": "dubious", "reasons": REASONS}), 400, "not-understood"
    )
    assert problem["errors"] == [
        {
            "pointer": "#/rating",
            "detail": "There is no such rating. There are: true, mostly-true, half-true, "
            "misleading, mostly-false, false, unverifiable.",
        }
    ]
    Rating.objects.filter(key="false").update(retired_at=timezone.now())
    told(program.post(path, {"rating": "false", "reasons": REASONS}), 409, "rating-retired")


def test_ones_own_assessment_changes_and_the_verdict_follows(
    program: Caller, checker: Member
) -> None:
    claim = factories.claim(checker)
    assessment = factories.assessment(claim, checker)
    path = f"assessments/{assessment.pk}/"
    answer = program.patch(path, {"rating": "false"}, if_match=program.get(path)["ETag"])
    assessment.refresh_from_db()
    assert (answer.status_code, answer.json()) == (200, shapes.assessment(assessment))
    assert (assessment.rating.key, assessment.reasons) == ("false", "Checked.")
    assert Verdict.objects.get().rating.key == "false"
    stale = program.patch(path, {"reasons": "Unsure."}, if_match='"1"')
    assert told(stale, 412, "stale")["current"] == answer.json()


def test_nobody_changes_the_assessment_of_somebody_else(
    program: Caller, checker: Member, room: Newsroom
) -> None:
    admin = factories.member(room, Role.ADMIN, name="Ana Admin")
    assessment = factories.assessment(factories.claim(checker), checker)
    answer = Caller(admin).patch(
        f"assessments/{assessment.pk}/", {"rating": "false"}, if_match='"1"'
    )
    told(answer, 403, "not-allowed")


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_assessments_takes_the_same_queries_whatever_its_length(
    program: Caller, checker: Member, room: Newsroom, count: int, django_assert_num_queries: Any
) -> None:
    claim = factories.claim(checker)
    assessors = [factories.member(room, Role.CHECKER) for _ in range(count)]
    assessments = [factories.assessment(claim, assessor) for assessor in assessors]
    path = f"claims/{claim.pk}/assessments/"
    program.get(path)  # notes the token's use
    with django_assert_num_queries(3):  # the token, the claim, its assessments
        answer = program.get(path)
    assert answer.json() == {"results": [shapes.assessment(a) for a in assessments], "next": None}


def test_the_scale_is_read_in_its_order(program: Caller, room: Newsroom) -> None:
    answer = program.get("ratings/")
    scale = Rating.objects.filter(newsroom=room).order_by("position")
    assert answer.json() == {
        "results": [
            {
                **shapes.rating(rating),
                "sign": rating.sign,
                "colour": rating.colour,
                "description": rating.description,
                "position": rating.position,
                "retired_at": None,
                "revision": rating.revision,
                "links": {
                    "self": f"{shapes.API}/ratings/{rating.pk}/",
                    "claims": f"{shapes.API}/claims/?rating={rating.key}",
                    "page": f"{shapes.PAGES}/settings/ratings/",
                },
            }
            for rating in scale
        ],
        "next": None,
    }
    assert program.get("ratings/", if_none_match=answer["ETag"]).status_code == 304
