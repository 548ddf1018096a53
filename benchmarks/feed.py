"""What a page of the feed costs: `python -m benchmarks.feed [events]` prints a table.

100,000 events, or as many as are asked for, of one newsroom with 200 claims, in a database of
their own that is removed afterwards. Pages of 50 at the start, in the middle and at the end are
read in turn, so that whatever else the machine does hits all of them alike; then an idle request
at the end, which is what a program sends that is up to date.
"""

import os
import sys
import time
from collections.abc import Mapping
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
os.environ.setdefault("FACTCHECK_LOG_LEVEL", "ERROR")
django.setup()

from django.db import connection  # noqa: E402  (the rest needs the apps loaded)
from django.test.utils import setup_test_environment  # noqa: E402

from annotations.feed.cursors import Position, mark_of  # noqa: E402
from annotations.feed.epochs import cursor_of  # noqa: E402
from annotations.history.models import Event  # noqa: E402
from tests import factories  # noqa: E402
from tests.api.caller import Caller  # noqa: E402

EVENTS = 100_000
CLAIMS = 200
TRIES = 41

# Every tenth event edits an article, the others a claim; all by the same member.
GENERATE = """
INSERT INTO annotations_event
    (id, newsroom_id, number, kind, subject_type, subject_id, claim_id, article_id, by_id, at,
     changes)
SELECT gen_random_uuid(), %(room)s, last + i,
    CASE WHEN i %% 10 = 0 THEN 'article.edited' ELSE 'claim.edited' END,
    CASE WHEN i %% 10 = 0 THEN 'article' ELSE 'claim' END,
    CASE WHEN i %% 10 = 0 THEN %(article)s ELSE (%(claims)s::uuid[])[1 + i %% %(count)s] END,
    CASE WHEN i %% 10 = 0 THEN NULL ELSE (%(claims)s::uuid[])[1 + i %% %(count)s] END,
    %(article)s, %(by)s, now(), '{"statement": ["It was paid.", "It was not paid."]}'
FROM generate_series(1, %(events)s) AS i,
    (SELECT max(number) AS last FROM annotations_event WHERE newsroom_id = %(room)s) AS known
"""


def fill(events: int) -> Caller:
    """A program of a newsroom with claims, and that many more events; the counter follows."""
    room, admin = factories.newsroom("bench")
    version = factories.version(admin)
    claims = [factories.claim(admin, version) for _ in range(CLAIMS)]
    for claim in claims:
        factories.evidence(claim, admin)
        factories.assessment(claim, admin)
    program = Caller(admin)
    facts = {
        "room": room.pk,
        "article": version.article_id,
        "claims": [claim.pk for claim in claims],
        "count": CLAIMS,
        "by": admin.pk,
        "events": events,
    }
    with connection.cursor() as cursor:
        cursor.execute(GENERATE, facts)
        cursor.execute("UPDATE annotations_counter SET last = last + %s", [events])
        cursor.execute("VACUUM ANALYZE annotations_event")
    return program


def places(program: Caller, events: int) -> Mapping[str, str]:
    """The addresses to read, by where in the feed they are."""
    known = Event.objects.filter(newsroom_id=program.member.newsroom_id)
    end = known.latest("number").number

    def after(number: int) -> str:
        event = known.get(number=number)
        return f"changes/?after={cursor_of(Position(number, mark_of(event.pk)))}"

    return {
        "at the start": after(end - events),
        "in the middle": after(end - events // 2),
        "at the end": after(end - 50),
        "nothing new": after(end),
    }


def measured(program: Caller, addresses: Mapping[str, str]) -> Mapping[str, float]:
    """Milliseconds of a request to each address, the median of TRIES in turn."""
    took: dict[str, list[float]] = {name: [] for name in addresses}
    for _ in range(TRIES + 3):
        for name, address in addresses.items():
            begun = time.perf_counter()
            answer = program.get(address)
            took[name].append((time.perf_counter() - begun) * 1000)
            assert len(answer.json()["results"]) == (0 if name == "nothing new" else 50)
    return {name: median(times[3:]) for name, times in took.items()}


def main() -> None:
    events = int(sys.argv[1]) if sys.argv[1:] else EVENTS
    setup_test_environment()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        program = fill(events)
        times = measured(program, places(program, events))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    print(f"{f'{events:,} events, pages of 50':32} {'ms':>7} {'ratio':>6}")
    for place, took in times.items():
        print(f"{place:32} {took:7.1f} {took / times['at the start']:6.2f}")


if __name__ == "__main__":
    main()
