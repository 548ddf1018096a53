"""What was read and holds no claim, for programs."""

from typing import Any

import pytest

from annotations.coverage.models import Reading
from annotations.newsrooms.models import Member, Newsroom, Role
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told

WORDS = "Nobody was surprised."


def shape(row: Reading) -> dict[str, Any]:
    by = row.withdrawn_by
    return {
        "id": str(row.pk),
        "version": str(row.version_id),
        "start": row.start,
        "end": row.end,
        "carried_from": row.carried_from_id and str(row.carried_from_id),
        "withdrawn": by and {"by": shapes.who(by), "at": shapes.moment(row.withdrawn_at)},
        "revision": row.revision,
        "by": shapes.who(row.by),
        "at": shapes.moment(row.at),
        "links": {
            "self": f"{shapes.API}/readings/{row.pk}/",
            "version": f"{shapes.API}/versions/{row.version_id}/",
            "coverage": f"{shapes.API}/versions/{row.version_id}/coverage/",
        },
    }


def test_a_program_reads_words_and_withdraws_that(program: Caller, checker: Member) -> None:
    version = factories.version(checker)
    start = version.text.index(WORDS)
    body = {"start": start, "end": start + len(WORDS), "exact": WORDS}

    made = program.post(f"versions/{version.pk}/readings/", body)
    row = Reading.objects.get()
    assert (made.status_code, made.json()) == (201, shape(row))
    told(program.post(f"versions/{version.pk}/readings/", body), 409, "already-read")

    told(program.delete(f"readings/{row.pk}/"), 428, "precondition-required")
    gone = program.delete(f"readings/{row.pk}/", if_match=made["ETag"])
    row.refresh_from_db()
    assert (gone.status_code, gone.json()) == (200, shape(row))
    told(program.delete(f"readings/{row.pk}/", if_match=gone["ETag"]), 409, "not-read")
    told(program.post(f"readings/{row.pk}/restore/"), 428, "precondition-required")
    restored = program.post(f"readings/{row.pk}/restore/", if_match=gone["ETag"])
    row.refresh_from_db()
    assert (restored.status_code, restored.json()) == (200, shape(row))
    assert row.withdrawn_at is None
    again = program.post(f"readings/{row.pk}/restore/", if_match=restored["ETag"])
    told(again, 409, "reading-not-withdrawn")
    assert program.get(f"versions/{version.pk}/readings/").json() == {
        "results": [shape(row)],
        "next": None,
    }


def test_coverage_names_the_sentences_that_nobody_has_seen(
    program: Caller, checker: Member
) -> None:
    version = factories.version(checker, ["Headline", f"One. {WORDS} Three."])
    factories.claim(checker, on=version, exact="One.")
    factories.reading(version, checker, WORDS)

    answer = program.get(f"versions/{version.pk}/coverage/")

    start = version.text.index("Three.")
    assert answer.json() == {
        "sentences": 4,
        "with_claims": 1,
        "without": 1,
        "percent": 50,
        "unread": [{"start": 0, "end": 8}, {"start": start, "end": start + 6}],
    }
    known = program.get(f"versions/{version.pk}/coverage/", if_none_match=answer["ETag"])
    assert known.status_code == 304


def test_readers_of_the_newsroom_look_and_do_not_mark(room: Newsroom, checker: Member) -> None:
    reader = Caller(factories.member(room, Role.READER))
    version = factories.version(checker)
    body = {"start": 0, "end": 3, "exact": version.text[:3]}

    told(reader.post(f"versions/{version.pk}/readings/", body), 403, "not-allowed")
    assert reader.get(f"versions/{version.pk}/coverage/").status_code == 200


@pytest.mark.parametrize("what", ["versions/{0.version_id}/readings/", "readings/{0.pk}/"])
def test_other_newsrooms_have_none_of_it(what: str, checker: Member) -> None:
    reading = factories.reading(factories.version(checker), checker)
    stranger = Caller(factories.member(factories.newsroom("elsewhere")[0]))

    told(stranger.get(what.format(reading)), 404, "not-found")


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_readings_takes_the_same_queries_whatever_its_length(
    program: Caller, checker: Member, count: int, django_assert_num_queries: Any
) -> None:
    version = factories.version(checker, ["Headline", "One. Two. Three."])
    for words in ["One.", "Two.", "Three."][:count]:
        factories.reading(version, checker, words)
    program.get("articles/")  # notes the token's use

    with django_assert_num_queries(3):  # the token, the version, its readings
        answer = program.get(f"versions/{version.pk}/readings/")

    assert len(answer.json()["results"]) == count


def test_a_program_finds_what_was_carried_into_a_newer_version(
    program: Caller, checker: Member
) -> None:
    version = factories.version(checker)
    reading = factories.reading(version, checker, WORDS)
    sent = {"after": 1, "text": version.text.replace("Monday", "Tuesday")}
    newer = program.post(f"articles/{version.article_id}/versions/", sent).json()

    carried = Reading.objects.exclude(pk=reading.pk).get()
    assert program.get(f"versions/{newer['id']}/readings/").json()["results"] == [shape(carried)]
    assert carried.carried_from == reading
    program.delete(f"readings/{reading.pk}/", if_match='"1"')
    assert program.get(f"readings/{carried.pk}/").json()["withdrawn"]["by"] == shapes.who(checker)
