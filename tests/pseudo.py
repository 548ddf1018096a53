"""A language that nobody speaks: what went through gettext shows, and what did not shows too.

`make(folder)` writes catalogues in which every message stands between ⟦ and ⟧, in accented
letters: for Icelandic, written from the left, and for Arabic, written from the right.
"""

import re
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from factcheck.catalogues import DOMAINS, found_in

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = [("en", "English"), ("is", "Íslenska"), ("ar", "العربيّة")]
KEPT = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{[^}]*\}|<[^>]+>|&\w+;)")
ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀćđéƒǵĥíĵķĺɱńóƥɋŕśťúṽŵẋýžÁɃĆĐÉƑǴĤÍĴĶĹṀŃÓƤɊŔŚŤÚṼŴẊÝŽ",
)
OTHERS = {"django": ("django/conf", "django/contrib/auth", "allauth"), "djangojs": ()}


def pseudo(message: str) -> str:
    """The message as our language has it; what is filled in, and markup, stays as it is.

    >>> pseudo("%(count)d <b>claims</b>")
    '⟦%(count)d <b>ćĺáíɱś</b>⟧'
    """
    parts = KEPT.split(message)
    told = (part if number % 2 else part.translate(ACCENTED) for number, part in enumerate(parts))
    return f"⟦{''.join(told)}⟧"


def make(folder: Path) -> None:
    for domain in DOMAINS:
        messages = [*found_in(ROOT, domain), *_said_by_others(domain)]
        for locale in ("is", "ar"):
            made = Catalog(locale=locale, domain=domain)
            for one in messages:
                if one.id:
                    made.add(one.id, string=_told(one.id, made.num_plurals), context=one.context)
            path = folder / locale / "LC_MESSAGES" / f"{domain}.mo"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_mo(file, made)


def _told(message: str | tuple[str, ...], plurals: int) -> str | tuple[str, ...]:
    if isinstance(message, str):
        return pseudo(message)
    one, many = map(pseudo, message)
    return (one, *[many] * (plurals - 1))


def _said_by_others(domain: str) -> list[object]:
    """What Django and allauth say, from their own English catalogues."""
    found: list[object] = []
    for name in OTHERS[domain]:
        package, *inside = name.split("/")
        spec = find_spec(package)
        place = Path(spec.origin or "").parent.joinpath(*inside, "locale/en/LC_MESSAGES")
        found += read_po(BytesIO((place / f"{domain}.po").read_bytes()), locale="en")
    return found
