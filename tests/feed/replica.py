"""A program that keeps a copy of a newsroom by following its feed, as docs/feed.md says."""

import json
from typing import Any

from django.db.models import Exists, OuterRef
from django.test import RequestFactory

from annotations.api.changes import Changes
from annotations.claims.models import Claim, Stage
from annotations.feed.views import View
from annotations.history.models import Event, Kind
from tests.api.caller import Caller

LISTS = {"article": "articles/", "claim": "claims/", "source": "sources/"}
Things = dict[tuple[str, str], dict[str, Any]]


class Replica:
    """Things by type and id, each as the feed or a list told it last."""

    def __init__(self, program: Caller, *, limit: int = 50) -> None:
        self.program, self.limit = program, limit
        self.things: Things = {}
        self.numbers: list[int] = []
        self.cursor = ""

    def start_from_snapshot(self) -> None:
        """Note where the feed stands, then read all lists: what changes meanwhile follows."""
        self.cursor = self._get("changes/?after=now")["cursor"]
        self.things = everything(self.program, self.limit)

    def follow(self) -> bool:
        """Read one page; whether there is more."""
        after = f"&after={self.cursor}" if self.cursor else ""
        page = self._get(f"changes/?limit={self.limit}{after}")
        for change in page["results"]:
            key = (change["thing"]["type"], change["thing"]["id"])
            if change["deleted"]:
                self.things.pop(key, None)
            else:
                self.things[key] = change["now"]
            self.numbers.append(change["number"])
        self.cursor = page["cursor"]
        return bool(page["more"])

    def catch_up(self) -> None:
        while self.follow():
            pass

    def _get(self, path: str) -> Any:
        answer = self.program.get(path)
        assert answer.status_code == 200, answer.content
        return json.loads(answer.content)


def everything(program: Caller, limit: int = 200) -> Things:
    """All that the lists hold."""
    found: Things = {}
    for kind, path in LISTS.items():
        address = f"{path}?limit={limit}"
        while address:
            page = program.get(address.removeprefix("http://testserver")).json()
            found |= {(kind, row["id"]): row for row in page["results"]}
            address = page["next"]
    return found


class SettledChanges(Changes):
    """The feed of somebody who sees of all claims only those that are settled."""

    def view(self) -> View:
        all_ = super().view()
        settlings = Event.objects.filter(claim_id=OuterRef("pk"), kind=Kind.VERDICT_SETTLED)
        return View(
            newsroom_id=all_.newsroom_id,
            now={**all_.now, "claim": all_.now["claim"].filter(stage=Stage.SETTLED)},
            once={**all_.once, "claim": Claim.objects.filter(Exists(settlings))},
        )


class NarrowCaller(Caller):
    """A program that reads that feed."""

    def get(self, path: str, **headers: str) -> Any:
        headers["authorization"] = f"Bearer {self.secret}"
        request = RequestFactory().get(self.address(path), headers=headers)
        answer = SettledChanges.as_view()(request, slug=self.member.newsroom.slug)
        return answer.render()
