"""Who works on a claim or an article: saying so, and the people to choose from."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from annotations.articles.models import Article
from annotations.newsrooms.models import Member
from annotations.newsrooms.permissions import Action
from annotations.teamwork.actions import assign
from annotations.teamwork.models import NOBODY, Assignment, Work, assignment_of
from annotations.web.doors import DeskRequest, desk, require
from annotations.web.forms import WRITTEN, DeskForm, SeeOther, posted
from annotations.web.reading import find_claim
from annotations.web.steps import tell_done


class AssignmentForm(DeskForm):
    """A member who may work, or nobody, in place of whom the assignment names now."""

    assignee = forms.ModelChoiceField(
        label=gettext_lazy("Assigned to"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=gettext_lazy("nobody"),
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, assignment: Assignment) -> None:
        initial = {"assignee": assignment.present_assignee, "revision": assignment.revision}
        super().__init__(data, initial=initial, auto_id="assign-%s")
        self.fields["assignee"].queryset = who_work(assignment.newsroom_id)  # type: ignore[attr-defined]


def who_work(newsroom_id: UUID) -> QuerySet[Member]:
    """Those to whom something can be assigned, by name."""
    members = Member.objects.who_work().filter(newsroom_id=newsroom_id)
    return members.select_related("user").order_by("user__name", "id")


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def assign_claim(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Who works on a claim."""
    return _assign(request, find_claim(request, pk), section="claims")


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def assign_article(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Who works on an article."""
    articles = Article.objects.visible_to(request.member)
    articles = articles.select_related("newsroom", "assignment__assignee__user")
    return _assign(request, get_object_or_404(articles, pk=pk), section="articles")


def _assign(request: DeskRequest, work: Work, *, section: str) -> HttpResponse:
    member = require(request, Action.ASSIGN, work)
    form = AssignmentForm(posted(request), assignment=assignment_of(work))
    status = form.write(lambda **values: assign(work=work, by=member, **values))
    if status == WRITTEN:
        now = form.result.assignee
        told = _("This is assigned to %(name)s.") % {"name": now} if now else ""
        tell_done(request, work, told or _("This is assigned to nobody."))
        return SeeOther(work.get_absolute_url())
    page = {"work": work, "form": form, "section": section}
    return render(request, "teamwork/assign.html", page, status=status)


def people_to_choose(member: Member) -> list[tuple[str, Any]]:
    """What a list can be narrowed to: anybody, oneself, nobody, each of the others."""
    others = [one for one in who_work(member.newsroom_id) if one.pk != member.pk]
    return [
        ("", gettext_lazy("anybody")),
        (str(member.pk), gettext_lazy("me")),
        (NOBODY, gettext_lazy("nobody")),
        *((str(one.pk), str(one)) for one in others),
    ]
