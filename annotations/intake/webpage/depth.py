"""Capping how deep elements nest, before any parser sees the page.

libxml2 drops all text from depth 256 on and says nothing; other tools grow quadratic. So one
linear scan follows the tags and takes out those that would nest deeper than the cap. Their
text stays, and an empty line stands where a block began, so that blocks stay apart.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from annotations.intake.webpage.elements import BLOCKS, RAW, VOID

CAP = 200

# Opening the first closes the second, if that is the innermost open element.
_CLOSES = {
    "dd": {"dd", "dt"},
    "dt": {"dd", "dt"},
    "li": {"li"},
    "option": {"option"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"td", "th", "tr"},
}

_NAME = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*)")
_QUOTE_OR_END = re.compile(r"[>\"']")


@dataclass(frozen=True)
class Tag:
    """A start or end tag in a page: `html[start:end]` is all of it, brackets included."""

    name: str
    is_end: bool
    is_empty: bool
    start: int
    end: int


def capped(html: str, cap: int = CAP) -> str:
    """`html` without the tags that nest deeper than `cap`; the same string if none do."""
    parts: list[str] = []
    kept_to = 0
    nesting = _Nesting(cap)
    for tag in tags(html):
        if nesting.keeps(tag):
            continue
        between = html[kept_to : tag.start]
        is_new_line = tag.name in BLOCKS and not tag.is_end and (not parts or between.strip())
        parts += [between, "<br><br>" if is_new_line else ""]
        kept_to = tag.end
    return "".join([*parts, html[kept_to:]]) if parts else html


class _Nesting:
    """The elements open at one place of a page, and those that were taken out around it."""

    def __init__(self, cap: int) -> None:
        self.cap = cap
        self.open: list[str] = []
        self.taken_out: Counter[str] = Counter()

    def keeps(self, tag: Tag) -> bool:
        """Follow `tag`; whether it stays in the page."""
        if tag.is_end:
            return self._close(tag.name)
        if tag.is_empty or tag.name in VOID or tag.name in RAW:
            return True
        while self.open and not self.taken_out and _closes(tag.name, self.open[-1]):
            self.open.pop()
        if len(self.open) >= self.cap:
            self.taken_out[tag.name] += 1
            return False
        self.open.append(tag.name)
        return True

    def _close(self, name: str) -> bool:
        if name in self.taken_out:
            self.taken_out[name] -= 1
            if not self.taken_out[name]:
                del self.taken_out[name]
            return False
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place] == name:
                del self.open[place:]
                self.taken_out.clear()
                break
            if name not in BLOCKS and self.open[place] in BLOCKS:
                # An inline element's end tag does not reach out of a block.
                break
        return True


def _closes(name: str, innermost: str) -> bool:
    if innermost == "p":
        return name in BLOCKS
    return innermost in _CLOSES.get(name, ())


def tags(html: str) -> Iterator[Tag]:
    """The tags of `html` in order; comments and the content of scripts hold none."""
    at = html.find("<")
    while at >= 0:
        opening = _NAME.match(html, at)
        if not opening:
            at = html.find("<", _after_markup(html, at))
            continue
        end = _end_of_tag(html, opening.end())
        if end < 0:
            return
        name = opening["name"].lower()
        yield Tag(name, bool(opening["end"]), html[end - 2] == "/", at, end)
        if name in RAW and not opening["end"]:
            end = _end_of_raw_text(html, name, end)
        at = html.find("<", end)


def _after_markup(html: str, at: int) -> int:
    """Where the comment, the declaration or the lone `<` at `at` is over."""
    if html.startswith("<!--", at):
        end = html.find("-->", at + 2)
        return len(html) if end < 0 else end + 3
    if html.startswith(("<!", "<?", "</"), at):
        end = html.find(">", at)
        return len(html) if end < 0 else end + 1
    return at + 1


def _end_of_tag(html: str, at: int) -> int:
    """Just after the `>` that ends the tag, or -1: a quoted value may hold others."""
    while stop := _QUOTE_OR_END.search(html, at):
        if stop[0] == ">":
            return stop.end()
        at = stop.end()
        if _is_after_equals(html, stop.start()):
            at = html.find(stop[0], at) + 1
            if not at:
                return -1
    return -1


def _is_after_equals(html: str, at: int) -> bool:
    at -= 1
    while html[at].isspace():
        at -= 1
    return html[at] == "="


def _end_of_raw_text(html: str, name: str, at: int) -> int:
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, at)
    return end.start() if end else len(html)
