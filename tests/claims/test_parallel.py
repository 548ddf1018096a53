"""Several people at one claim at the same moment: nothing lost, nobody stuck."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from annotations.claims.actions import edit_claim, lock
from annotations.claims.models import Claim
from annotations.errors import Refusal, Stale
from annotations.evidence.actions import Citation, SourceDetails, add_source, cite
from annotations.history.models import Event
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 6


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """What each of `works` gives, or the refusal it meets; all begin together."""

    def outcome(work: Callable[[], Any]) -> Any:
        try:
            return work()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(outcome, works))


def test_of_those_who_word_a_claim_at_once_one_writes_and_the_others_are_told() -> None:
    _, ada = factories.newsroom()
    claim = factories.claim(ada)

    def reword(number: int) -> Callable[[], Any]:
        own = Claim.objects.get(pk=claim.pk)
        return lambda: edit_claim(
            claim=own, revision=1, by=ada, statement=f"Wording {number}.", claimant=f"{number}"
        )

    outcomes = at_once(*[reword(number) for number in range(WRITERS)])

    (written,) = [outcome for outcome in outcomes if isinstance(outcome, Claim)]
    stale = [outcome for outcome in outcomes if isinstance(outcome, Stale)]
    stored = Claim.objects.get()
    assert len(stale) == WRITERS - 1
    assert {outcome.current.statement for outcome in stale} == {stored.statement}
    assert (stored.statement, stored.revision) == (written.statement, 2)
    assert Event.objects.filter(kind="claim.edited").count() == 1


def test_those_who_cite_new_sources_and_those_who_assess_do_not_wait_for_one_another() -> None:
    _, ada = factories.newsroom()
    claim = factories.claim(ada)
    members = [factories.member(ada.newsroom) for _ in range(WRITERS)]
    citation = Citation(stance="context", quote="So it was.")

    @transaction.atomic
    def attach(number: int) -> Any:
        lock(claim)
        details = SourceDetails("web_page", "Minutes", f"https://lindau.example/{number}")
        source, _ = add_source(details=details, by=members[number])
        return cite(claim=claim, source=source, citation=citation, by=members[number])

    def rate(number: int) -> Any:
        return factories.assessment(claim, members[number])

    works = [lambda n=n: attach(n) for n in range(WRITERS)]
    works += [lambda n=n: rate(n) for n in range(WRITERS)]
    outcomes = at_once(*works)

    assert [outcome for outcome in outcomes if isinstance(outcome, Refusal)] == []
    assert (claim.evidence.count(), claim.assessments.count()) == (WRITERS, WRITERS)
    numbers = list(Event.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
