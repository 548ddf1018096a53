"""A long article with as many claims as wanted, put straight into the tables."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext

from annotations.articles.models import Article, Origin, Version
from annotations.claims.models import Claim, Passage, Stage
from annotations.evidence.models import Evidence, Source
from annotations.intake.blocks import Kind
from annotations.newsrooms.models import Member
from annotations.verdicts.models import Assessment, Rating, Verdict

CHARACTERS = 200_000
SHORT, LONG = (15, 400), (600, 2_100)  # how many characters passages have; three of 100 are long
WHO = ["The council", "A ferryman", "The harbour master", "Dr. İnci Öz", "The museum"]
DOES = ["paid for", "closed", "found", "measured", "doubted", "opened", "counted", "repaired"]
WHAT = ["the bridge", "the “old” pier", "a lorry 🚧", "two wells", "the archive"]
WHEN = ["in a winter of storms", "on Monday", "before the vote", "in 1999", "for 3.5 million"]


@dataclass(frozen=True)
class Numbers:
    """Draws that are the same in every run."""

    chance: random.Random

    def sentence(self) -> str:
        parts = (self.chance.choice(words) for words in (WHO, DOES, WHAT, WHEN))
        return " ".join(parts) + f", says report {self.chance.randrange(10_000)}."

    def place(self, text: str, about: int) -> tuple[int, int]:
        """Words of the text that begin near `about`, neither with nor before a blank."""
        start = text.find(" ", min(about, len(text) - LONG[1] - 100)) + 1
        least, most = LONG if self.chance.random() < 0.03 else SHORT
        exact = text[start : start + self.chance.randrange(least, most)].strip()
        return start + text[start:].index(exact), start + len(exact)


def article(by: Member, claims: int) -> Article:
    """An article of CHARACTERS with `claims` claims all over it, every second one settled."""
    numbers = Numbers(random.Random(1))
    version = _version(by, numbers)
    rows = list(_rows(version, claims, numbers))
    for kind in (Claim, Passage, Source, Evidence, Assessment, Verdict):
        kind._base_manager.bulk_create([row for row in rows if isinstance(row, kind)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return version.article


def _version(by: Member, numbers: Numbers) -> Version:
    blocks, paragraphs, at = [], [], 0
    while at < CHARACTERS:
        words = " ".join(numbers.sentence() for _ in range(8))
        place = {"start": at, "end": at + len(words), "level": None, "kind": Kind.PARAGRAPH}
        blocks.append(place)
        paragraphs.append(words)
        at += len(words) + 2
    title = f"The harbour, told at length {numbers.chance.random()}"
    article = Article.objects.create(
        newsroom_id=by.newsroom_id, title=title, added_by=by, language="en"
    )
    return Version.objects.create(
        newsroom_id=by.newsroom_id, article=article, number=1, text="\n\n".join(paragraphs),
        blocks=blocks, sha256=f"{article.pk.int:064x}", origin=Origin.SENT, captured_by=by,
    )  # fmt: skip


def _rows(version: Version, claims: int, numbers: Numbers) -> Iterator[object]:
    by, text = version.captured_by, version.text
    home = {"newsroom_id": by.newsroom_id}
    ratings = list(Rating.objects.filter(newsroom_id=by.newsroom_id))
    source = Source(**home, kind="book", title="Minutes of the council", added_by=by)
    yield source
    for number in range(claims):
        start, end = numbers.place(text, number * len(text) // claims)
        exact = text[start:end]
        settled = number % 2 == 0
        claim = Claim(**home, statement=exact[:200], claimant=WHO[number % len(WHO)], marked_by=by,
                      stage=Stage.SETTLED if settled else Stage.OPEN)  # fmt: skip
        yield claim
        yield Passage(**home, claim=claim, version=version, start=start, end=end, exact=exact,
                      marked_by=by)  # fmt: skip
        yield Evidence(**home, claim=claim, source=source, stance="refutes", added_by=by,
                       quote="Nothing was paid.")  # fmt: skip
        if settled:
            rating = ratings[number % len(ratings)]
            yield Assessment(**home, claim=claim, by=by, rating=rating, reasons="So it is written.")
            yield Verdict(**home, claim=claim, rating=rating, settled_at=timezone.now())


@contextmanager
def sitting(member: Member, browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A browser of the member's own, signed in."""
    client = Client()
    client.force_login(member.user)
    name = settings.SESSION_COOKIE_NAME
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
    yield context
    context.close()
