"""The order of evidence, for programs."""

import pytest

from annotations.claims.models import Claim
from annotations.newsrooms.models import Member, Newsroom, Role
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told


@pytest.fixture
def claim(checker: Member) -> Claim:
    claim = factories.claim(checker)
    for _ in range(3):
        factories.evidence(claim, checker)
    return claim


def listed(program: Caller, claim: Claim, query: str = "") -> list[str]:
    found, address = [], f"claims/{claim.pk}/evidence/?limit=2{query}"
    while address:
        page = program.get(address.removeprefix("http://testserver")).json()
        found += [row["id"] for row in page["results"]]
        address = page["next"]
    return found


def test_the_claim_and_the_list_follow_the_order(program: Caller, claim: Claim) -> None:
    path = f"claims/{claim.pk}/"
    first, second, third = listed(program, claim)
    order = [third, first, second]

    answer = program.send(
        "PUT", f"{path}evidence/order/", {"order": order}, if_match=program.get(path)["ETag"]
    )

    assert (answer.status_code, answer.json()) == (200, shapes.claim(Claim.objects.get()))
    assert [row["id"] for row in answer.json()["evidence"]] == order
    assert listed(program, claim) == order
    assert listed(program, claim, "&order=added_at") == [first, second, third]
    fourth = str(factories.evidence(claim, claim.marked_by).pk)
    assert listed(program, claim) == [*order, fourth]


def test_what_is_wrong_is_said(program: Caller, claim: Claim, room: Newsroom) -> None:
    path = f"claims/{claim.pk}/evidence/order/"
    order = listed(program, claim)
    etag = program.get(f"claims/{claim.pk}/")["ETag"]
    reader = Caller(factories.member(room, Role.READER))
    told(reader.send("PUT", path, {"order": order}, if_match=etag), 403, "not-allowed")
    told(program.send("PUT", path, {"order": order}), 428, "precondition-required")
    short = program.send("PUT", path, {"order": order[:2]}, if_match=etag)
    assert told(short, 400, "unacceptable")["errors"][0]["pointer"] == "#/order"
    told(program.send("PUT", path, {"order": ["so"]}, if_match=etag), 400, "not-understood")
    factories.evidence(claim, claim.marked_by)
    told(program.send("PUT", path, {"order": order}, if_match=etag), 412, "stale")
