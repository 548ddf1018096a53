"""Text that a page holds but does not show. It is a way to put words into an article's mouth.

We see what the page itself says: attributes, inline styles, and rules of its own style
sheets for a single class or id. Style sheets elsewhere and scripts we do not see.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

MOST_RULES = 20_000
MOST_STYLE_CHARACTERS = 2_000_000

_DECLARATION_THAT_HIDES = re.compile(
    r"(?:^|[;{\s])(?:"
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0?\.?0+\s*(?=[;!}]|$)"
    r"|font-size\s*:\s*0+(?:\.0+)?(?:px|pt|r?em|%)?\s*(?=[;!}]|$)"
    r"|text-indent\s*:\s*-\d{3,}|(?:left|top|right)\s*:\s*-\d{4,}px"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)"
    r"|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r")",
    re.IGNORECASE,
)
_ZERO_SIZE = re.compile(
    r"(?:^|[;\s])(?:max-)?(?:width|height)\s*:\s*[01](?:px)?\s*(?=[;!]|$)", re.IGNORECASE
)
_OVERFLOW = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_DISPLAYS = re.compile(r"(?:^|[;\s])(?:display|visibility)\s*:", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CLASS_OR_ID = re.compile(r"[.#][A-Za-z_][\w-]*")


@dataclass(frozen=True)
class HiddenBy:
    """The classes and ids that a page's own style sheets hide, spelt `.class` and `#id`."""

    selectors: frozenset[str] = frozenset()

    def hides(self, element: HtmlElement) -> bool:
        """Whether `element` itself is hidden; what stands in it is hidden with it."""
        attributes = element.attrib
        if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
            return True
        if element.tag == "dialog" and "open" not in attributes:
            return True
        if style_hides(attributes.get("style", "")):
            return True
        if not self.selectors:
            return False
        classes = (f".{name}" for name in attributes.get("class", "").split())
        return f"#{attributes.get('id', '')}" in self.selectors or any(
            name in self.selectors for name in classes
        )


def style_hides(style: str) -> bool:
    """Whether these declarations keep a reader from seeing the text.

    >>> style_hides("color: red; display : none"), style_hides("opacity: 0.5")
    (True, False)
    """
    if not style:
        return False
    if _DECLARATION_THAT_HIDES.search(style):
        return True
    return bool(_ZERO_SIZE.search(style) and _OVERFLOW.search(style))


def hidden_by(style_sheets: Iterable[str]) -> HiddenBy:
    """What the rules of a page hide for every reader; rules for some screens do not count."""
    hiding: set[str] = set()
    for sheet in style_sheets:
        for selectors, declarations in islice(_rules(sheet), MOST_RULES):
            names = {name.strip() for name in selectors.split(",")}
            if style_hides(declarations):
                hiding |= {name for name in names if _CLASS_OR_ID.fullmatch(name)}
            elif _DISPLAYS.search(declarations):
                hiding -= names
    return HiddenBy(frozenset(hiding))


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules that stand in no `@media` or other block."""
    sheet = _COMMENT.sub(" ", sheet[:MOST_STYLE_CHARACTERS])
    depth = since = opened = nested = 0
    for brace in re.finditer(r"[{}]", sheet):
        depth = max(0, depth + (1 if brace[0] == "{" else -1))
        if brace[0] == "{" and depth == 1:
            opened, nested = brace.end(), 0
        elif brace[0] == "{" and depth == 2 and not nested:
            nested = brace.start()
        elif depth == 0:
            selectors = sheet[since : opened - 1].strip()
            since = brace.end()
            if not selectors.startswith("@"):
                # What stands in a nested rule is not said of this one.
                yield selectors, sheet[opened : nested or brace.start()]
