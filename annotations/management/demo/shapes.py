"""What a demo article is made of. `exact` are words that stand once in the article."""

from dataclasses import dataclass, field
from typing import NamedTuple

from annotations.articles.actions import Details
from annotations.claims.actions import Wording
from annotations.evidence.actions import Citation, SourceDetails
from annotations.intake.blocks import Block


class Cited(NamedTuple):
    source: SourceDetails
    citation: Citation


class Held(NamedTuple):
    """What one of the people holds: `who` is a key of PEOPLE, `rating` a key of the scale."""

    who: str
    rating: str
    reasons: str


class Said(NamedTuple):
    """What one of the people says about a claim: `who` is a key of PEOPLE."""

    who: str
    text: str


@dataclass(frozen=True)
class DemoClaim:
    exact: str
    wording: Wording
    evidence: list[Cited] = field(default_factory=list)
    assessments: list[Held] = field(default_factory=list)
    set_aside: str = ""
    assigned_to: str = ""
    thread: list[Said] = field(default_factory=list)


@dataclass(frozen=True)
class DemoArticle:
    details: Details
    blocks: list[Block]
    claims: list[DemoClaim] = field(default_factory=list)
