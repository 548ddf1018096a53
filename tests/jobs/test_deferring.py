"""A job is there if and only if what it is about is."""

import pytest
from django.db import connection, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from annotations.jobs import LONG, QUICK
from annotations.newsrooms.models import User
from factcheck.worker import Connector
from tests import factories, working
from tests.apart import apart

GREETED: list[str] = []


class NobodyHome(Exception):
    """What a task of these tests may meet."""


@app.task(name="greet", queue=QUICK)
def greet(*, email: str) -> None:
    GREETED.append(User.objects.get(email=email).name)


@app.task(name="introduce", queue=LONG, retry=RetryStrategy(max_attempts=1, wait=60))
def introduce(*, email: str, fails: bool = False) -> None:
    """Write and defer in one transaction, which may be taken back."""
    with transaction.atomic():
        factories.user(email, name="Nina New")
        greet.defer(email=email)
        if fails:
            raise NobodyHome


@pytest.fixture(autouse=True)
def _nobody_greeted() -> None:
    GREETED.clear()


def statuses() -> list[tuple[str, str, int]]:
    rows = ProcrastinateJob.objects.filter(task_name__in=["greet", "introduce"]).order_by("id")
    return list(rows.values_list("task_name", "status", "attempts"))


def run_worker() -> None:
    """A real worker, with its own connections, until nothing is left to do."""

    def run() -> None:
        with app.replace_connector(Connector(app.connector)):
            app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)

    apart(run)


@pytest.mark.django_db
def test_a_job_can_be_done_in_the_transaction_of_a_test() -> None:
    introduce.defer(email="nina@desk.example")
    assert working.waiting() == [("introduce", {"email": "nina@desk.example"})]
    assert working.work() == ["introduce", "greet"]
    assert GREETED == ["Nina New"]
    assert working.work() == []


@pytest.mark.django_db
def test_a_job_that_fails_waits_for_its_next_try_and_then_has_failed() -> None:
    introduce.defer(email="nina@desk.example", fails=True)
    with pytest.raises(NobodyHome):
        working.work()
    working.forget()
    introduce.defer(email="nina@desk.example", fails=True)
    assert working.work(failing=NobodyHome) == ["introduce"]
    assert working.work(failing=NobodyHome) == []
    assert statuses() == [("introduce", "todo", 1)]
    assert working.work(failing=NobodyHome, early=True) == ["introduce"]
    assert statuses() == [("introduce", "failed", 2)]


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_back_was_never_deferred() -> None:
    with transaction.atomic():
        greet.defer(email="nobody@desk.example")
        transaction.set_rollback(True)
    assert working.waiting() == []


@pytest.mark.django_db(transaction=True)
def test_the_worker_sees_a_job_only_when_it_is_committed() -> None:
    with transaction.atomic():
        factories.user("nina@desk.example", name="Nina New")
        greet.defer(email="nina@desk.example")
        run_worker()
        assert GREETED == []
    run_worker()
    assert GREETED == ["Nina New"]


@pytest.mark.django_db(transaction=True)
def test_what_a_task_defers_in_the_worker_belongs_to_its_transaction_too() -> None:
    introduce.defer(email="nina@desk.example", fails=True)
    introduce.defer(email="nino@desk.example")
    run_worker()
    assert GREETED == ["Nina New"]
    assert statuses() == [
        ("introduce", "todo", 1),
        ("introduce", "succeeded", 1),
        ("greet", "succeeded", 1),
    ]
    assert list(User.objects.values_list("email", flat=True)) == ["nino@desk.example"]


@pytest.mark.django_db(transaction=True)
def test_a_task_leaves_no_connection_open() -> None:
    def sessions() -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND backend_type = 'client backend'"
            )
            return int(cursor.fetchone()[0])

    before = sessions()
    for number in range(3):
        introduce.defer(email=f"{number}@desk.example")
    run_worker()
    assert len(GREETED) == 3
    assert sessions() == before
