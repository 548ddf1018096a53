"""What would stay read if a text became the next version of an article, before it does."""

from annotations.anchoring.carrying import Successor
from annotations.articles.models import Version
from annotations.coverage.surviving import Survival, survival
from annotations.coverage.versions import readings_in, sentences_in


def stay_read(newest: Version, text: str, *, language: str) -> Survival:
    """How many sentences that were read without a claim in the `newest` version stay read."""
    readings = readings_in(newest)
    if not readings:
        return Survival(0, 0)
    sentences = sentences_in(newest, language=language)
    return survival(readings, sentences, Successor(newest.text, text))
