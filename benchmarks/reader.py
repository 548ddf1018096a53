"""How fast the pen is: `python -m benchmarks.reader` prints a table in milliseconds.

A page of 200,000 characters with 500 claims against one of one paragraph and one claim. A time
runs from the press itself to the frame that shows its effect; a frame lasts up to 17 ms.
"""

import random
from collections.abc import Callable
from statistics import median

import django
from django.conf import settings
from playwright.sync_api import Page

from tests.browser import browser
from tests.js.articles import SIGNS, Article, render
from tests.js.server import serving

CHARACTERS = 200_000
CLAIMS = 500
TRIES = 9
WORDS = ["bridge", "harbour", "council", "winter", "lorry", "report", "lake", "vote", "İnci", "🚧"]

# From the event's own time stamp to the frame after our next performance mark.
MEASURE = """(event) => {
  window.took = new Promise((tell) => {
    let pressed = 0;
    const press = ({ timeStamp }) => { pressed = timeStamp; };
    document.addEventListener(event, press, { capture: true });
    new PerformanceObserver((_, watch) => {
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => tell(performance.now() - pressed)));
    }).observe({ type: "mark", buffered: false });
  });
}"""


def article(characters: int, claims: int) -> Article:
    """Paragraphs of about 600 characters; claims of 15 to 400 somewhere in them."""
    chance = random.Random(1)
    paragraphs = []
    while sum(map(len, paragraphs)) < characters:
        words = chance.choices(WORDS, k=100)
        paragraphs.append(" ".join([str(len(paragraphs)), *words]))
    marks = []
    for i in range(claims):
        at = i * len(paragraphs) // claims
        start = chance.randrange(0, 200)
        quote = paragraphs[at][start : start + chance.randrange(15, 400)].strip()
        marks.append((quote, chance.choice(list(SIGNS)), f"Claim {i} about the bridge"))
    return Article("en", "ltr", tuple(("p", text) for text in paragraphs), tuple(marks))


def times(page: Page, url: str) -> dict[str, float]:
    """One walk over the page: show it, select words, draft a claim, step to a claim."""
    page.goto(url)
    shown = page.evaluate(
        "performance.getEntriesByName('claim-activated')[0].startTime"
        " - performance.getEntriesByType('navigation')[0].domInteractive"
    )
    block = page.locator("[data-start]").first
    block.scroll_into_view_if_needed()
    box = block.bounding_box() or {}
    page.mouse.move(box["x"] + 40, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 44, steps=3)
    offered = _took(page, "pointerup", page.mouse.up)
    drafted = _took(page, "keydown", lambda: page.keyboard.press("c"))
    page.keyboard.press("Escape")
    stepped = _took(page, "keydown", lambda: page.keyboard.press("j"))
    return {
        "page there -> claims shown": shown,
        "pointer up -> bar": offered,
        "c -> highlight and card": drafted,
        "j -> next claim": stepped,
    }


def _took(page: Page, event: str, act: Callable[[], None]) -> float:
    page.evaluate(MEASURE, event)
    act()
    return page.evaluate("window.took")


def main() -> None:
    settings.configure(STATIC_URL="/static/")
    django.setup()
    with serving() as site, browser() as chromium:
        site.pages["/full"] = render(article(CHARACTERS, CLAIMS))
        site.pages["/one"] = render(article(1, 1))
        rows: dict[str, dict[str, float]] = {}
        for path in ("/full", "/one"):
            page = chromium.new_page(viewport={"width": 1280, "height": 900})
            tries = [times(page, site.url + path) for _ in range(TRIES)]
            rows[path] = {name: median(took[name] for took in tries) for name in tries[0]}
    print(f"{'median of ' + str(TRIES):28} {'500 claims':>10} {'one':>8} {'ratio':>6}")
    for name, full in rows["/full"].items():
        one = rows["/one"][name]
        print(f"{name:28} {full:10.1f} {one:8.1f} {full / one:6.1f}")


if __name__ == "__main__":
    main()
