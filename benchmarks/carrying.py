"""How rightly passages are carried into a changed text: `python -m benchmarks.carrying [DATA]`.

DATA is a folder with `pages/gold.json` (true texts of news pages), by default ../shared/data
beside the checkout. Every text is edited by a machine that remembers where each character came
from, so it is known where each sentence went. A passage is right if it lies on the place where
most of its own characters are (intersection over union of at least one half), or is called gone
when they are deleted. Unseen is what was called the same and is another sentence, if one with
the same words. Seeded: the table is the same every time, but for the milliseconds.
"""

import json
import random
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from annotations.anchoring.carrying import Carried, Standing, Successor

DATA = Path(__file__).parents[2] / "shared" / "data"
SENTENCE = re.compile(r"[^.!?\s][^.!?\n]*[.!?]+[”’\"')]*|[^.!?\s][^.!?\n]*")
FILLER = "Officials of the harbour office declined to comment on any of this before the vote"

Letters: TypeAlias = "list[tuple[str, int | None]]"
"""A text as characters, each with its place in the old text; None for a new one."""
Edit: TypeAlias = "Callable[[list[Letters], random.Random], list[Letters]]"


def new(words: str) -> Letters:
    return [(letter, None) for letter in words]


def insert(sentences: list[Letters], dice: random.Random) -> list[Letters]:
    for _ in range(3):
        words = FILLER.split()
        dice.shuffle(words)
        sentences.insert(dice.randrange(len(sentences)), new(" ".join(words) + ". "))
    return sentences


def delete(sentences: list[Letters], dice: random.Random) -> list[Letters]:
    gone = set(dice.sample(range(len(sentences)), max(1, len(sentences) // 5)))
    return [sentence for n, sentence in enumerate(sentences) if n not in gone]


def reword(sentences: list[Letters], dice: random.Random, share: float = 0.3) -> list[Letters]:
    """Other words for some, in every second sentence."""
    return [_reworded(one, dice, share) if dice.random() < 0.5 else one for one in sentences]


def _reworded(sentence: Letters, dice: random.Random, share: float) -> Letters:
    words: list[Letters] = [[]]
    for letter in sentence:
        words[-1].append(letter)
        if letter[0].isspace():
            words.append([])
    return [
        letter
        for word in words
        for letter in (new(dice.choice(FILLER.split()) + " ") if dice.random() < share else word)
    ]


def move(sentences: list[Letters], dice: random.Random) -> list[Letters]:
    length = max(1, len(sentences) // 6)
    start = dice.randrange(len(sentences) - length)
    moved, rest = sentences[start : start + length], sentences[:start] + sentences[start + length :]
    to = dice.randrange(len(rest))
    return rest[:to] + moved + rest[to:]


def move_and_reword(sentences: list[Letters], dice: random.Random) -> list[Letters]:
    return reword(move(sentences, dice), dice, 0.1)


def respell(sentences: list[Letters], _dice: random.Random) -> list[Letters]:
    ways = str.maketrans({"'": "’", '"': "”", "’": "'", "“": '"', "”": '"', "–": "-"})
    return [[(letter.translate(ways), at) for letter, at in one] for one in sentences]


def twin(sentences: list[Letters], dice: random.Random) -> list[Letters]:
    """A sentence goes, and one much like it comes somewhere else."""
    for _ in range(3):
        at = dice.randrange(len(sentences))
        copy = new("".join(letter for letter, _ in sentences.pop(at)))
        sentences.insert(dice.randrange(len(sentences)), _reworded(copy, dice, 0.5))
    return sentences


EDITS: list[Edit] = [insert, delete, reword, move, move_and_reword, respell, twin]


@dataclass
class Score:
    """What became of the passages of one kind of edit."""

    right: int = 0
    lost: int = 0
    wrong: int = 0
    false: int = 0
    unseen: int = 0
    seconds: list[float] = field(default_factory=list)

    @property
    def all(self) -> int:
        return self.right + self.lost + self.wrong + self.false


def judge(score: Score, carried: Carried, truth: tuple[int, int] | None, *, alike: bool) -> None:
    """Count one passage; `alike`: whether its words are the same in the new text."""
    if carried.is_sure and not alike:
        score.unseen += 1
    if truth is None or carried.standing is Standing.GONE:
        is_right = truth is None and carried.standing is Standing.GONE
        score.right += is_right
        score.lost += truth is not None
        score.false += truth is None and not is_right
        return
    common = min(carried.end, truth[1]) - max(carried.start, truth[0])
    union = max(carried.end, truth[1]) - min(carried.start, truth[0])
    score.right += common / union >= 0.5
    score.wrong += common / union < 0.5


def run(old: str, edit: Edit, score: Score, dice: random.Random) -> None:
    spans = [m.span() for m in SENTENCE.finditer(old) if len(m[0]) > 20]
    cuts = [0, *(start for start, _ in spans[1:]), len(old)]
    sentences: list[Letters] = [
        [(old[at], at) for at in range(start, end)] for start, end in pairwise(cuts)
    ]
    letters = [letter for sentence in edit(sentences, dice) for letter in sentence]
    where = {origin: at for at, (_, origin) in enumerate(letters) if origin is not None}
    text = "".join(letter for letter, _ in letters)
    began = time.perf_counter()
    successor = Successor(old, text)
    carried = [successor.carry(*span) for span in spans]
    score.seconds.append((time.perf_counter() - began) / len(spans))
    for (start, end), one in zip(spans, carried, strict=True):
        there = [where[at] for at in range(start, end) if at in where]
        # What keeps less than half of its letters is another sentence.
        truth = (there[0], there[-1] + 1) if len(there) * 2 > end - start else None
        alike = truth is not None and len(there) == end - start
        judge(score, one, truth, alike=alike)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    gold = json.loads((folder / "pages" / "gold.json").read_text(encoding="utf-8"))
    texts = [page["text"] for page in gold.values()]
    columns = [
        "passages",
        "right %",
        "lost %",
        "wrong place %",
        "false place %",
        "unseen",
        "ms each",
    ]
    print("| edit |", " | ".join(columns), "|")
    print("| --- |", "---: | " * len(columns))
    for edit in EDITS:
        score, dice = Score(), random.Random(22)
        for text in texts:
            run(text, edit, score, dice)
        shares = [score.right, score.lost, score.wrong, score.false]
        percents = " | ".join(f"{100 * share / score.all:.2f}" for share in shares)
        each = 1000 * sum(score.seconds) / len(score.seconds)
        name = edit.__name__.replace("_", " ")
        print(f"| {name} | {score.all:,} | {percents} | {score.unseen} | {each:.2f} |")


if __name__ == "__main__":
    main()
