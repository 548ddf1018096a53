"""Finds the words of a page that are neither translated nor somebody's own."""

import re
from collections.abc import Iterator

from lxml import html

# What people wrote, what is no language, and what is not shown.
OWN = (
    "//bdi | //code | //kbd | //pre | //textarea | //script | //style"
    " | //body//*[@dir='auto' or @dir='ltr' or @translate='no']"
)
SPOKEN = ("aria-label", "title", "placeholder", "alt", "aria-description", "aria-valuetext")
NAMES = {  # of things that are called the same in every language
    *("Factcheck", "ClaimReview", "AVeriTeC", "English", "Íslenska", "https"),
    *("Supported", "Refuted", "Not Enough Evidence", "Conflicting Evidence/Cherrypicking"),
}
NAMING = {"title", "option"}  # they name things of users', and cannot hold a <bdi>
QUOTED = re.compile(r"“[^“”]*”")
TOLD = re.compile(r"⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[A-Za-z]{2,}")


def plain_words(page: bytes, names: set[str]) -> list[str]:
    """What of the page is in no translation. `names` are what users call themselves and things."""
    tree = html.document_fromstring(page)
    own = {part for one in tree.xpath(OWN) for part in one.iter()}
    found = []
    for part, said, is_attribute in _said(tree):
        naming = is_attribute or part.tag in NAMING or part.get("role") == "status"
        known = names if naming else set()
        if is_plain(said, names, known | NAMES, is_own=part in own):
            found.append(said)
    return found


def is_plain(said: str, names: set[str], known: set[str] = NAMES, *, is_own: bool = False) -> bool:
    """Whether `said` holds English.

    What is somebody's own may, and what a translated sentence quotes or names; words that are
    `known` may stand alone.

    >>> is_plain("⟦Ćĺáíɱ⟧ 3", set()), is_plain("Claim 3", set())
    (False, True)
    >>> is_plain("⟦Ada śéť “Half true”⟧", {"Ada"}), is_plain("⟦Ada śéť half true⟧", {"Ada"})
    (False, True)
    >>> is_plain("It is so.", set(), is_own=True), is_plain("⟦Íť íś⟧ so.", set(), is_own=True)
    (False, True)
    """
    if is_own and "⟦" not in said:
        return False
    before = None
    while said != before:
        before, said = said, TOLD.sub(lambda told: _left_of(told[0], names), said)
    return bool(WORD.search(_without(said, known)))


def _left_of(told: str, names: set[str]) -> str:
    """The words in a translated sentence that are neither translated nor somebody's own."""
    return " ".join(WORD.findall(_without(QUOTED.sub("", told), names)))


def _without(said: str, names: set[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        said = said.replace(name, "")
    return said


def _said(tree: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str, bool]]:
    """All that is shown or spoken: in which element, and whether in an attribute of it."""
    for part in tree.iter("*"):
        texts = [part.text, *(inside.tail for inside in part)]
        spoken = [part.get(name) for name in SPOKEN]
        if part.tag == "input" and part.get("type") in {"submit", "button", "reset"}:
            spoken.append(part.get("value"))
        for said in filter(str.strip, filter(None, texts)):
            yield part, said.strip(), False
        for said in filter(None, spoken):
            yield part, said.strip(), True
