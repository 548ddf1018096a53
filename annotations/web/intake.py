"""Getting an article in: three ways lead to one preview, and from there to the article."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from annotations.articles import captures
from annotations.articles.actions import Details, find_known, take_in
from annotations.articles.models import Article, Capture, Origin
from annotations.intake.blocks import Found, FoundBlock, Kind, compose
from annotations.intake.furniture import REASONS
from annotations.newsrooms.permissions import Action
from annotations.web.details import DetailsForm
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.finding import NewArticleForm
from annotations.web.forms import WRITTEN, SeeOther
from annotations.web.repeats import once

WORDS = {
    Kind.HEADING: gettext_lazy("Heading"),
    Kind.PARAGRAPH: gettext_lazy("Paragraph"),
    Kind.LIST_ITEM: gettext_lazy("List item"),
    Kind.QUOTATION: gettext_lazy("Quotation"),
}


@dataclass(frozen=True)
class Choice:
    """A block in the preview: whether it is taken in, and if not by default, why not."""

    number: int
    block: FoundBlock
    is_kept: bool

    @property
    def word(self) -> Any:
        return WORDS[self.block.kind]

    @property
    def why(self) -> str:
        return _(REASONS[self.block.why]) if self.block.why else ""


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def new_article(request: DeskRequest) -> HttpResponse:
    """Paste a text, give an address, or upload a file."""
    member = require(request, Action.TAKE_IN)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = NewArticleForm(data, files, initial={"url": request.GET.get("url", "")})

    def keep(url: str, **_others: Any) -> Capture:
        noted = "" if form.read_from == "url" else url
        return captures.keep(found=captures.read_apart(form.find), url=noted, by=member)

    status = form.write(keep)
    if status == WRITTEN:
        return SeeOther(reverse("web:preview", args=[request.newsroom.slug, form.result.pk]))
    if form.errors:
        form.point_to_paste()
    page = {"form": form, "section": "articles"}
    return render(request, "articles/new.html", page, status=status)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: DeskRequest, pk: UUID) -> HttpResponse:
    """What was found, to be looked over: which blocks are the article, and what is known of it."""
    member = require(request, Action.TAKE_IN)
    capture = get_object_or_404(Capture.objects.visible_to(member), pk=pk)
    if capture.article_id:
        return SeeOther(reverse("web:compare", args=[request.newsroom.slug, capture.pk]))
    found = captures.found_in(capture)
    form = DetailsForm(request.POST or None, initial=captures.guessed(found))
    choices = choices_of(capture, request.POST.getlist("keep") if form.is_bound else None)

    def take(**values: Any) -> Article:
        blocks = [choice.block for choice in choices if choice.is_kept]
        details = Details(**values)
        return take_in(blocks=blocks, details=details, origin=Origin(capture.origin), by=member)

    status = form.write(once(request, take))
    if status == WRITTEN:
        return SeeOther(form.result.get_absolute_url())
    if not form.is_bound:
        form.known = _known(capture, found)
    page = {
        "capture": capture,
        "form": form,
        "choices": choices,
        "kept": sum(choice.is_kept for choice in choices),
        "first": next((choice.number for choice in choices if choice.is_kept), 0),
        "language": found.language,
        "section": "articles",
    }
    return render(request, "articles/preview.html", page, status=status)


@desk
@require_POST
def discard(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Forget what was found, and begin again."""
    member = require(request, Action.TAKE_IN)
    get_object_or_404(Capture.objects.visible_to(member), pk=pk).delete()
    return SeeOther(reverse("web:new_article", args=[request.newsroom.slug]))


def choices_of(capture: Capture, kept: Collection[str] | None) -> list[Choice]:
    """The blocks in order, those of the numbers `kept` taken in; None: as intake proposes."""
    found = captures.found_in(capture)
    numbers = None if kept is None else set(kept)
    proposed = captures.proposed(capture, found)
    return [
        Choice(number, block, is_kept if numbers is None else str(number) in numbers)
        for number, (block, is_kept) in enumerate(zip(found.blocks, proposed, strict=True))
    ]


def _known(capture: Capture, found: Found) -> Article | None:
    """The article that is here already with this address or this text."""
    text, _spans = compose(found.taken_in())
    return find_known(newsroom_id=capture.newsroom_id, url=found.canonical_url, text=text)
