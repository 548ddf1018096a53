"""Three claims made in memory, with everything in them that breaks exports."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from annotations.articles.models import Article, Version
from annotations.claims.carryings import Carrying
from annotations.claims.models import Claim, Passage
from annotations.evidence.models import Evidence, Source
from annotations.exports.addresses import Addresses
from annotations.exports.occasion import Occasion, Scale
from annotations.newsrooms.models import Member, User
from annotations.verdicts.models import Assessment, Rating, Verdict

AT = Addresses("https://check.example", "lindau")
OCCASION = Occasion(
    here="https://check.example/api/v1/newsrooms/lindau/claims/?format=any",
    at=AT,
    newsroom="Lindau Desk",
    scale=Scale(worst=1, best=6),
)
MOMENT = datetime(2026, 3, 2, 10, 30, 0, 250_000, tzinfo=UTC)
HOUR = datetime(2026, 3, 2, 11, tzinfo=UTC)
ARABIC = "قال رئيس البلدية إن الميناء مفتوح."
HARBOUR = "The harbour 🚢 opens\nin May."


def ident(number: int) -> UUID:
    return UUID(int=0x0199F0C4_5C6E_7C11_9A55_000000000000 + number)


ANA = Member(id=ident(1), user=User(id=ident(2), name="Ana Ćirić", email="ana@desk.example"))
BEN = Member(id=ident(3), user=User(id=ident(4), name="=Ben", email="ben@desk.example"))
FALSE = Rating(
    id=ident(5),
    key="false",
    label="False",
    claim_review_number=1,
    averitec_label="Refuted",
    sign="✗",
    colour="false",
    description="The evidence contradicts the statement.",
    position=1,
)
OPEN_END = Rating(
    id=ident(6),
    key="unverifiable",
    label="Unverifiable",
    claim_review_number=None,
    averitec_label="Not Enough Evidence",
    sign="?",
    colour="unverifiable",
    description="The evidence that can be had does not decide it.",
    position=2,
    retired_at=MOMENT,
)
PRINTED = Article(
    id=ident(7),
    url="https://news.example/harbour?id=1&page=2",
    title="=1+1: what the harbour costs",
    publisher="Lake News",
    author="Ida Reporter",
    published_on=date(2026, 3, 1),
    language="en",
    added_by=ANA,
    added_at=MOMENT,
)
LEAFLET = Article(id=ident(8), url="", title="منشور", language="ar", added_by=BEN, added_at=HOUR)
MINUTES = Source(
    id=ident(9),
    kind="document",
    url="https://lindau.example/minutes.pdf",
    title="Minutes, “May” <2026>",
    publisher="Town of Lindau",
    published_on=date(2026, 2, 28),
    added_by=ANA,
    added_at=MOMENT,
)
MAYOR = Source(
    id=ident(10),
    kind="interview",
    title="The mayor, by telephone",
    author="Ada Mayor",
    added_by=BEN,
    added_at=HOUR,
)


def claims() -> list[Claim]:
    return [settled(), open_one(), unverifiable()]


def settled() -> Claim:
    """A claim that two articles make, with evidence, assessments and a decided verdict."""
    claim = Claim(
        id=ident(20),
        statement='=HYPERLINK("https://evil.example") is what the harbour 🚢 costs',
        claimant="-Town council, Lindau",
        claimed_on=date(2026, 3, 2),
        kind="number",
        tags=["harbour", "@money"],
        stage="settled",
        revision=3,
        parts_revision=7,
        marked_by=ANA,
        marked_at=MOMENT,
    )
    return _with(
        claim,
        passages=[
            _passage(claim, 30, _version(31, PRINTED), HARBOUR, start=12, carrying=_gone),
            _passage(claim, 32, _version(33, LEAFLET), ARABIC, start=0),
        ],
        standing=[
            _evidence(claim, 40, MINUTES, quote="Nothing was paid.\n“Nothing.”", locator="p. 4"),
            _evidence(claim, 41, MAYOR, stance="context", note="She would not say how much."),
        ],
        assessments=[
            _assessment(claim, 50, FALSE, ANA, "The minutes show it.\n\nTwice."),
            _assessment(claim, 51, FALSE, BEN, "+1"),
        ],
        verdict=_verdict(claim, FALSE, decided_by=BEN, reasons="Wrong,\nin every way."),
    )


def open_one() -> Claim:
    """A claim of which nothing is known but the words."""
    claim = Claim(
        id=ident(21), statement=ARABIC, tags=[], stage="open", marked_by=BEN, marked_at=HOUR
    )
    version = _version(33, LEAFLET)
    return _with(claim, passages=[_passage(claim, 34, version, ARABIC, start=0)])


def unverifiable() -> Claim:
    """A claim whose rating has no number, and which has no evidence."""
    claim = Claim(
        id=ident(22),
        statement="\tSomebody saw it.",
        claimant="Somebody",
        tags=[],
        stage="settled",
        marked_by=ANA,
        marked_at=HOUR,
    )
    return _with(
        claim,
        passages=[
            _passage(claim, 35, _version(31, PRINTED), "saw it", start=40, carrying=_changed)
        ],
        assessments=[_assessment(claim, 52, OPEN_END, ANA, "Nobody can know.")],
        verdict=_verdict(claim, OPEN_END),
    )


def _version(ident_of: int, article: Article, number: int = 1) -> Version:
    text = f"{article.title}\n\nA 🚢."
    return Version(
        id=ident(ident_of),
        article=article,
        number=number,
        text=text,
        blocks=[{"kind": "paragraph", "level": None, "start": 0, "end": len(text)}],
        origin="pasted",
        captured_by=ANA,
        captured_at=MOMENT,
    )


def _passage(
    claim: Claim,
    number: int,
    version: Version,
    exact: str,
    start: int,
    carrying: Callable[[Passage], Carrying] | None = None,
) -> Passage:
    passage = Passage(
        id=ident(number),
        claim=claim,
        version=version,
        start=start,
        end=start + len(exact),
        exact=exact,
        prefix="He said: " if start else "",
        suffix=" Nobody laughed.",
        marked_by=ANA,
        marked_at=MOMENT,
    )
    passage._state.fields_cache["carrying"] = carrying and carrying(passage)
    return passage


def _gone(passage: Passage) -> Carrying:
    """Retired: the second version says it no longer."""
    return Carrying(
        id=ident(70),
        passage=passage,
        version=_version(72, PRINTED, 2),
        standing="gone",
        likeness=0.25,
        start=4,
        end=4,
        outcome="retired",
        decided_by=BEN,
        decided_at=HOUR,
    )


def _changed(passage: Passage) -> Carrying:
    """Undecided: the second version says it in other words."""
    return Carrying(
        id=ident(71),
        passage=passage,
        version=_version(72, PRINTED, 2),
        standing="changed",
        has_moved=True,
        likeness=0.75,
        start=4,
        end=13,
        exact="saw them 🚢",
        change="wording",
        outcome="undecided",
    )


def _evidence(claim: Claim, number: int, source: Source, **values: Any) -> Evidence:
    values = {"stance": "refutes", **values}
    return Evidence(
        id=ident(number), claim=claim, source=source, added_by=BEN, added_at=HOUR, **values
    )


def _assessment(claim: Claim, number: int, rating: Rating, by: Member, reasons: str) -> Assessment:
    return Assessment(id=ident(number), claim=claim, rating=rating, by=by, reasons=reasons, at=HOUR)


def _verdict(claim: Claim, rating: Rating, **decision: Any) -> Verdict:
    return Verdict(id=ident(60), claim=claim, rating=rating, settled_at=MOMENT, **decision)


def _with(
    claim: Any,
    *,
    passages: list[Passage],
    standing: list[Evidence] | None = None,
    assessments: list[Assessment] | None = None,
    verdict: Verdict | None = None,
) -> Claim:
    """The claim, with its parts as if they had been read along with it."""
    claim.standing = standing or []
    claim.made_in, claim.held = passages, assessments or []
    claim._state.fields_cache |= {"verdict": verdict, "assignment": None}
    return claim
