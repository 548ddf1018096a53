"""Streams that are told at the same moment, and see different things."""

from typing import Any

import pytest

from annotations.claims.models import Claim
from annotations.newsrooms.models import Member
from tests import factories
from tests.feed.streams import LiveSite, Reader, listening, streamed, things
from tests.feed.waiting import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


def test_each_is_told_what_they_see_however_many_are_told_at_the_same_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    admin = factories.newsroom("lindau")[1]
    cem, dora, eve = (Reader(factories.member(admin.newsroom)) for _ in range(3))
    version = factories.version(admin)
    kept = "Kept from Eve."
    rows = type(Claim.objects.all())
    whole = rows.visible_to

    def visible_to(self: Any, member: Member) -> Any:
        seen = whole(self, member)
        return seen.exclude(statement=kept) if member == eve.member else seen

    monkeypatch.setattr(rows, "visible_to", visible_to)
    monkeypatch.setattr(rows, "once_visible_to", visible_to)

    async def play(site: LiveSite) -> tuple[Any, list[Any]]:
        async with site.stream(cem) as one, site.stream(dora) as other, site.stream(eve) as third:
            streams = (one, other, third)
            for stream in streams:
                await stream.told()
            await listening(site)
            hidden = await meanwhile(lambda: factories.claim(admin, version, statement=kept))
            told = [things(await stream.told()) for stream in streams[:2]]
            shown = await meanwhile(lambda: factories.claim(admin, version, "The council"))
            return (hidden.pk, shown.pk), [*told, things(await third.told())]

    (hidden, shown), told = streamed(play)
    assert told == [[hidden], [hidden], [shown]]
