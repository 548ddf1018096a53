"""Ratings and sources of an archive."""

from uuid import UUID

import msgspec

from annotations.errors import gettext_noop
from annotations.evidence.actions import SourceDetails, find_source
from annotations.evidence.models import Source
from annotations.history.actions import Changes, record
from annotations.history.models import Kind
from annotations.imports.archive import lines
from annotations.imports.archive.ids import free
from annotations.imports.archive.people import People
from annotations.imports.archive.refusals import BrokenLine, MeansSomethingElse, NotInTheArchive
from annotations.imports.sentences import sentence
from annotations.newsrooms.models import Member
from annotations.verdicts.models import SIGNS, Assessment, Rating


class Ratings:
    """The ratings that an archive tells of, on the scale of the newsroom of `by`."""

    def __init__(self, by: Member) -> None:
        self.by = by
        self.here = {one.key: one for one in Rating.objects.visible_to(by)}
        self.is_used = Assessment.objects.filter(newsroom_id=by.newsroom_id).exists()

    def bring(self, given: lines.Rating) -> None:
        """Have the rating on the scale. Where nobody has rated anything yet, it takes the place
        of those with its key or label. Raises MeansSomethingElse, BrokenLine, Duplicate.
        """
        known = self.here.get(given.key)
        if known and (self.is_used or known.pk == given.id):
            self.find(given)
            return
        if given.sign not in SIGNS:
            says = sentence(gettext_noop("There is no sign “%(sign)s”."), sign=given.sign[:10])
            raise BrokenLine(says)
        if not self.is_used:
            self._make_room(given)
        values = msgspec.structs.asdict(given) | {"id": free(Rating, given.id)}
        added = Rating(newsroom_id=self.by.newsroom_id, **values).add()
        self.here[given.key] = added
        changes: Changes = {name: [None, getattr(given, name)] for name in ("key", "label")}
        record(Kind.RATING_ADDED, added, by=self.by, changes=changes)

    def _make_room(self, given: lines.Rating) -> None:
        label = given.label.casefold()
        for one in list(self.here.values()):
            if one.key == given.key or one.label.casefold() == label:
                self.here.pop(one.key).delete()

    def find(self, given: lines.Rated) -> Rating:
        """The rating with this key, if it means the same. Raises MeansSomethingElse."""
        known = self.here.get(given.key)
        if known is None:
            says = gettext_noop("There is no rating “%(name)s” here.")
            raise NotInTheArchive(sentence(says, name=given.key[:60]))
        meanings = [
            (one.label, one.claim_review_number, one.averitec_label) for one in (known, given)
        ]
        if meanings[0] != meanings[1]:
            words = gettext_noop("The rating “%(name)s” means something else here.")
            says = sentence(words, name=given.key[:60])
            raise MeansSomethingElse(says, rating=given.key)
        return known


class Sources:
    """The sources that an archive tells of, in the newsroom of `by`."""

    def __init__(self, by: Member, people: People) -> None:
        self.by, self.people = by, people
        self._known: dict[UUID, UUID] = {}

    def bring(self, given: lines.Source) -> None:
        """Add the source, unless it is here."""
        self._known[given.id] = (self._here(given) or self._add(given)).pk

    def find(self, given: lines.Sourced) -> UUID:
        """The id that the source has here. Raises NotInTheArchive."""
        if given.id not in self._known:
            known = self._here(given)
            if known is None:
                says = gettext_noop("The source %(id)s stood in no line before.")
                raise NotInTheArchive(sentence(says, id=str(given.id)))
            self._known[given.id] = known.pk
        return self._known[given.id]

    def _here(self, given: lines.Sourced) -> Source | None:
        sources = Source.objects.visible_to(self.by)
        details = SourceDetails(given.kind, given.title, given.url, author=given.author)
        by_id = sources.filter(pk=given.id).first()
        return by_id or find_source(newsroom_id=self.by.newsroom_id, details=details, url=given.url)

    def _add(self, given: lines.Source) -> Source:
        values = msgspec.structs.asdict(given) | {"id": free(Source, given.id)}
        added_by = self.people.find(given.added_by)
        source = Source(newsroom_id=self.by.newsroom_id, **{**values, "added_by": added_by}).add()
        changes = {"title": [None, source.title], "url": [None, source.url]}
        record(Kind.SOURCE_ADDED, source, by=self.by, changes=changes)
        return source
