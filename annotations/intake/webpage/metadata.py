"""What a page says about its article: title, publisher, author, date, language, address."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from lxml.html import HtmlElement
from trafilatura.metadata import extract_metadata

from annotations.intake import language
from annotations.intake.addresses import canonical_url, parse
from annotations.intake.blocks import clean
from annotations.intake.refusals import BadAddress

LONGEST = 300

_SPACES = re.compile(r"\s+")
_BETWEEN_AUTHORS = re.compile(r"\s*[;|]\s*")
_SITE_AFTER_TITLE = re.compile(r"\s+[-–—|·•:»«]+\s+")


@dataclass(frozen=True)
class Metadata:
    """As far as the page says; what it does not say is empty."""

    title: str
    publisher: str
    author: str
    published_on: date | None
    language: str
    canonical_url: str


def metadata(root: HtmlElement, url: str) -> Metadata:
    """What the page under `root` says about itself; `url` is where it was found, or ""."""
    said = extract_metadata(root, default_url=url or None)
    publisher = _line(said.sitename)
    return Metadata(
        title=_without_site(_line(said.title), publisher),
        publisher=publisher,
        author=_authors(_line(said.author), publisher),
        published_on=_day(said.date),
        language=_language(root),
        canonical_url=_address(root, url),
    )


def _line(text: str | None) -> str:
    return _SPACES.sub(" ", clean(text or ""))[:LONGEST].strip()


def _without_site(title: str, publisher: str) -> str:
    """`title` without the publisher's name at its end or its beginning."""
    parts = _SITE_AFTER_TITLE.split(title)
    if publisher and len(parts) > 1:
        if parts[-1].casefold() == publisher.casefold():
            return title[: -len(parts[-1])].rstrip(" -–—|·•:»«")
        if parts[0].casefold() == publisher.casefold():
            return title[len(parts[0]) :].lstrip(" -–—|·•:»«")
    return title


def _authors(written: str, publisher: str) -> str:
    """The names, once each, without the site's own."""
    no_names = {"", "none", "admin", "editor", "staff", publisher.casefold()}
    names = [name for name in _BETWEEN_AUTHORS.split(written) if name.casefold() not in no_names]
    return ", ".join(dict.fromkeys(names))


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


def _language(root: HtmlElement) -> str:
    """The tag on the `html` element, or in a meta element that says the same."""
    written = [root.get("lang"), root.get("xml:lang")]
    written += root.xpath("//meta[@http-equiv='content-language' or @name='language']/@content")
    written += root.xpath("//meta[@property='og:locale']/@content")
    return next(filter(None, (language.tag(tag or "") for tag in written)), "")


def _address(root: HtmlElement, url: str) -> str:
    """The canonical address the page names, if it is on the site the page came from.

    A page that was not fetched has only its own word; otherwise a page of one site could
    pass for an article of another.
    """
    for named in _named_addresses(root, url):
        if not url or _same_site(named, url):
            return named
    try:
        return canonical_url(url) if url else ""
    except BadAddress:
        return ""


def _named_addresses(root: HtmlElement, url: str) -> Iterator[str]:
    written: Sequence[str] = [
        *root.xpath("//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href"),
        *root.xpath("//meta[@property='og:url']/@content"),
    ]
    for address in written:
        try:
            yield canonical_url(urljoin(url, address.strip()))
        except (BadAddress, ValueError):
            continue


def _same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one host, or of two that differ in a first label only.

    >>> _same_site("https://news.example/a", "https://www.news.example/b")
    True
    """
    hosts = [parse(address).host.removeprefix("www.") for address in (one, other)]
    shorter, longer = sorted(hosts, key=len)
    return longer == shorter or (longer.endswith(f".{shorter}") and "." in shorter)
