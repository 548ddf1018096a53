"""What people decide about claims whose text changed."""

import pytest
from django.db import transaction

from annotations.claims.carryings import Carrying
from annotations.claims.changed import AlreadyDecided, PlaceNeeded, confirm, retire
from annotations.claims.models import Claim
from annotations.errors import Duplicate, Stale
from annotations.history.models import Event
from annotations.history.timeline import tell
from annotations.newsrooms.models import Member
from tests import factories
from tests.claims.recaptured import CHANGED, carrying_of, changed, places

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(ada: Member) -> Claim:
    return factories.claim(ada)


def test_who_finds_that_the_claim_is_still_made_puts_it_there(claim: Claim, ada: Member) -> None:
    version = changed(claim)
    carrying = carrying_of(claim)

    confirm(carrying=carrying, revision=1, place={}, by=ada)

    new = claim.passages.get(version=version)
    assert (new.exact, new.carried_from) == (carrying.exact, carrying.passage)
    assert (carrying.outcome, carrying.decided_by) == ("holds", ada)
    with pytest.raises(AlreadyDecided):
        retire(carrying=carrying, revision=2, by=ada)
    with pytest.raises(Stale):
        retire(carrying=carrying, revision=1, by=ada)


def test_who_finds_it_elsewhere_says_where(claim: Claim, ada: Member) -> None:
    version = changed(claim, (factories.SENTENCE, ""))
    carrying = carrying_of(claim)
    with pytest.raises(PlaceNeeded), transaction.atomic():
        confirm(carrying=carrying, revision=1, place={}, by=ada)
    start = version.text.index("We will wait")
    place = {"start": start, "end": start + 12, "exact": "We will wait"}

    confirm(carrying=Carrying.objects.get(), revision=1, place=place, by=ada)

    assert places(claim)[-1] == (2, "We will wait")


def test_a_place_that_the_claim_has_is_not_taken_twice(claim: Claim, ada: Member) -> None:
    version = changed(claim)
    carrying = carrying_of(claim)
    factories.passage(claim, ada, version, carrying.exact)
    with pytest.raises(Duplicate):
        confirm(carrying=carrying, revision=1, place={}, by=ada)


def test_what_is_retired_stays_in_the_older_version_alone(claim: Claim, ada: Member) -> None:
    changed(claim)
    retire(carrying=carrying_of(claim), revision=1, by=ada)
    changed(claim, (CHANGED[1], CHANGED[0]))

    assert places(claim) == [(1, factories.SENTENCE)]
    assert list(claim.passages.current()) == [claim.passages.get()]
    assert not claim.carryings.undecided().exists()


def test_history_tells_where_the_claim_went(claim: Claim, ada: Member) -> None:
    changed(claim)
    confirm(carrying=carrying_of(claim), revision=1, place={}, by=ada)
    changed(claim, ("Monday", "Tuesday"))

    told = [entry.sentence for entry in tell(Event.objects.about_claim(claim.pk))]
    assert told[1:] == [
        "The text of the passage changed in version 2 of the article.",
        "Ada Admin found that the claim is still made in version 2.",
        "The passage stands in version 3 of the article too.",
    ]
