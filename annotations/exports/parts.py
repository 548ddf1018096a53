"""Questions that several formats ask of a claim; its parts were read along with it."""

from collections.abc import Iterator
from typing import Any

from annotations.articles.models import Article
from annotations.claims.carryings import Carrying
from annotations.claims.models import Claim, Passage
from annotations.claims.outcomes import WENT_ON, Outcome
from annotations.evidence.models import Evidence
from annotations.verdicts.models import Assessment, Verdict


def verdict(claim: Claim) -> Verdict | None:
    return getattr(claim, "verdict", None)


def passages(claim: Any) -> list[Passage]:
    """Where it is made, in the order of the texts, in every version; without what was withdrawn."""
    found: list[Passage] = claim.made_in
    return found


def current(claim: Any) -> list[Passage]:
    """Where it is made, each place where it stood last: none that went on to a newer version."""
    return [row for row in passages(claim) if outcome(row) not in WENT_ON]


def outcome(passage: Passage) -> str | None:
    """What became of it in a newer version; None where there is none."""
    carrying: Carrying | None = getattr(passage, "carrying", None)
    return carrying.outcome if carrying else None


def is_undecided(passage: Passage) -> bool:
    """Whether its text changed, and nobody has said yet what becomes of it."""
    return outcome(passage) == Outcome.UNDECIDED


def assessments(claim: Any) -> list[Assessment]:
    """What members hold of it, the oldest first."""
    found: list[Assessment] = claim.held
    return found


def standing(claim: Any) -> list[Evidence]:
    """The evidence that was not withdrawn."""
    found: list[Evidence] = claim.standing
    return found


def articles(claim: Claim) -> list[Article]:
    """The articles that make the claim, each once, the first that was marked in front."""
    marked = sorted(passages(claim), key=lambda passage: passage.pk)
    return list({p.version.article_id: p.version.article for p in marked}.values())


def agreeing(claim: Claim) -> Iterator[Assessment]:
    """The assessments that hold what the verdict says."""
    held = verdict(claim)
    return (a for a in assessments(claim) if held and a.rating_id == held.rating_id)


def reasons(claim: Claim) -> list[str]:
    """The reasons for the verdict, each once; those of a decision in front."""
    held = verdict(claim)
    decided = [held.reasons] if held and held.reasons else []
    return list(dict.fromkeys([*decided, *(one.reasons for one in agreeing(claim))]))
