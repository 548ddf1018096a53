"""A document that was fetched or uploaded -> what was found in it."""

import re
from dataclasses import replace

from annotations import limits
from annotations.errors import gettext_noop
from annotations.intake.addresses import canonical_url
from annotations.intake.blocks import Found
from annotations.intake.decoding import decode
from annotations.intake.fetch import Fetched
from annotations.intake.formats import FORMATS, MEDIA_TYPES, PLAIN_TEXT, WEB_PAGE, Format
from annotations.intake.refusals import NothingToRead, TooLarge, Unsupported

SNIFFED = 4096
MOST_GARBAGE = 0.02

_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_BYTE_ORDER_MARK = re.compile(rb"\xef\xbb\xbf")
_GARBAGE = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_SIGNATURES = (
    (
        b"%PDF-",
        gettext_noop(
            "PDF files cannot be read yet: please paste the text, or upload .html or .txt."
        ),
    ),
    (
        b"PK\x03\x04",
        gettext_noop(
            "Word files cannot be read yet: please paste the text, or upload .html or .txt."
        ),
    ),
)


def from_upload(name: str, data: bytes) -> Found:
    """What is in an uploaded file, whose content decides before its `name` does.

    Raises TooLarge over 25 MiB, Unsupported with a sentence that names what works, and all
    that reading a page or a text raises.
    """
    if len(data) > limits.UPLOAD:
        raise TooLarge(gettext_noop("A file can have at most 25 MiB."))
    if not data.strip():
        raise NothingToRead
    for signature, says in _SIGNATURES:
        if data.startswith(signature):
            raise Unsupported(says)
    kind = _format_by_content(data) or _format_by_name(name)
    if kind is PLAIN_TEXT:
        _refuse_binary(data)
    return replace(kind.read(data, "", ""), origin="upload")


def from_fetched(page: Fetched) -> Found:
    """What is in a page that `fetch.fetch` brought."""
    kind = MEDIA_TYPES.get(page.content_type) or _format_by_content(page.body)
    if kind is None:
        raise Unsupported
    found = kind.read(page.body, page.final_url, page.charset)
    address = found.canonical_url or canonical_url(page.final_url)
    return replace(found, origin="page", canonical_url=address)


def _format_by_content(data: bytes) -> Format | None:
    start = _BYTE_ORDER_MARK.sub(b"", data[:SNIFFED], count=1)
    return WEB_PAGE if _MARKUP.match(start) else None


def _format_by_name(name: str) -> Format:
    for kind in FORMATS:
        if name.lower().endswith(kind.endings):
            return kind
    raise Unsupported


def _refuse_binary(data: bytes) -> None:
    """Refuse what is no text in any encoding, whatever its name ends with."""
    start = decode(data[:SNIFFED])
    if len(_GARBAGE.findall(start)) > MOST_GARBAGE * len(start):
        raise Unsupported
