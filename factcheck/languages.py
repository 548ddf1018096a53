"""In which languages the interface is there: those that have a compiled catalogue."""

from pathlib import Path

from django.conf.locale import LANG_INFO

SOURCE = "en"  # the language of the code, which needs no catalogue


def offered(folder: Path) -> list[tuple[str, str]]:
    """The languages of the catalogues below `folder`, each with its name in itself.

    A folder there is named as Django names locales: de, pt_BR, zh_Hans.
    """
    found = {path.parts[-3] for path in folder.glob("*/LC_MESSAGES/django.mo")}
    codes = {name.replace("_", "-").lower() for name in found} & set(LANG_INFO) - {SOURCE}
    return [(code, LANG_INFO[code]["name_local"]) for code in [SOURCE, *sorted(codes)]]
