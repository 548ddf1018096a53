"""What undoing leaves alone, and what goes with what is undone."""

from datetime import timedelta

import pytest

from annotations.claims.actions import Unmarked, WorkedOn, edit_claim, set_aside
from annotations.claims.models import Claim, Stage
from annotations.coverage.models import Reading
from annotations.errors import Stale
from annotations.evidence.actions import edit_evidence
from annotations.history.models import Event
from annotations.newsrooms.models import Member
from annotations.teamwork.actions import assign
from annotations.undoing.actions import undo
from annotations.undoing.refusals import (
    ChangedSince,
    Overtaken,
)
from annotations.verdicts.actions import AlreadyAssessed
from annotations.verdicts.models import Assessment, Verdict
from tests import factories
from tests.undoing.deeds import Things, do, fresh, last_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def bea(ada: Member) -> Member:
    return factories.member(ada.newsroom, name="Bea")


@pytest.fixture
def things(bea: Member) -> Things:
    return Things.made_by(bea)


def test_a_reading_that_others_withdrew_or_restored_is_theirs(
    ada: Member, bea: Member, things: Things
) -> None:
    event = do("reading.marked", things, ada)
    do("reading.withdrawn", things, bea)
    with pytest.raises(Overtaken):
        undo(event=event, by=ada)
    do("reading.restored", things, bea)
    with pytest.raises(Overtaken):
        undo(event=event, by=ada)


def test_words_that_others_read_meanwhile_are_read_again_all_the_same(
    ada: Member, bea: Member, things: Things
) -> None:
    undone = undo(event=do("reading.marked", things, ada), by=ada)
    theirs = do("reading.marked", things, bea)
    undo(event=undone, by=ada)
    undo(event=theirs, by=bea)
    assert [row.by_id for row in Reading.objects.standing()] == [ada.pk]


def marked(claim: Claim) -> Event:
    return Event.objects.get(kind="claim.marked", subject_id=claim.pk)


def test_a_wording_that_somebody_changed_again_stays_and_both_are_told(
    ada: Member, bea: Member, things: Things
) -> None:
    event = do("claim.edited", things, ada)
    claim = fresh(things.claim)
    edit_claim(claim=claim, revision=claim.revision, by=bea, statement="Bea's words.")
    with pytest.raises(ChangedSince) as refused:
        undo(event=event, by=ada)
    assert refused.value.details["wordings"] == {
        "statement": {
            "was": factories.SENTENCE,
            "became": "Other words.",
            "is": "Bea's words.",
        }
    }


def test_what_somebody_changed_beside_it_stays(ada: Member, bea: Member, things: Things) -> None:
    event = do("claim.edited", things, ada)
    claim = fresh(things.claim)
    edit_claim(claim=claim, revision=claim.revision, by=bea, claimant="The mayor")
    undo(event=event, by=ada)
    claim = fresh(things.claim)
    assert (claim.statement, claim.tags, claim.claimant) == (factories.SENTENCE, [], "The mayor")


def test_an_assignee_whom_somebody_replaced_is_not_put_back(
    ada: Member, bea: Member, things: Things
) -> None:
    event = do("claim.assigned", things, ada)
    assign(work=fresh(things.claim), revision=1, assignee=bea, by=bea)
    with pytest.raises(ChangedSince):
        undo(event=event, by=ada)


class TestAMark:
    def test_a_claim_marked_by_mistake_is_seen_nowhere(self, ada: Member) -> None:
        claim = factories.claim(ada)
        undone = undo(event=marked(claim), by=ada)
        assert (undone.kind, undone.changes) == (
            "claim.unmarked",
            {"statement": [claim.statement, None]},
        )
        claim.refresh_from_db()
        assert (claim.unmarked_by, claim.unmarked_at) == (
            ada,
            pytest.approx(undone.at, abs=timedelta(seconds=1)),
        )
        assert not Claim.objects.visible_to(ada).exists()
        assert not claim.passages.visible_to(ada).exists()

    @pytest.mark.parametrize(
        "kind", ["claim.edited", "claim.assigned", "claim.assessed", "evidence.cited"]
    )
    def test_it_stays_once_there_is_work_on_it(
        self, kind: str, ada: Member, bea: Member, things: Things
    ) -> None:
        claim = factories.claim(ada)
        event = do(kind, Things(claim, things.evidence, things.thread), bea)
        with pytest.raises(WorkedOn):
            undo(event=marked(claim), by=ada)

        undo(event=event, by=bea)
        assert undo(event=marked(claim), by=ada).kind == "claim.unmarked"

    def test_nothing_is_done_with_it_once_it_is_gone(self, ada: Member, bea: Member) -> None:
        claim = factories.claim(ada)
        begun = fresh(claim)
        undo(event=marked(claim), by=ada)
        with pytest.raises(Unmarked):
            factories.evidence(begun, bea)
        with pytest.raises(Unmarked):
            factories.assessment(begun, bea)
        with pytest.raises(Unmarked):
            factories.comment(begun, bea)
        with pytest.raises(Unmarked):
            assign(work=begun, revision=0, assignee=bea, by=bea)
        with pytest.raises(Unmarked):
            set_aside(claim=begun, reasons="Too late.", by=bea)
        with pytest.raises(Stale):
            edit_claim(claim=begun, revision=begun.revision, by=bea, statement="Too late.")

    def test_what_was_undone_on_it_is_redone_only_after_it(self, ada: Member) -> None:
        claim = factories.claim(ada)
        edit_claim(claim=claim, revision=1, by=ada, statement="Other words.")
        unedited = undo(event=last_event(), by=ada)
        gone = undo(event=marked(claim), by=ada)
        with pytest.raises(Unmarked):
            undo(event=unedited, by=ada)
        undo(event=gone, by=ada)
        undo(event=unedited, by=ada)
        assert fresh(claim).statement == "Other words."


class TestEvidence:
    def test_it_stays_when_others_have_assessed_the_claim_with_it(
        self, ada: Member, bea: Member, things: Things
    ) -> None:
        event = do("evidence.cited", things, ada)
        rated = do("claim.assessed", things, bea)
        with pytest.raises(Overtaken) as refused:
            undo(event=event, by=ada)
        assert refused.value.details == {"kind": "claim.assessed", "number": rated.number}

    def test_it_stays_when_somebody_mended_it(
        self, ada: Member, bea: Member, things: Things
    ) -> None:
        event = do("evidence.cited", things, ada)
        cited = things.claim.evidence.get(pk=event.subject_id)
        edit_evidence(evidence=cited, revision=1, by=bea, quote="Better words.")
        with pytest.raises(Overtaken):
            undo(event=event, by=ada)

    def test_an_open_claim_is_open_again_without_it(self, ada: Member) -> None:
        claim = factories.claim(ada)
        factories.evidence(claim, ada)
        assert fresh(claim).stage == Stage.IN_PROGRESS
        undo(event=last_event(), by=ada)
        assert fresh(claim).stage == Stage.OPEN


class TestAnAssessment:
    def test_the_verdict_goes_with_it(self, ada: Member, bea: Member, things: Things) -> None:
        do("claim.assessed", things, bea)
        event = do("assessment.changed", things, bea)
        ours = factories.assessment(things.claim, ada, "true")
        assert not Verdict.objects.exists()
        undo(event=last_event(), by=ada)
        assert Verdict.objects.get().rating.key == "false"
        undo(event=event, by=bea)
        assert Verdict.objects.get().rating.key == "true"
        assert fresh(ours).taken_back_at

    def test_without_any_the_claim_is_in_work_again(self, ada: Member, things: Things) -> None:
        undo(event=do("claim.assessed", things, ada), by=ada)
        assert (fresh(things.claim).stage, Verdict.objects.exists()) == (Stage.IN_PROGRESS, False)

    def test_who_took_theirs_back_may_give_another(self, ada: Member, things: Things) -> None:
        taken_back = undo(event=do("claim.assessed", things, ada), by=ada)
        factories.assessment(things.claim, ada, "false")
        assert [one.rating.key for one in Assessment.objects.visible_to(ada)] == ["false"]
        with pytest.raises(AlreadyAssessed):
            undo(event=taken_back, by=ada)


def test_a_claim_taken_up_is_not_put_aside_under_the_hands_of_others(
    ada: Member, bea: Member, things: Things
) -> None:
    do("claim.set_aside", things, ada)
    event = do("claim.taken_up", things, ada)
    do("evidence.cited", things, bea)
    with pytest.raises(Overtaken):
        undo(event=event, by=ada)


def test_setting_aside_again_keeps_the_reasons(ada: Member, things: Things) -> None:
    do("claim.set_aside", things, ada)
    undone = undo(event=do("claim.taken_up", things, ada), by=ada)
    assert undone.changes["reasons"] == [None, "Nobody can know."]
