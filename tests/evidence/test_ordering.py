"""The order in which the evidence on a claim is read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.claims.actions import SetAside, set_aside
from annotations.claims.models import Claim
from annotations.errors import Unacceptable
from annotations.evidence.actions import restore_evidence, withdraw_evidence
from annotations.evidence.models import Evidence
from annotations.evidence.ordering import current_order, order_evidence
from annotations.exports.gathering import Gathering
from annotations.exports.parts import standing
from annotations.history.models import Event
from annotations.history.timeline import tell
from annotations.newsrooms.models import Member
from annotations.undoing.actions import undo
from annotations.undoing.refusals import Overtaken
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(ada: Member) -> Claim:
    """A claim on which three pieces of evidence stand: 1, 2 and 3."""
    claim = factories.claim(ada)
    for note in "123":
        factories.evidence(claim, ada, note=note)
    return claim


def read(claim: Claim) -> str:
    """The pieces that stand, as they are read."""
    return "".join(Evidence.objects.standing().filter(claim=claim).values_list("note", flat=True))


def put(claim: Claim, by: Member, notes: str) -> None:
    ids = dict(claim.evidence.values_list("note", "pk"))
    order_evidence(claim=claim, order=[ids[note] for note in notes], by=by)


def test_it_is_read_as_it_was_put_everywhere(claim: Claim, ada: Member) -> None:
    assert read(claim) == "123"
    before = Claim.objects.get(pk=claim.pk).parts_revision

    put(claim, ada, "312")

    assert read(claim) == "312"
    assert claim.parts_revision == before + 1
    [exported] = Gathering().claims(Claim.objects.filter(pk=claim.pk))
    assert "".join(one.note for one in standing(exported)) == "312"
    event = Event.objects.about_claim(claim.pk).latest("number")
    assert next(tell([event])).sentence == "Ada Admin put the evidence in another order."
    assert event.changes["order"][1] == [str(pk) for pk in current_order(claim)]


def test_it_costs_the_same_queries_however_much_evidence_there_is(
    claim: Claim, ada: Member
) -> None:
    with CaptureQueriesContext(connection) as with_three:
        put(claim, ada, "321")
    for note in "4567":
        factories.evidence(claim, ada, note=note)

    with CaptureQueriesContext(connection) as with_seven:
        put(claim, ada, "7654321")

    assert (read(claim), len(with_seven)) == ("7654321", len(with_three))


def test_what_comes_later_stands_behind_and_so_does_what_comes_back(
    claim: Claim, ada: Member
) -> None:
    put(claim, ada, "321")
    third = claim.evidence.get(note="3")
    withdraw_evidence(evidence=third, revision=1, by=ada)
    put(claim, ada, "12")
    factories.evidence(claim, ada, note="4")
    assert read(claim) == "124"
    restore_evidence(evidence=third, revision=2, by=ada)
    assert read(claim) == "1234"


def test_the_same_order_is_no_change(claim: Claim, ada: Member) -> None:
    events = Event.objects.count()
    put(claim, ada, "123")
    assert Event.objects.count() == events


@pytest.mark.parametrize("notes", ["12", "1223", "1234", ""])
def test_an_order_of_other_things_is_refused(claim: Claim, ada: Member, notes: str) -> None:
    elsewhere = factories.evidence(factories.claim(ada), ada, note="4")
    ids = {**dict(claim.evidence.values_list("note", "pk")), "4": elsewhere.pk}
    with pytest.raises(Unacceptable):
        order_evidence(claim=claim, order=[ids[note] for note in notes], by=ada)
    assert read(claim) == "123"


def test_a_claim_that_was_set_aside_stays_as_it_is(claim: Claim, ada: Member) -> None:
    set_aside(claim=claim, reasons="An opinion.", by=ada)
    with pytest.raises(SetAside):
        put(claim, ada, "321")


def test_an_order_is_not_undone_when_other_evidence_has_come(claim: Claim, ada: Member) -> None:
    put(claim, ada, "321")
    event = Event.objects.about_claim(claim.pk).latest("number")
    factories.evidence(claim, ada, note="4")
    with pytest.raises(Overtaken):
        undo(event=event, by=ada)
    assert read(claim) == "3214"
