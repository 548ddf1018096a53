"""Every kind of refusal that the API can answer with, for /problems/ and the schema."""

from collections.abc import Iterator
from types import ModuleType
from typing import Any

from annotations import errors, strict_json
from annotations.anchoring import selectors
from annotations.api import refusals
from annotations.api.problems import status_of
from annotations.articles import actions as articles
from annotations.articles import recapturing
from annotations.claims import actions as claims
from annotations.claims import changed, passages
from annotations.coverage import actions as coverage
from annotations.errors import Refusal
from annotations.evidence import actions as evidence
from annotations.exports import refusals as exports
from annotations.feed import refusals as feed
from annotations.imports import refusals as imports
from annotations.imports.archive import refusals as archive
from annotations.intake import refusals as intake
from annotations.matching import actions as matching
from annotations.newsrooms import actions as people
from annotations.newsrooms import invitations
from annotations.retries import refusals as retries
from annotations.teamwork import comments, mentions
from annotations.undoing import refusals as undoing
from annotations.verdicts import actions as verdicts
from annotations.verdicts import deciding, scale
from annotations.webhooks import refusals as webhooks

_WHERE = (
    errors,
    selectors,
    intake,
    articles,
    recapturing,
    claims,
    passages,
    changed,
    coverage,
    evidence,
    comments,
    mentions,
    verdicts,
    undoing,
    matching,
    scale,
    deciding,
    strict_json,
    exports,
    imports,
    archive,
    retries,
    feed,
    webhooks,
    refusals,
    people,
    invitations,
)


def kinds() -> list[type[Refusal]]:
    """All of them, by status and code; where two share a code, one stands for both."""
    found = {kind for module in _WHERE for kind in _defined_in(module)}
    named = {kind.code: kind for kind in sorted(found, key=lambda kind: kind.__module__)}
    return sorted(named.values(), key=lambda kind: (status_of(kind), kind.code))


def example(kind: type[Refusal]) -> dict[str, Any]:
    """A problem of this kind, without what only a request could tell."""
    return {
        "type": f"/api/v1/problems/{kind.code}",
        "title": str(kind.says),
        "status": status_of(kind),
        "detail": str(kind.says),
        "code": kind.code,
    }


def _defined_in(module: ModuleType) -> Iterator[type[Refusal]]:
    for thing in vars(module).values():
        if isinstance(thing, type) and issubclass(thing, Refusal):
            yield thing
