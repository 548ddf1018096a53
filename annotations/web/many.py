"""Doing the same to many claims of the list: saying what, and reading what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from annotations import limits
from annotations.claims.models import Claim
from annotations.newsrooms.models import Member
from annotations.newsrooms.permissions import Action
from annotations.verdicts.many import Outcome, assign_claims, set_claims_aside, tag_claims
from annotations.web.assignments import who_work
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, DeskForm, SeeOther, id_in, posted
from annotations.web.refusals import told_in_full
from annotations.web.wording import TagsField


class AssigneeForm(DeskForm):
    """A member who may work, or nobody."""

    assignee = forms.ModelChoiceField(
        label=_("Assign to"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("nobody"),
    )


class TagsForm(DeskForm):
    """Tags that are added."""

    tags = TagsField(
        label=_("Tags to add"),
        help_text=_("With commas between them. The tags that a claim has stay."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class ReasonsForm(DeskForm):
    """Why the work stops."""

    reasons = forms.CharField(
        label=_("Reasons"),
        max_length=limits.PROSE,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


@dataclass(frozen=True)
class Deed:
    """What can be done to many claims: what it is called, asks for and needs."""

    name: str
    title: Any
    form: type[DeskForm]
    action: Action
    act: Callable[..., Outcome]


DEEDS = {
    deed.name: deed
    for deed in (
        Deed("assign", _("Assign"), AssigneeForm, Action.ASSIGN, assign_claims),
        Deed("tag", _("Add tags"), TagsForm, Action.EDIT_CLAIM, tag_claims),
        Deed("set-aside", _("Set aside"), ReasonsForm, Action.SET_ASIDE, set_claims_aside),
    )
}


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def many(request: DeskRequest) -> HttpResponse:
    """What to do with the claims that the address names; then what came of it.

    The address: `claim`, once for each, `do`, one of DEEDS, and `list`, the query of the list.
    """
    deed = DEEDS.get(request.GET.get("do", ""))
    if deed is None:
        raise Http404
    member = require(request, deed.action)
    claims = _claims(request.GET, member)
    form = deed.form(posted(request))
    if isinstance(form, AssigneeForm):
        form.fields["assignee"].queryset = who_work(member.newsroom_id)  # type: ignore[attr-defined]
    back = _back(request)
    page = {"deed": deed, "form": form, "claims": claims, "back": back, "section": "claims"}
    status = form.write(lambda **values: deed.act(claims=claims, by=member, **values))
    if status != WRITTEN:
        return render(request, "claims/many.html", page, status=status)
    outcome: Outcome = form.result
    if outcome.refused:
        refused = [(claim, told_in_full(refusal)) for claim, refusal in outcome.refused]
        page |= {"outcome": outcome, "refused": refused}
        return render(request, "claims/many_done.html", page)
    _tell(request, len(outcome.done))
    return SeeOther(back)


def _claims(query: QueryDict, member: Member) -> list[Claim]:
    """Those of the claims in the address that are there, the newest first."""
    ids = set(filter(None, map(id_in, query.getlist("claim")[: limits.PAGE])))
    return list(Claim.objects.visible_to(member).filter(pk__in=ids).order_by("-pk"))


def _back(request: DeskRequest) -> str:
    query = QueryDict(request.GET.get("list", "")).urlencode()
    claims = reverse("web:claims", args=[request.newsroom.slug])
    return f"{claims}?{query}" if query else claims


def _tell(request: DeskRequest, count: int) -> None:
    told = ngettext("%(count)d claim was changed.", "%(count)d claims were changed.", count)
    messages.success(request, told % {"count": count})
