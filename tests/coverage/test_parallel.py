"""Reading a text while somebody else captures a newer one."""

from typing import Any

import pytest

from annotations.coverage.models import Reading
from annotations.history.models import Event
from annotations.newsrooms.models import Member
from annotations.undoing.actions import undo
from tests import factories
from tests.claims.test_parallel import at_once

pytestmark = pytest.mark.django_db(transaction=True)

SENTENCES = ["The council voted on Monday.", "Nobody was surprised.", "“We will wait,”"]


@pytest.mark.parametrize("turn", range(4))
def test_what_is_read_or_undone_during_a_capture_is_so_in_the_newer_version(
    ada: Member, turn: int
) -> None:
    version = factories.version(ada)
    factories.reading(version, ada, SENTENCES[0])
    marked = Event.objects.get(kind="reading.marked")

    def capture() -> Any:
        return factories.recaptured(version.article, ada, ("has not yet", "has now"))

    works = [
        capture,
        lambda: factories.reading(version, ada, SENTENCES[1]),
        lambda: undo(event=marked, by=ada),
        lambda: factories.reading(version, ada, SENTENCES[2]),
    ]
    outcomes = at_once(*works[turn:], *works[:turn])

    assert [one for one in outcomes if isinstance(one, Exception)] == []
    for each in version.article.versions.all():
        read = Reading.objects.standing().filter(version=each)
        assert sorted(each.text[one.start : one.end] for one in read) == sorted(SENTENCES[1:])
