"""An article on paper: its text with numbered passages, and below it what is held of each claim."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from annotations.articles.models import Article
from annotations.exports.gathering import Gathering
from annotations.exports.parts import verdict
from annotations.snapshots import one_snapshot
from annotations.web.cards import Card
from annotations.web.doors import DeskRequest, desk
from annotations.web.reading import page_of


@desk
@require_safe
def article(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The newest version with its claims in full: verdict, reasons and sources, nothing folded."""
    with one_snapshot():
        found = get_object_or_404(Article.objects.visible_to(request.member), pk=pk)
        page = page_of(request, found, found.versions.latest("number"))
        Gathering().complete([card.claim for card in page["cards"]])
    page |= {"marks": True, "notes": [_note(card) for card in page["cards"]]}
    return render(request, "articles/print.html", page)


def _note(card: Card) -> dict[str, Any]:
    """What stands below the text about one claim; `decision` only where an editor decided."""
    claim: Any = card.claim
    held = verdict(claim)
    return {
        "card": card,
        "claim": claim,
        "decision": held if held and held.decided_by else None,
        "assessments": claim.held,
        "evidence": claim.standing,
    }
