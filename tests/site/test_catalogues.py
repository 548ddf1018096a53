"""What there is to translate is found, kept and compiled, with nothing but Python."""

from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from factcheck.catalogues import compile_all, found_in, merge
from factcheck.languages import offered

PYTHON = 'from django.utils.translation import gettext_lazy as _\nsays = _("Marked.")\n'
TEMPLATE = """{% load i18n %}{% translate "Queue" %}
  {% blocktranslate count n=n trimmed %}
    {{ n }} claim
  {% plural %}
    {{ n }} claims
  {% endblocktranslate %}
"""
SCRIPT = 'gettext("Live"); ngettext("%(n)s key", "%(n)s keys", 2); tell(`${gettext("Kept.")} !`);\n'


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A small project."""
    files = {
        "annotations/actions.py": PYTHON,
        "annotations/static/words.js": SCRIPT,
        "templates/page.html": TEMPLATE,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_words_are_found_in_python_templates_and_scripts(code: Path) -> None:
    assert {
        domain: [message.id for message in found_in(code, domain) if message.id]
        for domain in ("django", "djangojs")
    } == {
        "django": ["Marked.", "Queue", ("%(n)s claim", "%(n)s claims")],
        "djangojs": ["Live", ("%(n)s key", "%(n)s keys"), "Kept."],
    }


def test_what_was_translated_stays_when_the_code_changes(code: Path) -> None:
    locale = code / "locale"
    path = merge(locale, "de", found_in(code, "django"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('msgid "Queue"\nmsgstr ""', 'msgid "Queue"\nmsgstr "Liste"'))
    (code / "annotations/more.py").write_text('gettext("New.")\n', encoding="utf-8")

    merge(locale, "de", found_in(code, "django"))

    with path.open("rb") as file:
        known = read_po(file, locale="de")
    assert known["Queue"].string == "Liste"
    assert known["New."].string == ""


def test_a_language_is_offered_once_its_catalogue_is_compiled(code: Path) -> None:
    locale = code / "locale"
    path = merge(locale, "de", found_in(code, "django"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('msgid "Queue"\nmsgstr ""', 'msgid "Queue"\nmsgstr "Liste"'))
    assert offered(locale) == [("en", "English")]

    (made,) = compile_all(locale)

    assert offered(locale) == [("en", "English"), ("de", "Deutsch")]
    with made.open("rb") as file:
        assert GNUTranslations(file).gettext("Queue") == "Liste"


def test_every_catalogue_in_the_repository_is_compiled_as_it_is_written(tmp_path: Path) -> None:
    folder = Path(__file__).resolve().parents[2] / "locale"
    for path in folder.glob("*/LC_MESSAGES/*.po"):
        copy = tmp_path / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())

    made = compile_all(tmp_path)

    stale = [
        str(path.relative_to(tmp_path))
        for path in made
        if not (folder / path.relative_to(tmp_path)).exists()
        or path.read_bytes() != (folder / path.relative_to(tmp_path)).read_bytes()
    ]
    assert stale == []
