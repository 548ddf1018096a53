"""How much of an article comes in, and how fast: `python -m benchmarks.intake [DATA]`.

DATA is a folder with `pages/` (packed pages and gold.json, their true texts), by default
../shared/data beside the checkout. Precision and recall count words as a bag: of what is taken
in by default, how much is the article; of the article, how much is taken in. Gold texts leave the
headline out, which we take in: that costs about a hundredth.
"""

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import mean, median

from annotations.intake.blocks import Found
from annotations.intake.pages import from_html
from annotations.intake.pasted import from_text

DATA = Path(__file__).parents[2] / "shared" / "data"
PASTES = (5_000, 200_000, 1_900_000)
SENTENCE = "The ferry to the islands has carried fewer people every year since the bridge opened. "


@dataclass(frozen=True)
class Score:
    """How one page came in; `seconds` is what a checker waits."""

    name: str
    precision: float
    recall: float
    seconds: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def main() -> None:
    """Print both tables, or say that the pages are not there."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    if (data / "pages" / "gold.json").exists():
        print_scores(list(scores(data / "pages")))
    else:
        print(f"No pages in {data}: name the folder that holds pages/gold.json.")
    print_pastes()


def scores(pages: Path) -> Iterator[Score]:
    """A score for every page of gold.json."""
    for name, gold in json.loads((pages / "gold.json").read_text(encoding="utf-8")).items():
        page = gzip.decompress((pages / f"{name}.html.gz").read_bytes())
        found, seconds = timed(partial(from_html, page, gold["url"]))
        taken = words("\n".join(block.text for block in found.taken_in()))
        true = words(gold["text"])
        same = (taken & true).total()
        yield Score(name, same / max(1, taken.total()), same / max(1, true.total()), seconds)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def timed(read: Callable[[], Found]) -> tuple[Found, float]:
    started = time.perf_counter()
    found = read()
    return found, time.perf_counter() - started


def print_scores(all_scores: list[Score]) -> None:
    print(f"{'page':16} precision  recall     F1  seconds")
    for score in all_scores:
        print(
            f"{score.name:16} {score.precision:9.3f} {score.recall:7.3f} {score.f1:6.3f}"
            f" {score.seconds:8.2f}"
        )
    print(
        f"{'mean':16} {mean(s.precision for s in all_scores):9.3f}"
        f" {mean(s.recall for s in all_scores):7.3f} {mean(s.f1 for s in all_scores):6.3f}"
        f" {median(s.seconds for s in all_scores):8.2f} (median)"
    )


def print_pastes() -> None:
    from_text(SENTENCE * 3)  # the language model is read once per process
    print(f"\n{'pasted':>16}  seconds")
    for size in PASTES:
        text = "\n\n".join([SENTENCE * 5] * (size // (len(SENTENCE) * 5)))
        _, seconds = timed(partial(from_text, text))
        print(f"{len(text):16,} {seconds:8.3f}")


if __name__ == "__main__":
    main()
