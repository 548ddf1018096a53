"""`manage.py run`: everything that one person needs to work with the site on this machine."""

import argparse
import signal
import socket
from contextlib import ExitStack, closing, suppress
from importlib import import_module
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from annotations.feed.holding import Holding
from annotations.feed.streaming import Streaming
from annotations.newsrooms.models import Member, Newsroom, Role
from annotations.newsrooms.sign_in import make_sign_in_link
from factcheck.beside import WorkerBeside
from factcheck.database.session import database
from factcheck.embedded.keeper import die_with_parent
from factcheck.only_one import only_one
from factcheck.trouble import CannotStart

LOOPBACK = "127.0.0.1"


class Command(BaseCommand):
    help = "Start the database, bring it up to date, and serve the site on this machine."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="where to listen (8000)")
        parser.add_argument(
            "--with-parent", action="store_true", help="end when the starting process ends"
        )
        parser.add_argument(
            "--without-worker", action="store_true", help="jobs are done by `manage.py work`"
        )

    def handle(
        self, *_: Any, port: int, with_parent: bool, without_worker: bool, **__: Any
    ) -> None:
        if with_parent:
            die_with_parent(signal.SIGTERM)
        told_to_end = noted_interrupts()
        address = f"http://{LOOPBACK}:{port}/"
        with (
            suppress(KeyboardInterrupt),
            only_one(settings.VAR, address),
            closing(listening(port)) as listener,
            database(),
            ExitStack() as beside,
        ):
            bring_up_to_date()
            if not without_worker:
                beside.enter_context(WorkerBeside(address))
            server = prepared()
            self.welcome(address)
            self.stdout.flush()  # to a pipe it would wait
            if not told_to_end:
                server.run(sockets=[listener])

    def welcome(self, address: str) -> None:
        """Say where the site is; on one's own machine, also how to get in."""
        self.stdout.write(f"Factcheck is at {address}")
        if settings.PRODUCTION:
            return
        admin = Member.objects.present().filter(role=Role.ADMIN).order_by("joined_at").first()
        if admin:
            self.stdout.write(f"Sign in, once: {make_sign_in_link(admin, address)}")
        self.stdout.write("Ctrl-C ends it.")


def noted_interrupts() -> list[int]:
    """Ctrl-C and SIGTERM raise KeyboardInterrupt from now on, and are put into the list.

    For Python drops the exception where it happens to be raised in a destructor.
    """
    told: list[int] = []

    def interrupt(number: int, _frame: object) -> None:
        told.append(number)
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupt)
    return told


def listening(port: int) -> socket.socket:
    """A socket that listens on this port of this machine alone; a taken one is refused."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
        listener.listen(2048)
    except (OSError, OverflowError) as trouble:
        listener.close()
        raise CannotStart(
            f"Port {port} cannot be used ({getattr(trouble, 'strerror', None) or trouble}): "
            f"choose another, such as `make run PORT=8123`."
        ) from trouble
    return listener


def bring_up_to_date() -> None:
    """Migrate where there is something to migrate; give a new local site its demo newsroom."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    if not settings.PRODUCTION and not Newsroom.objects.exists():
        call_command("demo")
    connection.close()


class Server(uvicorn.Server):
    """Lets those go who wait for news, before it waits for all answers to be given."""

    def __init__(self, config: uvicorn.Config, *waiting: Holding | Streaming) -> None:
        super().__init__(config)
        self.waiting = waiting

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for those in self.waiting:
            those.let_go()
        await super().shutdown(sockets)


def prepared() -> Server:
    """The server with the site loaded; from here on connections have the limits of the web."""
    site = import_module("factcheck.asgi")
    config = uvicorn.Config(
        site.application,
        log_config=None,
        access_log=False,
        proxy_headers=False,  # factcheck.middleware counts the proxies
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=5,
    )
    config.load()
    return Server(config, site.holding, site.streaming)
