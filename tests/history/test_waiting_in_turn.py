"""Nobody waits for somebody who waits for them, whoever holds what when an event is recorded."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections, transaction

from annotations.articles.models import Article
from annotations.claims.models import Claim
from annotations.claims.passages import withdraw_passage
from annotations.history.actions import held_back
from annotations.history.models import Event
from annotations.newsrooms.models import Member
from annotations.teamwork.comments import edit_comment
from annotations.teamwork.models import Comment
from annotations.undoing.actions import undo
from annotations.verdicts.scale import edit_rating
from tests import factories
from tests.patience import wait_for

pytestmark = pytest.mark.django_db(transaction=True)

Beside = Callable[[Callable[[], Any]], Future[Any]]


@pytest.fixture
def beside() -> Iterator[Beside]:
    """Somebody else, who waits for a lock for half a minute at the most."""

    def work(act: Callable[[], Any]) -> Any:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '30s'")
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as threads:
        yield lambda act: threads.submit(work, act)


def until_somebody_waits_for_us() -> None:
    def is_waited_for() -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks "
                "WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
            )
            return bool(cursor.fetchone()[0])

    wait_for(is_waited_for)


def test_who_mentions_somebody_does_not_wait_for_who_rates_the_claim(
    ada: Member, bea: Member, beside: Beside
) -> None:
    claim = factories.claim(ada)
    said = factories.comment(claim, ada, "Is that so?")

    with transaction.atomic(), held_back():
        factories.assessment(claim, bea)
        beside(lambda: edit_comment(comment=said, revision=1, text="@Bea?", by=ada)).result()

    assert Comment.objects.get().mentions.get().member == bea


def test_who_rates_does_not_wait_for_who_words_the_scale(
    ada: Member, bea: Member, beside: Beside
) -> None:
    claim, rating = factories.claim(ada), factories.rating(ada.newsroom)

    with transaction.atomic(), held_back():
        edit_rating(rating=rating, revision=1, label="Right", by=ada)
        beside(lambda: factories.assessment(claim, bea)).result()

    assert Claim.objects.get().verdict.rating.label == "Right"


def test_who_undoes_and_who_captures_again_take_turns(ada: Member, beside: Beside) -> None:
    claim = factories.claim(ada)
    passage = factories.passage(claim, ada)
    withdraw_passage(passage=passage, revision=1, by=ada)
    event = Event.objects.latest("number")

    with transaction.atomic():
        # As recapturing does: first the article, then the claims in it.
        Article.objects.select_for_update().get()
        undone = beside(lambda: undo(event=event, by=ada))
        until_somebody_waits_for_us()
        Claim.objects.locked(claim.pk)

    assert undone.result().kind == "passage.restored"
