"""What a page says of a refusal, in the reader's language."""

from django.utils.translation import gettext

from annotations.errors import Refusal


def told(refusal: Refusal) -> str:
    """Its sentence. Those of modules that know no Django are translated here, the others were."""
    return gettext(str(refusal))


def told_in_full(refusal: Refusal) -> str:
    """Its sentence, and those on single fields."""
    fields: dict[str, list[str]] = refusal.details.get("fields", {})
    return " ".join([told(refusal), *(str(says) for one in fields.values() for says in one)])
