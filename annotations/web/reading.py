"""The article page: the text, and beside it what was marked in it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from annotations.anchoring.layout import Stretch, lay_out
from annotations.articles.models import Article, Version
from annotations.claims.models import Claim, Passage
from annotations.errors import Stale
from annotations.intake.blocks import Kind, Span
from annotations.intake.language import direction
from annotations.snapshots import one_snapshot
from annotations.teamwork.models import assignment_of
from annotations.web.cards import Mark, as_json, cards_of, gone_from, places_in
from annotations.web.context import desk as desk_may
from annotations.web.doors import DeskRequest, desk
from annotations.web.forms import DeskForm, SeeOther, id_in, wants_part
from annotations.web.inbox import seen
from annotations.web.live import lively
from annotations.web.looked_at import looked_at, readings_of
from annotations.web.pointing import PassageForm, ReadingForm
from annotations.web.steps import ways_in_article
from annotations.web.wording import MarkForm

WHOLE = 500  # claims beside a text whose cards come whole; of more each comes as it is opened
TAGS = {Kind.PARAGRAPH: "p", Kind.LIST_ITEM: "li", Kind.QUOTATION: "blockquote"}


@dataclass(frozen=True)
class Part:
    """A block on the page, in the words of HTML."""

    tag: str
    start: int
    end: int
    stretches: list[Stretch[Mark]]


@desk
@lively
@require_safe
def article(request: DeskRequest, pk: UUID, number: int | None = None) -> HttpResponse:
    """A version of an article, the newest unless its number is given, with the claims in it.

    ?claim= names a claim "in hand": what is selected then becomes a passage of it.
    """
    articles = Article.objects.visible_to(request.member)
    article = get_object_or_404(articles.select_related("assignment__assignee__user"), pk=pk)
    if wants_part(request) and "claims" in request.GET:
        return _changed_cards(request, article)
    seen(request, article)
    version = _version(article, number)
    context = page_of(request, article, version)
    context["ways"] = ways_in_article(request, version)
    in_hand = named_in_address(request, "claim")
    if in_hand:
        context["in_hand"] = find_claim(request, in_hand)
    return render(request, "articles/read.html", context)


def _version(article: Article, number: int | None) -> Version:
    if number is None:
        return article.versions.latest("number")
    return get_object_or_404(article.versions, number=number)


def page_of(request: DeskRequest, article: Article, version: Version) -> dict[str, Any]:
    """What the template of the article page needs; with ?marks, passages stand in <mark>."""
    cards = cards_of(version, request.member)
    spans = [Span(**block) for block in version.blocks]
    laid_out = lay_out(version.text, spans, [mark for card in cards for mark in card.marks])
    parts = list(_parts(spans, laid_out))
    readings = readings_of(version, request.member)
    versions = list(article.versions.defer("text", "blocks").order_by("-number"))
    return {
        **as_read(request, version, versions[0]),
        "versions": versions,
        "gone": list(gone_from(version, request.member)),
        "article": article,
        "version": version,
        "assignee": assignment_of(article).present_assignee,
        "direction": direction(article.language, version.text),
        "groups": [(tag, list(group)) for tag, group in groupby(parts, _container)],
        "has_headline": any(part.tag == "h1" for part in parts),
        "marks": "marks" in request.GET,
        "cards": cards,
        "brief": len(cards) > WHOLE,
        "passages": as_json(cards),
        "readings": readings,
        "looked_at": looked_at(
            version,
            language=article.language,
            claims=[place for card in cards for place in card.places],
            readings=readings,
        ),
        "new_claim": MarkForm(auto_id="new-%s"),
        "passage_by_words": PassageForm(auto_id="passage-%s", initial={"version": version.pk}),
        "place": f"article={article.pk}",
        "by_words": MarkForm(auto_id="words-%s", initial={"version": version.pk}),
        "read_by_words": ReadingForm(auto_id="read-%s", initial={"version": version.pk}),
        "section": "articles",
    }


def as_read(request: DeskRequest, version: Version, newest: Version) -> dict[str, Any]:
    """Whether there is a newer version: in an older one nothing is marked any more."""
    if version.pk == newest.pk:
        return {"newest": newest}
    return {"newest": newest, "may": desk_may(request)["may"] - {"mark", "mark_read"}}


def written(request: DeskRequest, claim: Claim) -> HttpResponse:
    """The answer to something that was written on a claim: on to where it was begun."""
    version = _version_in_address(request, claim)
    if version is None:
        return SeeOther(page_about(claim))
    return shown_beside(request, claim, version)


def page_about(claim: Claim) -> str:
    """The address of the claim or, where it is gone, of the article in which it was marked."""
    if not claim.unmarked_at:
        return claim.get_absolute_url()
    passages = claim.passages.select_related("version__article__newsroom")
    return passages.earliest("id").version.article.get_absolute_url()


def shown_beside(request: DeskRequest, claim: Claim, version: Version) -> HttpResponse:
    """The article at the claim's card or, for our own script, the part of it that changed."""
    if not wants_part(request):
        return SeeOther(f"{version.article.get_absolute_url()}#claim-{claim.pk}")
    return _changed_part(request, version, [claim.pk])


def shown_in_text(request: DeskRequest, version: Version) -> HttpResponse:
    """The article or, for our own script, what is read of it, and what was done there last.

    The page may show another version of it, in which the same was read.
    """
    if not wants_part(request):
        return SeeOther(f"{version.article.get_absolute_url()}#text")
    shown = _version_of(request, Q(article=version.article_id)) or version
    return _changed_part(request, shown, [])


def beside(request: DeskRequest, version: Version, claim: Claim | None = None) -> dict[str, Any]:
    """What the part of the article page that tells of `claim`, or of no claim, needs."""
    return _cards_alone(request, version, [claim.pk] if claim else [])


def told_why_not(
    request: DeskRequest, form: DeskForm, context: dict[str, Any], status: int
) -> HttpResponse:
    """For our own script: why `form` was not written, and how things stand in fact."""
    says = [sentence for errors in form.errors.values() for sentence in errors]
    context["says"] = says or [gettext(Stale.says)]
    return render(request, "claims/_refused.html", context, status=status)


def _changed_part(request: DeskRequest, version: Version, claims: Collection[UUID]) -> HttpResponse:
    part = _cards_alone(request, version, claims)
    part["ways"] = ways_in_article(request, version)
    return render(request, "claims/_answer.html", part, status=201)


def _changed_cards(request: DeskRequest, article: Article) -> HttpResponse:
    """The cards of some claims, for a page that shows a version already.

    `?claims=ID,ID` names them; the answer tells of all passages where they are, so that a page
    knows which claims are gone and how the others are numbered. With `&alone=on` it tells of none:
    the page has these cards, and wants all of each.
    """
    try:
        claims = [UUID(part) for part in request.GET["claims"].split(",") if part]
        shown = article.versions.defer("text", "blocks").get(pk=UUID(request.GET["version"]))
    except (KeyError, ValueError, Version.DoesNotExist) as trouble:
        raise Http404 from trouble
    part = _cards_alone(request, shown, claims)
    if "alone" in request.GET:
        return render(request, "claims/_cards.html", part)
    return render(request, "claims/_answer.html", part)


def _cards_alone(
    request: DeskRequest, version: Version, claims: Collection[UUID]
) -> dict[str, Any]:
    """What changed cards need, at the cost of these alone; cards and passages of one moment."""
    article = version.article
    with one_snapshot():
        cards = cards_of(version, request.member, claims)
        passages = places_in(version, request.member)
        readings = readings_of(version, request.member)
    newest = article.versions.defer("text", "blocks").latest("number")
    return {
        **as_read(request, version, newest),
        "article": article,
        "version": version,
        "direction": direction(article.language, "" if article.language else version.text),
        "cards": cards,
        "passages": passages,
        "readings": readings,
        "gone": list(gone_from(version, request.member)) if version.number > 1 else None,
    }


def find_claim(request: DeskRequest, pk: UUID) -> Claim:
    """The claim, if the member may see it; its verdict, newsroom and assignment are at hand."""
    claims = Claim.objects.visible_to(request.member)
    verdict = ("verdict__rating", "verdict__decided_by__user")
    at_hand = claims.select_related("newsroom", *verdict, "assignment__assignee__user")
    return get_object_or_404(at_hand, pk=pk)


def named_in_address(request: DeskRequest, what: str) -> UUID | None:
    """The id that the query of the address gives for `what`; None for none, or no id."""
    return id_in(request.GET.get(what, ""))


def _version_in_address(request: DeskRequest, claim: Claim) -> Version | None:
    """The version beside which somebody works on `claim`, if the address names it."""
    articles = Passage.objects.filter(claim=claim).values("version__article")
    return _version_of(request, Q(article__in=articles))


def _version_of(request: DeskRequest, articles: Q) -> Version | None:
    """The version that the address names, of one of `articles`: the one that the page shows."""
    pk = named_in_address(request, "version")
    if pk is None:
        return None
    versions = Version.objects.visible_to(request.member).filter(articles, pk=pk)
    return versions.select_related("article__newsroom").first()


def _parts(spans: list[Span], laid_out: Iterable[list[Stretch[Mark]]]) -> Iterator[Part]:
    """Headings begin at h1 where the text holds its headline, and never skip a rank."""
    above = 0 if any(span.level == 1 for span in spans) else 1
    rank = above
    for span, stretches in zip(spans, laid_out, strict=True):
        if span.level:
            rank = min(span.level + above, rank + 1, 4)
        tag = f"h{rank}" if span.level else TAGS[Kind(span.kind)]
        yield Part(tag, span.start, span.end, stretches)


def _container(part: Part) -> str:
    return "ul" if part.tag == "li" else ""
