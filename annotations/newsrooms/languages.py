"""Which language people are told things in."""

from django.utils.translation import get_supported_language_variant

from annotations.newsrooms.models import User


def language_of(user: User | None) -> str:
    """The language that `user` chose, as far as there is a catalogue for it; "" for none."""
    if user is None or not user.language:
        return ""
    try:
        return get_supported_language_variant(user.language)
    except LookupError:
        return ""
