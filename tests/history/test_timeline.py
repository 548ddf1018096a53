"""Events told as sentences."""

import string
from datetime import UTC, datetime

import pytest

from annotations.history.models import Event, Kind
from annotations.history.timeline import SENTENCES, Change, tell
from annotations.newsrooms.models import Member, User

WHO = Member(user=User(name="Ada"))
FALSE = {"id": "1", "name": "False"}


def event(
    kind: str,
    by: Member | None = WHO,
    number: int = 7,
    undoes: int | None = None,
    **changes: list[object],
) -> Event:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return Event(number=number, kind=kind, by=by, at=at, changes=changes, undoes=undoes)


@pytest.mark.parametrize(
    ("happened", "sentence", "changes"),
    [
        (event(Kind.CLAIM_MARKED, statement=[None, "x"]), "Ada marked the claim.", []),
        (
            event(Kind.CLAIM_EDITED, tags=[["a"], ["a", "b"]], claimed_on=[None, "2026-11-22"]),
            "Ada reworded the claim.",
            [Change("tags", "a", "a, b"), Change("claimed_on", "", "2026-11-22")],
        ),
        (
            event(Kind.CLAIM_ASSESSED, rating=[None, FALSE], reasons=[None, "r"]),
            "Ada rated the claim “False”.",
            [],
        ),
        (
            event(Kind.VERDICT_SETTLED, by=None, rating=[None, FALSE]),
            "The verdict is now “False”.",
            [],
        ),
        (
            event(Kind.MEMBER_JOINED, role=[None, "editor"]),
            "Ada joined the newsroom.",
            [Change("role", "", "editor")],
        ),
    ],
)
def test_sentences(happened: Event, sentence: str, changes: list[Change]) -> None:
    entry = next(tell([happened]))
    assert (entry.sentence, entry.changes) == (sentence, changes)


def test_what_nobody_did_the_system_did() -> None:
    told = next(tell([event(Kind.CLAIM_TAKEN_UP, by=None, stage=["set_aside", "open"])]))
    assert told.sentence == "The system took the claim up again."


def test_entries_come_in_the_order_of_the_events() -> None:
    events = [event(Kind.CLAIM_EDITED), event(Kind.EVIDENCE_EDITED, number=8)]
    assert [entry.sentence for entry in tell(events)] == [
        "Ada reworded the claim.",
        "Ada changed evidence.",
    ]


def test_an_undo_names_what_it_reverses_and_so_does_a_redo() -> None:
    events = [
        event(Kind.EVIDENCE_CITED, number=1, source=[None, {"id": "1", "name": "Minutes"}]),
        event(Kind.EVIDENCE_WITHDRAWN, number=2, undoes=1, quote=["So.", None]),
        event(Kind.EVIDENCE_RESTORED, number=3, undoes=2, quote=[None, "So."]),
        event(Kind.EVIDENCE_WITHDRAWN, number=4, undoes=3, quote=["So.", None]),
    ]
    assert [(one.sentence, one.changes, one.is_undone) for one in tell(events)] == [
        ("Ada cited “Minutes”.", [], True),
        ("Ada undid: evidence cited.", [Change("quote", "So.", "")], False),
        ("Ada did again: evidence cited.", [Change("quote", "", "So.")], True),
        ("Ada undid: evidence cited.", [Change("quote", "So.", "")], False),
    ]


def test_an_undo_of_what_is_not_told_here_is_told_as_what_it_did() -> None:
    (told,) = tell([event(Kind.EVIDENCE_WITHDRAWN, undoes=1)])
    assert told.sentence == "Ada withdrew evidence."


def test_braces_in_what_people_wrote_stay_braces() -> None:
    told = next(tell([event(Kind.SOURCE_ADDED, title=[None, "{who} {0} {x.y}"])]))
    assert told.sentence == "Ada added the source “{who} {0} {x.y}”."


def test_every_kind_has_a_sentence_that_names_only_fields_it_tells() -> None:
    assert set(SENTENCES) == set(Kind)
    for words, told in SENTENCES.values():
        named = {name for _, name, _, _ in string.Formatter().parse(words()) if name}
        assert named - {"who"} <= told
