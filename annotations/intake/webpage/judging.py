"""Which blocks of a page are its article: what the extractor kept, put right by what we know.

The extractor finds where the article stands. Around and within it we take in what it tends
to lose (the headline, the standfirst, subheadings, a question between two answers), and
leave out what it tends to keep (boxes of links, bylines, requests of every kind).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from annotations.intake.blocks import FoundBlock, Kind
from annotations.intake.furniture import credits_a_picture, ends_sentence, phrase_reason, weight
from annotations.intake.labels import label_reason
from annotations.intake.webpage.alignment import key
from annotations.intake.webpage.elements import REGIONS
from annotations.intake.webpage.markup import RawBlock

MOSTLY_LINKS = 0.9
FEW_LINKS = 0.5
SHORTEST_STANDFIRST = 40
SHORTEST_REPETITION = 40


@dataclass(frozen=True)
class Page:
    """A page's blocks, the indexes that the extractor kept, and where its headline stands."""

    blocks: Sequence[RawBlock]
    kept: Collection[int]
    headline: int | None

    @property
    def first(self) -> int:
        """The first kept block after the headline."""
        after = -1 if self.headline is None else self.headline
        return min((i for i in self.kept if i > after), default=len(self.blocks))

    @property
    def last(self) -> int:
        return max(self.kept, default=-1)


def judged(blocks: Sequence[RawBlock], kept: Collection[int], title: str) -> list[FoundBlock]:
    """All `blocks` in order, each taken in or left out with the reason."""
    page = Page(blocks, kept, headline(blocks, kept, title))
    first, last = page.first, page.last
    found: list[FoundBlock] = []
    seen: set[str] = set()
    for i, block in enumerate(blocks):
        if i == page.headline:
            found.append(FoundBlock(Kind.HEADING, block.text, 1))
            continue
        why = _why_furniture(page, i, found) or _why_label(page, i, first)
        if not why and not (i in kept or _is_lost(page, i, first, last)):
            why = _why_left_out(block)
        if not why and len(block.text) >= SHORTEST_REPETITION:
            why = "duplicate" if block.text in seen else ""
            seen.add(block.text)
        found.append(FoundBlock(block.kind, block.text, block.level, furniture=bool(why), why=why))
    return found


def headline(blocks: Sequence[RawBlock], kept: Collection[int], title: str) -> int | None:
    """The block that is the headline: a heading of the first level with the title's words.

    Without such a one, the last heading of the first level before the kept text.
    """
    first = min(kept, default=-1)
    top = [i for i, block in enumerate(blocks) if block.level == 1 and not _is_out_of_view(block)]
    alike = [i for i in top if _likeness(blocks[i].text, title) >= 0.5]
    before = [i for i in top if i <= first]
    return next(iter([*alike, *before[::-1]]), None)


def _why_furniture(page: Page, i: int, found: Sequence[FoundBlock]) -> str:
    """What makes block `i` furniture whether it was kept or not, or ""."""
    block = page.blocks[i]
    if block.hidden:
        return "hidden"
    why = phrase_reason(block.text)
    if why:
        return why
    if block.linked >= MOSTLY_LINKS and block.kind is Kind.PARAGRAPH:
        return "related"
    before = found[-1] if found else None
    if before and before.why == "related" and block.kind is Kind.LIST_ITEM and block.linked:
        # One of the articles that "Read next" announces.
        return "related"
    return ""


def _why_label(page: Page, i: int, first: int) -> str:
    """Dates, bylines and counters are furniture up to the article's first sentence."""
    blocks = page.blocks
    if i > first or (i == first and ends_sentence(blocks[i].text)):
        return ""
    return label_reason(blocks[i].text)


def _is_lost(page: Page, i: int, first: int, last: int) -> bool:
    """Whether the extractor lost block `i`, though it is the article's."""
    block = page.blocks[i]
    if block.region or block.linked >= FEW_LINKS:
        return False
    if first < i < last:
        within_run = i - 1 in page.kept and i + 1 in page.kept
        return _leads_on(page, i) or (within_run and ends_sentence(block.text))
    beside = {first - 1, -1 if page.headline is None else page.headline + 1}
    is_long = weight(block.text) >= SHORTEST_STANDFIRST
    return i < first and i in beside and is_long and not credits_a_picture(block.text)


def _leads_on(page: Page, i: int) -> bool:
    """Whether block `i` is a heading over text that was kept."""
    return page.blocks[i].kind is Kind.HEADING and i + 1 in page.kept


def _why_left_out(block: RawBlock) -> str:
    return REGIONS.get(block.region, "") or label_reason(block.text) or "boilerplate"


def _is_out_of_view(block: RawBlock) -> bool:
    return block.hidden or block.region in {"nav", "footer", "aside"}


def _likeness(one: str, other: str) -> float:
    """How many of the words of both are in both, 0 to 1."""
    words, others = (set(map(key, text.split())) for text in (one, other))
    return len(words & others) / max(1, len(words | others))
