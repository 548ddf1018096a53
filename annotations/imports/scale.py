"""Which of the newsroom's ratings is meant by a rating from elsewhere. Never a guess."""

from collections.abc import Iterable, Mapping

from annotations.imports.items import Judged
from annotations.verdicts.models import Rating


class Scale:
    """The ratings in use, and what those in the file are called here: {name there: key here}."""

    def __init__(self, ratings: Iterable[Rating], called: Mapping[str, str]) -> None:
        self.ratings = list(ratings)
        self.called = {name.casefold(): key for name, key in called.items()}

    def meant(self, judged: Judged) -> Rating | None:
        """The one rating that is meant: as the importer says, by key, label, place on the same
        scale, or AVeriTeC label. None where several or none could be."""
        named = [name for name in (judged.key, judged.label, judged.averitec_label) if name]
        for name in named:
            if name.casefold() in self.called:
                return self._only("key", self.called[name.casefold()])
        return (
            self._only("key", judged.key)
            or self._labelled(judged.label)
            or self._numbered(judged)
            or self._only("averitec_label", judged.averitec_label)
        )

    def _only(self, field: str, value: object) -> Rating | None:
        found = [rating for rating in self.ratings if value and getattr(rating, field) == value]
        return found[0] if len(found) == 1 else None

    def _labelled(self, label: str) -> Rating | None:
        labels = [one for one in self.ratings if one.label.casefold() == label.casefold()]
        return labels[0] if len(labels) == 1 else None

    def _numbered(self, judged: Judged) -> Rating | None:
        """By its number, where the scales have the same ends and no label says otherwise."""
        numbers = [one.claim_review_number for one in self.ratings if one.claim_review_number]
        if (
            judged.label
            or not numbers
            or (judged.worst, judged.best) != (min(numbers), max(numbers))
        ):
            return None
        return self._only("claim_review_number", judged.number)
