"""What all tests share."""

import os
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from hypothesis import HealthCheck, settings
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker

from annotations.api.rates import Counting
from annotations.exports import preparing
from annotations.newsrooms.models import Member
from tests import factories, working
from tests.browser import launch_options

# Playwright keeps a loop running in the thread of the tests, where Django suspects async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Many threads at one row wait for one another; for how long is a matter of the machine.
django_settings.DATABASES["default"]["OPTIONS"]["options"] = "-c lock_timeout=120s"

# The machine's speed is not what we test, and a failure found today must be found tomorrow.
expect.set_options(timeout=30_000)
settings.register_profile(
    "factcheck",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
settings.load_profile("factcheck")


@pytest.fixture
def ada() -> Member:
    """The admin of a newsroom."""
    return factories.newsroom()[1]


@pytest.fixture
def bea(ada: Member) -> Member:
    """A checker beside Ada."""
    return factories.member(ada.newsroom, name="Bea Berg")


@pytest.fixture
def cem(ada: Member) -> Member:
    """Another checker."""
    return factories.member(ada.newsroom, name="Cem Checker")


@pytest.fixture(autouse=True)
def requests_are_counted_anew() -> None:
    """Each test begins with an empty database, and so must what the process remembers of it."""
    Counting.shared.forget()


@pytest.fixture(autouse=True)
def exports_are_written_without_a_pulse(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a file may take seconds, and then the connection on which a worker tells
    how far it is does not see a row that only the transaction of the test knows: the export
    would count as discarded."""
    monkeypatch.setattr(preparing, "PULSE", 3600.0)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database of the tests, which is only dropped once everybody else has left it.

    A process or a thread that ended a moment ago is still a session for the server. A test that
    takes the database away may have taken it from this connection, so we begin with a new one.
    """
    yield
    connection.close()
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for _ in range(200):
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.05)
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def _jobs_are_forgotten(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """What a test has committed, Django removes from all tables but those of the jobs."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction")):
        with django_db_blocker.unblock():
            working.forget()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Playwright starts the browser that is installed; none at all is a failure, never a skip."""
    return {**browser_type_launch_args, **launch_options()}
