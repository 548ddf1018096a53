"""How fast the pen is: `python -m benchmarks.desk` prints a table for docs/performance.md.

The real site and a real Chromium, before an article of 200,000 characters without a claim and with
50, 500 and 5,000 claims. A time runs from the press itself, or from asking for the page, to the
frame that shows what it does; a frame lasts up to 17 ms, which no figure can fall much below.
In brackets stands what the page's main thread worked for it, in milliseconds of processor time:
other programs on the machine change that less. `--claims 0 500` measures these pages alone,
`--tries 30` measures each more often.

All is measured in one run; the pages are opened in turn, in a database of their own that is
removed afterwards. "times" tells how the longest page compares with the empty one.
"""

import argparse
import os
from collections.abc import Callable
from statistics import median, quantiles
from typing import NamedTuple

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
os.environ.setdefault("FACTCHECK_LOG_LEVEL", "ERROR")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop in this thread
django.setup()

from playwright.sync_api import CDPSession, Page  # noqa: E402  (the rest needs the apps loaded)

from annotations.newsrooms.models import User  # noqa: E402
from annotations.verdicts.founding import found_newsroom  # noqa: E402
from benchmarks import long  # noqa: E402
from benchmarks.database import own_database  # noqa: E402
from tests.browser import browser  # noqa: E402
from tests.journeys.server import serving  # noqa: E402

CLAIMS = [0, 50, 500, 5_000]
TRIES = 21
TURNS = 3  # in each of them every page is opened and walked over
PATIENCE = 120_000  # milliseconds
PLACES = 5  # where words are tried to be selected

# Tells the time from an event's own stamp to the frame that shows what came of it: a mark that the
# page's scripts set, or an event of theirs. What happens in a frame is shown by that same frame.
WATCH = """([event, effect]) => {
  window.took = new Promise((tell, refuse) => {
    let pressed = 0;
    setTimeout(refuse, 30_000, new Error(`no ${effect}`));
    const press = ({ timeStamp }) => { pressed = timeStamp; };
    document.addEventListener(event, press, { capture: true });
    const end = () => setTimeout(() => {
      document.removeEventListener(event, press, { capture: true });
      tell(performance.now() - pressed);
    });
    if (effect === "claims-pointed") {
      document.addEventListener(effect, end, { once: true });
      return;
    }
    const mark = performance.mark; // an observer would hear of it late, and cost another frame
    performance.mark = (name) => {
      if (name === effect) {
        performance.mark = mark;
        requestAnimationFrame(end);
      }
      return mark.call(performance, name);
    };
  });
}"""
OPENED = """() => new Promise((tell) => {
  const shown = () => performance.getEntriesByName("claim-activated")[0];
  const look = () => shown() ? requestAnimationFrame(() => setTimeout(() => tell({
    paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    ready: performance.now(),
    bytes: performance.getEntriesByType("navigation")[0].encodedBodySize,
    answered: performance.getEntriesByType("navigation")[0].responseStart,
  }))) : setTimeout(look, 1);
  look();
})"""
# A place in the text by its share of it, in the middle of the window: two points to drag between.
PLACE = """(share) => {
  const { map } = document.querySelector("article-text");
  const near = Math.floor(share * (map.points.length - 600));
  const start = map.points.fromUnit(map.text.indexOf("report", map.points.toUnit(near)));
  map.range({ start, end: start + 1 }).startContainer.parentElement
    .scrollIntoView({ block: "center", behavior: "instant" });
  const at = (start) => {
    const box = map.range({ start, end: start + 1 }).getBoundingClientRect();
    return [box.left + 1, Math.round((box.top + box.bottom) / 2)];
  };
  return [at(start), at(start + 40)];
}"""


class Took(NamedTuple):
    """Milliseconds until it was there, and milliseconds of work for it."""

    until: float
    work: float


class Desk:
    """A member before the page of an article."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.set_default_timeout(PATIENCE)
        self.tools: CDPSession = page.context.new_cdp_session(page)
        self.tools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def open(self, address: str) -> dict[str, Took]:
        self.page.goto("about:blank")
        before = self.worked()
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.ok, address
        times = self.page.evaluate(OPENED)
        work = self.worked() - before
        self.page.wait_for_timeout(200)
        return {
            "page: server answers": Took(times["answered"], 0),
            "page: first paint": Took(times["paint"], 0),
            "page: claims shown": Took(times["ready"], work),
            "page: kB": Took(times["bytes"] / 1000, 0),
        }

    def walk(self, share: float) -> dict[str, Took]:
        """Select words, draft a claim, give it up; step to a claim; point at words."""
        mouse, keys = self.page.mouse, self.page.keyboard
        times = {
            "pointer up → bar": self.select(share),
            "c → highlight and card": self._took(
                "keydown", "claim-drafted", lambda: keys.press("c")
            ),
        }
        keys.press("Escape")
        if self.page.locator("li[data-claim]").count():
            times["j → next claim"] = self._took(
                "keydown", "claim-activated", lambda: keys.press("j")
            )
        _, at = self.page.evaluate(PLACE, share)
        mouse.move(*at)
        times["pointer over words"] = self._took(
            "pointermove", "claims-pointed", lambda: mouse.move(at[0] + 9, at[1])
        )
        return times

    def select(self, share: float) -> Took:
        """Select words about there; a little further on where these are covered by a handle."""
        mouse = self.page.mouse
        for further in range(PLACES):
            self.page.keyboard.press("Escape")  # no claim is active, and none has handles
            first, last = self.page.evaluate(PLACE, share + further / 500)
            self._rest()
            mouse.move(*first)
            mouse.down()
            mouse.move(*last, steps=3)
            took = self._took("pointerup", "selection-offered", mouse.up)
            if self.page.locator("selection-bar:popover-open").count():
                return took
        raise RuntimeError(f"no words can be selected at {share}")

    def _rest(self) -> None:
        """Wait until what came before is over."""
        self.page.wait_for_timeout(50)
        self.page.evaluate(  # a page at which nothing happens may never call itself idle
            "() => new Promise((rest) => requestIdleCallback(() => rest(), { timeout: 500 }))"
        )

    def _took(self, event: str, effect: str, act: Callable[[], None]) -> Took:
        self._rest()
        self.page.evaluate(WATCH, [event, effect])
        before = self.worked()
        act()
        until = self.page.evaluate("window.took")
        return Took(until, self.worked() - before)

    def worked(self) -> float:
        """Milliseconds that the main thread has worked so far."""
        facts = self.tools.send("Performance.getMetrics")["metrics"]
        return next(fact["value"] for fact in facts if fact["name"] == "TaskDuration") * 1000


def measured(claims: list[int], tries: int) -> dict[int, dict[str, list[Took]]]:
    """For each number of claims what each thing took, `tries` times."""
    ada = User.objects.create(email="ada@desk.example", name="Ada Admin")
    _, member = found_newsroom(name="Desk", slug="desk", admin=ada)
    articles = {count: long.article(member, count) for count in claims}
    found: dict[int, dict[str, list[Took]]] = {count: {} for count in claims}
    walks = max(tries // TURNS, 1)
    with serving() as site, browser() as chromium:
        for turn in range(TURNS):
            for count, article in articles.items():
                with long.sitting(member, chromium, site) as context:
                    desk = Desk(context.new_page())
                    opened = [desk.open(article.get_absolute_url()) for _ in range(3)]
                    places = [(turn + i / walks) / (TURNS + 0.2) for i in range(walks)]
                    for times in [*opened[1:], *map(desk.walk, places)]:
                        for name, took in times.items():
                            found[count].setdefault(name, []).append(took)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--claims", type=int, nargs="+", default=CLAIMS)
    parser.add_argument("--tries", type=int, default=TRIES)
    wanted = parser.parse_args()
    with own_database():
        found = measured(wanted.claims, wanted.tries)
    tell(found)


def tell(found: dict[int, dict[str, list[Took]]]) -> None:
    least, most = min(found), max(found)
    pages = " | ".join(f"{count:,} claims" for count in found)
    print("| ms: median, 95th percentile (work) |", pages, "| times |")
    print("| --- |", "---: |" * (len(found) + 1))
    for name in found[most]:
        cells = [told(found[count].get(name, [])) for count in found]
        few, many = (middle(found[count].get(name, [])) for count in (least, most))
        print("|", name, "|", " | ".join(cells), f"| {many / few:.1f} |" if few else "| |")


def middle(times: list[Took]) -> float:
    return median(took.until for took in times) if times else 0


def told(times: list[Took]) -> str:
    if not times:
        return "none"
    until = [took.until for took in times]
    work = median(took.work for took in times)
    late = quantiles(until, n=20, method="inclusive")[-1]
    return f"{median(until):.0f}, {late:.0f}" + (f" ({work:.0f})" if work else "")


if __name__ == "__main__":
    main()
