"""From bytes to text: which encoding a document is in."""

import codecs
import re

from charset_normalizer import from_bytes

SAMPLE = 64 * 1024
META_WITHIN = 4096

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)

# Labels are read as browsers read them: the smaller sets as the larger ones around them.
_WIDER = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
_KNOWN = frozenset(
    {"utf-8", "big5hkscs", "cp866", "cp874", "cp932", "cp949", "euc_jp", "gb18030", "hz"}
    | {"iso2022_jp", "koi8-r", "koi8-u", "mac-cyrillic", "mac-roman", "utf-16", "utf-16-le"}
    | {"utf-16-be", *(f"cp125{n}" for n in range(9)), *(f"iso8859-{n}" for n in range(2, 17))}
)
_SEVEN_BITS = frozenset({"hz", "iso2022_jp"})


def decode(data: bytes, declared: str = "") -> str:
    """The text of `data`; bytes that mean nothing in its encoding become U+FFFD.

    A byte order mark decides; then valid UTF-8, which hardly ever happens by chance; then
    the `declared` encoding (of the HTTP header or the meta tag); then what the bytes look like.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    encoding = known(declared)
    if encoding.startswith("utf-16") or (data.isascii() and encoding in _SEVEN_BITS):
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(encoding or _looks_like(data), "replace")


def declared_in_markup(data: bytes) -> str:
    """The encoding that a page's own meta tag names, or ""."""
    named = _META.search(data[:META_WITHIN])
    label = named[1].decode("ascii") if named else ""
    # Who could read this tag does not read UTF-16; the HTML standard takes it for UTF-8.
    return "utf-8" if label.lower().startswith("utf-16") else label


def known(label: str) -> str:
    """Python's name of a text encoding we decode, or "" for any other label."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return ""
    name = _WIDER.get(name, name)
    return name if name in _KNOWN else ""


def _looks_like(data: bytes) -> str:
    # A sample may end inside a character: that alone must not make it another encoding.
    best = from_bytes(data[:SAMPLE]).best()
    return known(best.encoding) if best and known(best.encoding) else "cp1252"
