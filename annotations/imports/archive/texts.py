"""Articles and versions of an archive."""

from functools import lru_cache
from itertools import pairwise
from uuid import UUID

import msgspec

from annotations import limits
from annotations.articles.actions import TextTooLong, fingerprint
from annotations.articles.models import Article, Version
from annotations.errors import gettext_noop
from annotations.history.actions import record
from annotations.history.models import Kind
from annotations.imports.archive import lines
from annotations.imports.archive.ids import free
from annotations.imports.archive.people import People
from annotations.imports.archive.refusals import BrokenLine, MeansSomethingElse, NotInTheArchive
from annotations.imports.sentences import sentence
from annotations.intake.blocks import Kind as BlockKind
from annotations.intake.blocks import well_formed
from annotations.newsrooms.models import Member

KEPT = 4  # texts that are held at once


class Texts:
    """The versions that an archive tells of, in the newsroom of `by`."""

    def __init__(self, by: Member, people: People) -> None:
        self.by, self.people = by, people
        self._articles: dict[UUID, lines.Article] = {}
        self._versions: dict[UUID, UUID] = {}
        self._made: dict[UUID, UUID] = {}  # articles, by their ids in the archive
        self._read = lru_cache(KEPT)(Version.objects.visible_to(by).get)

    def note(self, given: lines.Article) -> None:
        """Remember the article until its first version comes: none is here without a text."""
        self._articles[given.id] = given

    def bring(self, given: lines.Version) -> None:
        """Add the version, and its article, unless the text is here.

        Raises NotInTheArchive, BrokenLine, TextTooLong, and MeansSomethingElse where the article
        is here with another text.
        """
        _refuse_broken(given)
        here = Version.objects.visible_to(self.by).filter(sha256=fingerprint(given.text))
        # An article may go back to a text that it had: each of its versions is one of its own.
        others = here.exclude(pk__in=self._versions.values())
        known = here.filter(pk=given.id).first() or others.order_by("number", "id").first()
        self._versions[given.id] = known.pk if known else self._add(given).pk

    def find(self, ident: UUID) -> Version:
        """The version that has this id in the archive, or here. Raises NotInTheArchive."""
        found = self._versions.get(ident, ident)
        if not Version.objects.visible_to(self.by).filter(pk=found).exists():
            says = gettext_noop("The version %(id)s stood in no line before and is not here.")
            raise NotInTheArchive(sentence(says, id=str(ident)))
        return self._read(pk=found)

    def _add(self, given: lines.Version) -> Version:
        article = self._article_of(given)
        return Version(
            id=free(Version, given.id),
            newsroom_id=self.by.newsroom_id,
            article=article,
            number=given.number,
            text=given.text,
            blocks=msgspec.to_builtins(given.blocks),
            sha256=fingerprint(given.text),
            origin=given.origin,
            captured_by=self.people.find(given.captured_by),
            captured_at=given.captured_at,
        ).add()

    def _article_of(self, given: lines.Version) -> Article:
        """The article of a version that is not here; new, unless others of its versions are."""
        told = self._articles.get(given.article)
        if told is None:
            says = gettext_noop("The article %(id)s stood in no line before.")
            raise NotInTheArchive(sentence(says, id=str(given.article)))
        here = Article.objects.visible_to(self.by)
        known = here.filter(pk=self._made.get(told.id, told.id)).first()
        known = known or (here.filter(url=told.url).first() if told.url else None)
        if known is None:
            made = self._add_article(told)
            self._made[told.id] = made.pk
            return made
        if known.versions.filter(number=given.number).exists():
            words = gettext_noop("The article “%(title)s” is here with another text.")
            says = sentence(words, title=known.title)
            raise MeansSomethingElse(says, article=str(known.pk))
        return known

    def _add_article(self, given: lines.Article) -> Article:
        values = msgspec.structs.asdict(given) | {"id": free(Article, given.id)}
        added_by = self.people.find(given.added_by)
        article = Article(newsroom_id=self.by.newsroom_id, **{**values, "added_by": added_by}).add()
        changes = {"title": [None, article.title]}
        record(Kind.ARTICLE_TAKEN_IN, article, by=self.by, changes=changes)
        return article


def _refuse_broken(given: lines.Version) -> None:
    """Raises what is wrong with a text, or with its blocks."""
    if len(given.text) > limits.TEXT:
        raise TextTooLong
    if not given.text.strip() or well_formed(given.text) != given.text:
        raise BrokenLine(
            gettext_noop("The text is empty, or holds characters that cannot be stored.")
        )
    places = [place for block in given.blocks for place in (block.start, block.end)]
    in_order = all(one <= other for one, other in pairwise([0, *places, len(given.text)]))
    if not in_order or not {block.kind for block in given.blocks} <= set(BlockKind):
        raise BrokenLine(gettext_noop("The blocks do not stand one after the other in the text."))
