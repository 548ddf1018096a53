"""What sort of change a passage went through: what a fact-checker would look at first. Pure."""

import re
from collections import Counter
from enum import StrEnum

_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*")
_WORD = re.compile(r"[\w'’]+")
_NEGATIONS = frozenset(
    word
    for language in (
        "no not never none nobody nothing neither nor cannot without",  # English
        "nicht nichts nie niemals niemand kein keine keinen keinem keiner keines ohne",  # German
        "ne pas jamais aucun aucune personne rien sans",  # French
        "no nunca nadie nada ningún ninguno ninguna sin",  # Spanish
        "non mai nessuno nessuna niente senza",  # Italian
        "não nunca nenhum nenhuma sem",  # Portuguese
        "değil yok hiç hiçbir",  # Turkish
        "не нет ни никогда никто ничего без",  # Russian
        "لا لم لن ليس ليست غير بدون",  # Arabic
        "نه نیست هیچ بدون",  # Persian
    )
    for word in language.split()
)


class Change(StrEnum):
    """The gravest difference between two wordings."""

    NUMBER = "number"
    NEGATION = "negation"
    WORDING = "wording"


def gravest_change(before: str, after: str) -> Change:
    """Numbers before negations, negations before all other words.

    >>> gravest_change("12 towns", "21 towns"), gravest_change("It rained.", "It did not rain.")
    (<Change.NUMBER: 'number'>, <Change.NEGATION: 'negation'>)
    """
    if _numbers(before) != _numbers(after):
        return Change.NUMBER
    return Change.NEGATION if _negations(before) != _negations(after) else Change.WORDING


def _numbers(text: str) -> Counter[str]:
    return Counter(_NUMBER.findall(text))


def _negations(text: str) -> int:
    words = (word.casefold().replace("’", "'") for word in _WORD.findall(text))
    return sum(word in _NEGATIONS or word.endswith("n't") for word in words)
