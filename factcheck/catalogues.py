"""Catalogues of translations, with Babel: nothing of GNU's needs to be on the machine.

There are two in each language, as Django wants them: `django` holds what Python and templates
say, `djangojs` what scripts say.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

DOMAINS = ("django", "djangojs")
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
FOLDERS = {"django": ("annotations", "factcheck", "templates"), "djangojs": ("annotations",)}
METHODS = {
    ("django", ".py"): "python",
    ("django", ".html"): "template",
    ("django", ".txt"): "template",
    ("djangojs", ".js"): "javascript",
}


def found_in(root: Path, domain: str) -> Catalog:
    """What the code below `root` says in the words of `domain`, without translations."""
    found = Catalog(domain=domain, charset="utf-8", project="Factcheck")
    files = (path for name in FOLDERS[domain] for path in (root / name).rglob("*.*"))
    for path in sorted(files):
        method = METHODS.get((domain, path.suffix))
        if method is None or path.name.startswith("."):
            continue
        place = path.relative_to(root).as_posix()
        for _, message, comments, context in _said(path, method):
            found.add(message, locations=[(place, 0)], auto_comments=comments, context=context)
    return found


def _said(path: Path, method: str) -> Iterator[Any]:
    text = path.read_text(encoding="utf-8")
    if method == "template":
        # Each line for itself: to Python, the depth of what is left of a template is no sense.
        text = "\n".join(line.strip() for line in templatize(text).splitlines())
        method = "python"
    options = {"parse_template_string": True}  # what a script says inside `${}` counts as well
    yield from extract(method, BytesIO(text.encode()), KEYWORDS, ("Translators",), options)


def merge(folder: Path, locale: str, found: Catalog) -> Path:
    """Bring the translations of `locale` below `folder` up to what was found, and save them."""
    path = folder / locale / "LC_MESSAGES" / f"{found.domain}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        known = read_po(BytesIO(path.read_bytes()), locale=locale, domain=found.domain)
    else:
        known = Catalog(locale=locale, domain=found.domain, project="Factcheck", fuzzy=False)
    known.update(found, no_fuzzy_matching=False)
    with path.open("wb") as file:
        write_po(file, known, width=100, sort_output=True, include_lineno=False)
    return path


def compile_all(folder: Path) -> list[Path]:
    """Write the .mo file beside each .po file below `folder`; what is fuzzy is left out."""
    made = []
    for path in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        known = read_po(BytesIO(path.read_bytes()), locale=path.parts[-3], domain=path.stem)
        made.append(path.with_suffix(".mo"))
        with made[-1].open("wb") as file:
            write_mo(file, known)
    return made
