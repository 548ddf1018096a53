"""The life of the embedded database: who starts it, who stops it, and what it survives."""

import json
import os
import pwd
import shutil
import signal
import stat
from pathlib import Path

import psycopg
import pytest

from factcheck.embedded import places
from tests.patience import wait_for
from tests.site.embedded import end, is_gone, keeper, refusal, server, user

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="root alone runs it as another account")


def connect(sockets: Path) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(host=str(sockets), user="factcheck", dbname="factcheck", autocommit=True)


def test_the_server_runs_from_its_first_user_to_its_last(var: Path) -> None:
    first, second = user(var), user(var)
    running = server(var / "postgres" / "data")
    end(first)
    with connect(var / "postgres" / "run") as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    end(second)
    wait_for(lambda: is_gone(running))


def test_a_new_user_finds_what_the_last_one_left(var: Path) -> None:
    first = user(var, "durable")
    with connect(var / "postgres" / "run") as connection:
        connection.execute("CREATE TABLE note (says text)")
        connection.execute("INSERT INTO note VALUES ('still here')")
    end(first, signal.SIGKILL)
    second = user(var, "durable")
    with connect(var / "postgres" / "run") as connection:
        assert connection.execute("SELECT says FROM note").fetchall() == [("still here",)]
    end(second)


def test_a_killed_user_leaves_no_process_behind(var: Path) -> None:
    program = user(var)
    left = [server(var / "postgres" / "data"), keeper(var / "postgres" / "data")]
    end(program, signal.SIGKILL)
    wait_for(lambda: all(map(is_gone, left)))


def test_a_killed_server_comes_back_with_what_it_had(var: Path) -> None:
    program = user(var, "durable")
    data, sockets = var / "postgres" / "data", var / "postgres" / "run"
    with connect(sockets) as connection:
        connection.execute("CREATE TABLE note AS SELECT 'acknowledged' AS says")
    killed = server(data)
    os.kill(killed, signal.SIGKILL)

    def is_back() -> bool:
        try:
            with connect(sockets) as connection:
                found = connection.execute("SELECT says FROM note").fetchall()
        except psycopg.OperationalError:
            return False
        return found == [("acknowledged",)] and server(data) != killed

    wait_for(is_back)
    end(program)


def test_a_killed_keeper_takes_the_server_along(var: Path) -> None:
    program = user(var)
    running = server(var / "postgres" / "data")
    os.kill(keeper(var / "postgres" / "data"), signal.SIGKILL)
    wait_for(lambda: is_gone(running))
    end(program)
    end(user(var))


def test_a_lost_database_is_not_replaced_by_an_empty_one(var: Path) -> None:
    end(user(var))
    wait_for(lambda: not (var / "postgres" / "data" / "postmaster.pid").exists())
    shutil.rmtree(var / "postgres")
    assert refusal(var) == (
        f"The database of this site should be in {var}/postgres/data, but it is not there. "
        "Put it back from a backup; or, to start with an empty one, "
        f"delete {var}/database.json."
    )
    assert not (var / "postgres").exists()
    (var / "database.json").unlink()
    end(user(var))


def test_a_first_start_that_was_interrupted_is_begun_again(var: Path) -> None:
    unfinished = var / "postgres" / "data.unfinished"
    unfinished.mkdir(parents=True)
    unfinished.parent.chmod(0o700)
    (unfinished / "PG_VERSION").write_text("18\n")
    hand_over(var / "postgres")
    end(user(var))
    assert not unfinished.exists()


def test_a_database_in_pieces_is_refused_and_left_alone(var: Path) -> None:
    end(user(var))
    data = var / "postgres" / "data"
    wait_for(lambda: not (data / "postmaster.pid").exists())
    (data / "global" / "pg_control").unlink()
    before = sorted(data.rglob("*"))
    assert refusal(var) == (
        f"{data} is not a whole database (global/pg_control missing). Nothing was changed: "
        "put it back from a backup, or move it away to start with an empty one."
    )
    assert sorted(data.rglob("*")) == before


def test_a_damaged_database_is_refused_in_its_own_words(var: Path) -> None:
    end(user(var))
    data = var / "postgres" / "data"
    wait_for(lambda: not (data / "postmaster.pid").exists())
    (data / "global" / "pg_control").write_bytes(b"\0" * 8192)
    told = refusal(var)
    assert told.startswith(f"The database in {data} could not be started: "), told
    assert told.endswith(f"Nothing was changed; {var}/log/postgres.log says more.")


def test_another_version_of_postgresql_is_refused(var: Path) -> None:
    end(user(var))
    data = var / "postgres" / "data"
    wait_for(lambda: not (data / "postmaster.pid").exists())
    (data / "PG_VERSION").write_text("17\n")
    assert refusal(var) == (
        f"{data} was written by PostgreSQL 17, and this is 18. Nothing was changed: "
        "docs/deploy.md says how to move it over."
    )


def test_a_note_of_a_process_that_is_someone_else_by_now_does_not_hinder(var: Path) -> None:
    end(user(var))
    data = var / "postgres" / "data"
    note = data / "postmaster.pid"
    wait_for(lambda: not note.exists())
    note.write_text(f"{os.getpid()}\n{data}\n1\n5432\n{var}/postgres/run\n\n  1 1\nready   \n")
    hand_over(note)
    end(user(var))


def test_nobody_else_on_the_machine_can_come_near(var: Path) -> None:
    program = user(var)
    home = var / "postgres"
    private = [home, home / "data", home / "run", var / "locks", var / "log"]
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in private] == [0o700] * 5
    rules = (home / "data" / "pg_hba.conf").read_text().splitlines()
    assert [rule for rule in rules if rule[:1] != "#"] == ["local all all peer map=site"]
    account = pwd.getpwuid(home.stat().st_uid).pw_name
    admitted = (home / "data" / "pg_ident.conf").read_text().split()[1::3]
    assert set(admitted) == {"root", account}
    with connect(home / "run") as connection:
        shown = connection.execute("SHOW listen_addresses").fetchone()
    assert shown == ("",)
    end(program)


def test_the_site_is_not_the_superuser_of_its_database(var: Path) -> None:
    program = user(var)
    with connect(var / "postgres" / "run") as connection:
        found = connection.execute(
            "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = 'factcheck'"
        ).fetchall()
    assert found == [(False, True)]
    end(program)


def test_a_database_that_might_forget_is_refused(var: Path) -> None:
    program = user(var, "durable")
    with connect(var / "postgres" / "run") as connection:
        shown = {
            name: connection.execute("SELECT current_setting(%s)", [name]).fetchone()
            for name in ("fsync", "full_page_writes", "synchronous_commit", "data_checksums")
        }
        connection.execute("ALTER ROLE factcheck SET synchronous_commit = off")
    assert set(shown.values()) == {("on",)}
    end(program)
    wait_for(lambda: not (var / "postgres" / "data" / "postmaster.pid").exists())
    assert refusal(var, "durable") == (
        "The database has synchronous_commit off, and so might lose what it holds."
    )


def test_a_folder_with_a_name_too_long_for_a_socket_serves_as_well(var: Path) -> None:
    deep = var.parent / ("a-newsroom-with-a-long-name-" * 4)
    deep.mkdir()
    program = user(deep)
    assert not (deep / "postgres" / "run").exists()
    end(program)
    wait_for(lambda: not (deep / "postgres" / "data" / "postmaster.pid").exists())
    shutil.rmtree(places.sockets(deep / "postgres"))


@only_root
def test_root_runs_the_server_as_an_account_of_its_own(var: Path) -> None:
    program = user(var)
    owner = Path(f"/proc/{server(var / 'postgres' / 'data')}").stat().st_uid
    assert pwd.getpwuid(owner).pw_name == "factcheck-db"
    end(program)


@only_root
def test_a_folder_that_roots_account_cannot_reach_keeps_a_note_of_the_place(var: Path) -> None:
    var.parent.chmod(0o700)
    program = user(var)
    home = Path(json.loads((var / "database.json").read_text())["home"])
    assert home.parent == Path("/var/lib/factcheck")
    assert stat.S_IMODE(var.parent.stat().st_mode) == 0o700
    end(program)
    wait_for(lambda: not (home / "data" / "postmaster.pid").exists())
    end(user(var))
    wait_for(lambda: not (home / "data" / "postmaster.pid").exists())
    shutil.rmtree(home)


def hand_over(path: Path) -> None:
    """Where root runs the tests, to the account that runs the server."""
    if os.geteuid() == 0:
        shutil.chown(path, "factcheck-db", "factcheck-db")
