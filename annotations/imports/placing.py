"""Finding the words of an item in the articles that are here."""

import re
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from annotations.anchoring.relocating import How, Placing, relocate
from annotations.anchoring.selectors import Quote
from annotations.articles.models import Article, Version
from annotations.claims.bringing import Spot
from annotations.imports.items import Place
from annotations.imports.reports import NO_ARTICLE, PlaceReport
from annotations.intake.addresses import canonical_url
from annotations.intake.refusals import BadAddress
from annotations.newsrooms.models import Member

KEPT = 4  # articles whose texts are held at once
_OUR_ARTICLE = re.compile(r".*/api/v1/newsrooms/[^/]+/articles/([0-9a-f-]{36})/?")


class Found(NamedTuple):
    """`spot` is None where the words were not found, or only words that are nearly the same and
    are not asked for."""

    spot: Spot | None
    report: PlaceReport


class Library:
    """The articles of a member's newsroom, by their addresses."""

    def __init__(self, member: Member, *, approximate: bool) -> None:
        self.member, self.approximate = member, approximate
        self._versions = lru_cache(KEPT)(self._read)

    def find(self, place: Place) -> Found:
        """Where the words stand: in the version that is named if they do, else in the newest
        version of the article in which they can be found."""
        versions = self._versions(place.address)
        named = self._as_named(place, versions)
        if named:
            return self._found(place, *named)
        if not versions:
            return Found(None, PlaceReport(NO_ARTICLE, place.exact, place.address))
        wanted = Quote(place.exact, place.prefix, place.suffix)
        tried = [(version, relocate(version.text, wanted)) for version in versions]
        return self._found(place, *min(tried, key=lambda pair: _RANK[pair[1].how]))

    def _found(self, place: Place, version: Version, placing: Placing) -> Found:
        is_taken = placing.is_certain or (self.approximate and placing.how is How.APPROXIMATELY)
        report = PlaceReport(
            str(placing.how),
            place.exact,
            place.address,
            score=placing.score,
            found=version.text[placing.start : placing.end],
            version=version.pk,
        )
        return Found(Spot(version, placing.start, placing.end) if is_taken else None, report)

    def _as_named(self, place: Place, versions: list[Version]) -> tuple[Version, Placing] | None:
        """The place that is named in a version of ours, if these very words stand there."""
        if place.start is None:
            return None
        end = place.start + len(place.exact)
        for version in versions:
            is_named = str(version.pk) == place.version
            if is_named and version.text[place.start : end] == place.exact:
                return version, Placing(How.EXACTLY, place.start, end, score=1.0)
        return None

    def _read(self, address: str) -> list[Version]:
        """The versions of the article with this address, the newest first, with their texts."""
        ours = _OUR_ARTICLE.fullmatch(address)
        articles = Article.objects.visible_to(self.member)
        try:
            found = articles.filter(pk=UUID(ours[1])) if ours else articles.none()
            found = found or articles.filter(url=canonical_url(address))
        except (BadAddress, ValueError):
            return []
        versions = Version.objects.filter(article__in=found).select_related("article")
        return list(versions.order_by("-number"))


_RANK = {how: rank for rank, how in enumerate(How)}
