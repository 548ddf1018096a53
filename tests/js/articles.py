"""Articles as the reading page shows them, for tests and demonstrations without a database."""

from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path

from django.template import Engine
from django.template.context import Context

from annotations.anchoring.layout import Placed, lay_out

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
PAGES = Path(__file__).resolve().parent / "pages"
SIGNS = {
    "true": ("✓", "True"),
    "mostly-true": ("✓", "Mostly true"),
    "half-true": ("◐", "Half true"),
    "misleading": ("≠", "Misleading"),
    "mostly-false": ("✗", "Mostly false"),
    "false": ("✗", "False"),
    "unverifiable": ("?", "Unverifiable"),
    "open": ("○", "Open"),
}


@dataclass(frozen=True)
class Block:
    tag: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Card:
    """A claim as the margin shows it."""

    placed: Placed
    statement: str
    quote: str
    sources: int

    @property
    def sign(self) -> str:
        return SIGNS[self.placed.look][0]

    @property
    def word(self) -> str:
        return SIGNS[self.placed.look][1]


@dataclass(frozen=True)
class Article:
    """Blocks of (tag, text), and claims of (quote, look, statement), found by their quote."""

    language: str
    direction: str
    paragraphs: tuple[tuple[str, str], ...]
    marks: tuple[tuple[str, str, str], ...] = ()

    @property
    def text(self) -> str:
        return "\n\n".join(text for _, text in self.paragraphs)

    @property
    def blocks(self) -> list[Block]:
        ends = accumulate(len(text) + 2 for _, text in self.paragraphs)
        return [
            Block(tag, text, end - len(text) - 2, end - 2)
            for (tag, text), end in zip(self.paragraphs, ends, strict=True)
        ]

    @property
    def cards(self) -> list[Card]:
        found = sorted(
            (self.text.index(quote), -len(quote), quote, look, statement)
            for quote, look, statement in self.marks
        )
        return [
            Card(_placed(number, start, start + len(quote), look), statement, quote, number % 3)
            for number, (start, _, quote, look, statement) in enumerate(found, start=1)
        ]


def _placed(number: int, start: int, end: int, look: str) -> Placed:
    return Placed(f"p{start}-{end}", f"c{start}-{end}", number, start, end, look)


def render(article: Article, template: str = "read.html", **more: object) -> str:
    """The page of an article, in the site's own frame, or a part of it."""
    cards = {card.placed.id: card for card in article.cards}
    placed = [card.placed for card in cards.values()]
    laid_out = lay_out(article.text, article.blocks, placed)
    pieces = [
        [(stretch.text, [cards[passage.id] for passage in stretch.ending]) for stretch in stretches]
        for stretches in laid_out
    ]
    context = {
        "article": article,
        "blocks": zip(article.blocks, pieces, strict=True),
        "cards": cards.values(),
        "passages": [{**asdict(passage), "revision": 1} for passage in placed],
        **more,
    }
    return _engine().get_template(template).render(Context(context))


def part(article: Article, statement: str) -> str:
    """The part of the page that is about one claim."""
    card = next(card for card in article.cards if card.statement == statement)
    return render(article, "answer.html", card=card)


def _engine() -> Engine:
    return Engine(
        dirs=[TEMPLATES, PAGES],
        libraries={
            "i18n": "django.templatetags.i18n",
            "static": "django.templatetags.static",
        },
    )
