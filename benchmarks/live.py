"""How soon others see what one does: `python -m benchmarks.live` prints two tables.

Two members sit before the same article of 200,000 characters, each in a window of their own, and
the real site serves both. Ada marks a claim; the times run from her press of Ctrl+Enter to the
frame in which Ben's page hears of it, and to the one in which it shows the claim; and to the one in
which her own claim is saved. In brackets stands what his page's main thread worked for it.

Then a hundred pages listen to one server process while claims are marked: until when the first and
the last of them heard of one, and what the server worked for each claim.
"""

import os
import selectors
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple
from urllib.parse import urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
os.environ.setdefault("FACTCHECK_LOG_LEVEL", "ERROR")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop in this thread
django.setup()

from django.conf import settings  # noqa: E402  (the rest needs the apps loaded)
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from annotations.articles.models import Article  # noqa: E402
from annotations.claims.actions import Wording, mark_claim  # noqa: E402
from annotations.newsrooms.actions import join  # noqa: E402
from annotations.newsrooms.models import Member, Role, User  # noqa: E402
from annotations.verdicts.founding import found_newsroom  # noqa: E402
from benchmarks import long  # noqa: E402
from benchmarks.database import own_database  # noqa: E402
from benchmarks.desk import Desk  # noqa: E402
from tests.browser import browser  # noqa: E402
from tests.journeys.server import serving  # noqa: E402

CLAIMS = [50, 500]
TRIES = 21
STREAMS = 100
EACH = 5  # streams of one user; six are allowed

# Both pages tell time by the machine's clock.
PRESSED = """() => { window.sent = new Promise((tell) => {
  document.addEventListener("keydown", ({ timeStamp }) => {
    const pressed = performance.timeOrigin + timeStamp;
    document.addEventListener("claim-answered", () =>
      requestAnimationFrame(() => setTimeout(() =>
        tell([pressed, performance.timeOrigin + performance.now()]))), { once: true });
  }, { capture: true, once: true });
}); }"""
SHOWN = """() => { window.shown = new Promise((tell) => {
  let heard = 0;
  const hear = ({ detail }) => { if (detail.facts.length) heard ||= Date.now(); };
  document.addEventListener("live-news", hear);
  const list = document.querySelector("claim-margin ol");
  const known = list.querySelectorAll("[data-claim]").length;
  const watcher = new MutationObserver(() => {
    if (list.querySelectorAll("[data-claim]").length === known) return;
    watcher.disconnect();
    document.removeEventListener("live-news", hear);
    requestAnimationFrame(() => setTimeout(() =>
      tell([heard, performance.timeOrigin + performance.now()])));
  });
  watcher.observe(list, { childList: true });
}); }"""


class Seen(NamedTuple):
    """Milliseconds after the press: heard of, shown, saved; and what Ben's page worked."""

    heard: float
    shown: float
    saved: float
    work: float


class Room(NamedTuple):
    """Who is there."""

    ada: Member
    ben: Member


def room() -> Room:
    people = [
        User.objects.create(email=f"{name.lower()}@desk.example", name=name)
        for name in ("Ada", "Ben")
    ]
    newsroom, ada = found_newsroom(name="Desk", slug="desk", admin=people[0])
    return Room(ada, join(newsroom=newsroom, user=people[1], role=Role.CHECKER, by=None))


def seen(who: Room, claims: int, site: str) -> Iterator[Seen]:
    """Ada marks TRIES claims in an article of so many; how soon Ben sees each."""
    address = long.article(who.ada, claims).get_absolute_url()
    with (
        browser() as chromium,
        long.sitting(who.ada, chromium, site) as ada,
        long.sitting(who.ben, chromium, site) as ben,
    ):
        desks = Desk(ada.new_page()), Desk(ben.new_page())
        for desk in desks:
            desk.open(address)
            desk.page.wait_for_selector("live-line[data-state=live]")
        for number in range(TRIES):
            yield _marked(*desks, (number + 0.5) / (TRIES + 1))


def _marked(at_hers: Desk, ben: Desk, share: float) -> Seen:
    at_hers.select(share)
    ada = at_hers.page
    ada.keyboard.press("c")
    ada.wait_for_selector("claim-form textarea:focus")
    ben.page.evaluate(SHOWN)
    ada.evaluate(PRESSED)
    before = ben.worked()
    ada.keyboard.press("Control+Enter")
    pressed, saved = ada.evaluate("window.sent")
    heard, shown = ben.page.evaluate("window.shown")
    found = Seen(heard - pressed, shown - pressed, saved - pressed, ben.worked() - before)
    ada.wait_for_timeout(300)
    return found


@contextmanager
def listening(
    newsroom: str, article: Article, users: list[User], site: str
) -> Iterator[list[socket.socket]]:
    """Streams of these users, EACH of each."""
    lines = [
        _stream(user, f"{newsroom}?article={article.pk}&after=x", site) for user in users * EACH
    ]
    time.sleep(3)  # each has been told how things are
    for line in lines:
        line.recv(1 << 16)
    yield lines
    for line in lines:
        line.close()


def _stream(user: User, path: str, site: str) -> socket.socket:
    client = Client()
    client.force_login(user)
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    place = urlsplit(site)
    line = socket.create_connection((str(place.hostname), int(place.port or 80)))
    line.sendall(
        f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\nCookie: {cookie}\r\n"
        "Accept: text/event-stream\r\n\r\n".encode()
    )
    return line


def heard(who: Room, site: str) -> tuple[list[list[float]], float]:
    """When each of STREAMS heard of each claim, in milliseconds; the server's work for one."""
    article = long.article(who.ada, 50)
    users = [User.objects.create(email=f"reader-{i}@desk.example") for i in range(STREAMS // EACH)]
    for user in users:
        join(newsroom=who.ada.newsroom, user=user, role=Role.CHECKER, by=None)
    times, before = [], 0.0
    with listening(reverse("web:live", args=["desk"]), article, users, site) as lines:
        for number in range(11):
            if number == 1:  # the first is not counted
                before = _server_seconds()
            times.append(_told(who.ada, article, number, lines))
    return times[1:], (_server_seconds() - before) * 1000 / 10


def _told(by: Member, article: Article, number: int, lines: list[socket.socket]) -> list[float]:
    version = article.versions.get()
    place = {"start": number, "end": number + 40, "exact": version.text[number : number + 40]}
    mark_claim(version=version, **place, wording=Wording(statement="It was paid."), by=by)
    begun, times = time.perf_counter(), []
    with selectors.DefaultSelector() as waiting:
        for line in lines:
            waiting.register(line, selectors.EVENT_READ)
        while waiting.get_map():
            for key, _ in waiting.select(10):
                if b'"claim.marked"' in key.fileobj.recv(1 << 16):  # type: ignore[union-attr]
                    times.append((time.perf_counter() - begun) * 1000)
                    waiting.unregister(key.fileobj)
    time.sleep(1)
    return times


def _server_seconds() -> float:
    """Processor time of the server so far."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    server = next(
        child for child in children if "uvicorn" in Path(f"/proc/{child}/cmdline").read_text()
    )
    user, system = Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def late(times: list[float]) -> str:
    return f"{median(times):.0f}, {quantiles(times, n=20, method='inclusive')[-1]:.0f}"


def main() -> None:
    with own_database(), serving() as site:
        who = room()
        found = {claims: list(seen(who, claims, site)) for claims in CLAIMS}
        times, work = heard(who, site)
    print("| ms: median, 95th percentile (work) | heard of | shown | saved, at home |")
    print("| --- | ---: | ---: | ---: |")
    for claims, all_ in found.items():
        columns = [late(list(column)) for column in zip(*all_, strict=True)]
        shown = f"{columns[1]} ({median(one.work for one in all_):.0f})"
        print(f"| article with {claims} claims | {columns[0]} | {shown} | {columns[2]} |")
    first, last = (late([pick(one) for one in times]) for pick in (min, max))
    print(f"\n| {STREAMS} streams: first heard | last heard | server's work for a claim |")
    print("| ---: | ---: | ---: |")
    print(f"| {first} | {last} | {work:.0f} |")


if __name__ == "__main__":
    main()
