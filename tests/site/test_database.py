"""The connections of those who answer requests, and of those who do not."""

import subprocess
import sys

import pytest
from django.db import connection

SHOW = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")
    print(*cursor.fetchone(), connection.pool is not None)
connection.close()
connection.close_pool()
"""
COMMAND = "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'factcheck.settings'; "


@pytest.mark.parametrize(
    ("door", "limits"),
    [
        ("import factcheck.asgi", "5s 3s True"),
        ("import factcheck.wsgi", "5s 3s True"),
        (f"{COMMAND}django.setup()", "0 3s False"),
    ],
)
def test_a_request_may_not_hold_the_database_and_a_command_may(door: str, limits: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"{door}\n{SHOW}"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{limits}\n"


def test_a_postgresql_before_15_is_refused() -> None:
    assert connection.features.minimum_database_version == (15,)


@pytest.mark.django_db
def test_the_database_counts_time_in_utc() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW timezone")
        assert cursor.fetchone() == ("UTC",)
