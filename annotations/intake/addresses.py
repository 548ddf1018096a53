"""Web addresses: which ones we accept, and the one spelling that identifies an article."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

import idna

from annotations.intake.refusals import BadAddress

PORTS = {"http": 80, "https": 443}
MOST_CHARACTERS = 4_096

# Parameters that say how a reader came to the page, not which page it is.
_TRACKING = """
_ga _gl _hsenc _hsmi at_campaign at_medium cmpid dclid fbclid ftag gbraid gclid gclsrc guccounter
guce_referrer guce_referrer_sig icid igsh igshid ito li_fat_id mc_cid mc_eid mibextid mkt_tok
msclkid ncid ns_campaign ns_mchannel ns_source oly_anon_id oly_enc_id s_cid smid srsltid taid
ttclid twclid vero_id wbraid wt_mc wt_zmc xtor yclid
"""
TRACKING = frozenset(_TRACKING.split())
TRACKING_PREFIXES = ("utm_", "hsa_", "mtm_", "pk_", "piwik_", "matomo_")

_NOT_IN_URLS = re.compile(r"[\x00-\x1f\x7f-\x9f\\\u2028\u2029\ud800-\udfff]")
_LAST_LABEL_IS_A_NUMBER = re.compile(r"(?:.*\.)?(?:0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)
_PLAIN_HOST = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = "%/:@!$&'()*+,;=-._~"


@dataclass(frozen=True)
class Address:
    """An http(s) URL in its parts: `host` as it goes on the wire (ASCII, IPv6 without brackets).

    `port` is None where it is the scheme's own.
    """

    scheme: str
    host: str
    port: int | None
    path: str
    query: str

    @property
    def authority(self) -> str:
        """Host and port as a Host header and a URL write them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port is None else f"{host}:{self.port}"

    @property
    def target(self) -> str:
        """Path and query, as a request line writes them."""
        return f"{self.path}?{self.query}" if self.query else self.path

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


def parse(url: str) -> Address:
    """`url` in its parts, spelt the one way; refused unless it is a plain http(s) address.

    Without user name and password, without numbers that stand for a host (`2130706433`,
    `0x7f.1`, circled digits): their readers disagree on where they lead.
    """
    url = url.strip(" \t\r\n\f")
    if len(url) > MOST_CHARACTERS or _NOT_IN_URLS.search(url):
        raise BadAddress
    try:
        split = urlsplit(url)
        port = split.port
    except ValueError as unparsable:
        raise BadAddress from unparsable
    scheme = split.scheme.lower()
    if scheme not in PORTS or "@" in split.netloc or port == 0:
        raise BadAddress
    return Address(
        scheme=scheme,
        host=_host(split),
        port=None if port == PORTS[scheme] else port,
        path=_without_dots(_escaped(split.path)) or "/",
        query=_escaped(split.query, also_safe="?"),
    )


def canonical_url(url: str) -> str:
    """The spelling of `url` under which an article is known: same page, same string.

    Scheme and host in lower case, the default port, dot segments, fragment and tracking
    parameters dropped; the path's case and the rest of the query stay as they are.

    >>> canonical_url("HTTPS://News.Example:443/a/../B?id=7&utm_source=x#top")
    'https://news.example/B?id=7'
    """
    address = parse(url)
    kept = [pair for pair in address.query.split("&") if pair and not _is_tracking(pair)]
    return str(Address(address.scheme, address.host, address.port, address.path, "&".join(kept)))


def _host(split: SplitResult) -> str:
    """The host in ASCII and lower case, or a refusal."""
    host = (split.hostname or "").rstrip(".")
    if split.netloc.startswith("["):
        return _ipv6(host)
    ascii_host = _ascii(host)
    if _LAST_LABEL_IS_A_NUMBER.fullmatch(ascii_host) and not _is_dotted_quad(host):
        raise BadAddress
    return ascii_host


def _ascii(host: str) -> str:
    try:
        return idna.encode(host, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError) as unknown:
        # Host names with an underscore are outside IDNA, but exist.
        if len(host) > 253 or not _PLAIN_HOST.fullmatch(host):
            raise BadAddress from unknown
        return host


def _ipv6(host: str) -> str:
    try:
        address = ipaddress.IPv6Address(host)
    except ValueError as not_an_address:
        raise BadAddress from not_an_address
    if address.scope_id:
        raise BadAddress
    return address.compressed


def _is_dotted_quad(host: str) -> bool:
    try:
        return str(ipaddress.IPv4Address(host)) == host
    except ValueError:
        return False


def _is_tracking(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


def _escaped(part: str, also_safe: str = "") -> str:
    """`part` in ASCII: other characters escaped, escapes of unreserved characters undone."""
    quoted = quote(_STRAY_PERCENT.sub("%25", part), safe=_PATH_SAFE + also_safe)
    return _ESCAPE.sub(_respelt, quoted)


def _respelt(escape: re.Match[str]) -> str:
    byte = int(escape[1], 16)
    return chr(byte) if byte in _UNRESERVED else escape[0].upper()


def _without_dots(path: str) -> str:
    """`path` with `.` and `..` resolved as RFC 3986, section 5.2.4, has it."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments and segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)
