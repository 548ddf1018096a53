"""A page's bytes -> what was found in it. Runs inside the confined process only."""

from collections.abc import Sequence

import trafilatura
from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from annotations.intake.blocks import Found, FoundBlock, well_formed
from annotations.intake.decoding import declared_in_markup, decode
from annotations.intake.limits import check_blocks, check_text
from annotations.intake.refusals import NothingToRead, Unreadable
from annotations.intake.webpage.alignment import kept, key
from annotations.intake.webpage.depth import capped
from annotations.intake.webpage.hidden import HiddenBy, hidden_by
from annotations.intake.webpage.judging import headline, judged
from annotations.intake.webpage.markup import RawBlock, raw_blocks
from annotations.intake.webpage.metadata import Metadata, metadata

# libxml2 drops text from depth 256 on; `capped` keeps pages far above this.
TOO_DEEP = 240


def read_page(data: bytes, url: str, declared_encoding: str) -> Found:
    """The blocks of a page in the order of the document, and what it says about itself."""
    encoding = declared_encoding or declared_in_markup(data)
    root = parsed(capped(well_formed(decode(data, encoding))))
    about = metadata(root, url)
    styles = hidden_by(element.text or "" for element in root.iter("style"))
    blocks = check_blocks(raw_blocks(root, styles))
    _take_out_hidden(root, styles)
    main = _main_blocks(blocks, _extracted(root, url))
    found = judged(blocks, main, about.title)
    check_text("".join(block.text for block in found))
    return _found(found, about, _title(blocks, main, about.title))


def parsed(html: str) -> HtmlElement:
    """The tree of `html`; refused where the parser would have lost text without a word."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = document_fromstring(html.encode(), parser=parser, ensure_head_body=True)
    except ParserError as empty:
        raise NothingToRead from empty
    if _depth(root) >= TOO_DEEP:
        raise Unreadable
    return root


def _depth(root: HtmlElement) -> int:
    deepest = 0
    below = [(root, 1)]
    while below:
        element, depth = below.pop()
        deepest = max(deepest, depth)
        below += [(child, depth + 1) for child in element]
    return deepest


def _take_out_hidden(root: HtmlElement, styles: HiddenBy) -> None:
    """Keep hidden text from the extractor, so that it cannot be taken for the article."""
    hidden = [e for e in root.iter() if isinstance(e.tag, str) and styles.hides(e)]
    for element in hidden:
        if element.getparent() is not None and element.tag not in {"html", "body"}:
            element.drop_tree()


def _extracted(root: HtmlElement, url: str) -> list[str]:
    """The lines of the article as trafilatura sees them, as keys for the alignment."""
    text = trafilatura.extract(
        root, url=url or None, include_comments=False, favor_precision=True, deduplicate=False
    )
    return [line for line in map(key, (text or "").split("\n")) if line]


def _main_blocks(blocks: Sequence[RawBlock], extracted: Sequence[str]) -> set[int]:
    """The indexes of the blocks of the article, before they are judged one by one.

    Where the extractor found nothing, all that is in view and in no region of its own.
    """
    found = kept(["" if block.hidden else key(block.text) for block in blocks], extracted)
    in_view = {i for i, block in enumerate(blocks) if not block.hidden and not block.region}
    return found or in_view


def _title(blocks: Sequence[RawBlock], main: set[int], said: str) -> str:
    """The headline as the page shows it, or else as its metadata says it."""
    place = headline(blocks, main, said)
    return said if place is None else " ".join(blocks[place].text.split())


def _found(blocks: Sequence[FoundBlock], about: Metadata, title: str) -> Found:
    return Found(
        blocks=tuple(blocks),
        title=title,
        publisher=about.publisher,
        author=about.author,
        published_on=about.published_on,
        language=about.language,
        canonical_url=about.canonical_url,
        origin="page",
    )
