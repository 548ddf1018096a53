"""One row of every kind, for laws that hold for all of them."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from django.apps import apps
from django.utils import timezone

from annotations.articles.models import Capture, Origin
from annotations.claims.carryings import Carrying
from annotations.claims.models import Claim
from annotations.exports.actions import prepare_export
from annotations.exports.models import Export
from annotations.history.models import Event
from annotations.imports.actions import Wanted, receive
from annotations.imports.models import ImportedItem, Outcome
from annotations.matching.actions import withdraw_view
from annotations.matching.models import View, ViewOrder
from annotations.matching.ordering import current_order, order_views
from annotations.newsrooms.actions import make_token
from annotations.newsrooms.invitations import invite
from annotations.newsrooms.models import AccessToken, Member, Role, SignInLink
from annotations.newsrooms.sign_in import make_sign_in_link
from annotations.notices.actions import choose_mail
from annotations.notices.models import Digest, Notice, Rhythm
from annotations.retries.models import IdempotentAnswer
from annotations.rows import Row, new_id
from annotations.teamwork.actions import assign
from annotations.teamwork.comments import comment
from annotations.teamwork.models import Presence
from annotations.teamwork.presence import be_here
from annotations.webhooks.actions import send_test
from annotations.webhooks.models import Attempt
from tests import factories

ROWS: list[type[Row]] = [
    model for model in apps.get_app_config("annotations").get_models() if issubclass(model, Row)
]


def one_of_each(admin: Member) -> dict[type[Row], Any]:
    """A row of each kind in the admin's newsroom, by its model."""
    article = factories.article(admin)
    claim = factories.claim(admin, on=article.latest)
    source = factories.source(admin)
    rows: list[Row] = [
        admin,
        article,
        article.latest,
        claim,
        claim.passages.get(),
        source,
        factories.evidence(claim, admin, source),
        factories.assessment(claim, admin),
        *said(claim, admin),
        factories.reading(article.latest, admin),
        assign(work=claim, revision=0, assignee=admin, by=admin),
        claim.verdict,
        factories.rating(admin.newsroom),
        invite(email="new@desk.example", role=Role.READER, by=admin)[0],
        token(admin),
        sign_in_link(admin),
        Capture(
            newsroom_id=admin.newsroom_id, by=admin, origin=Origin.PASTED, found={"b": []}
        ).add(),
        answer(admin),
        export(admin),
        notice(admin),
        switched_off(admin),
        *told(admin),
        presence(claim, admin),
        *brought(claim, admin),
        carrying(admin),
        withdrawn_view(admin),
        view_order(admin),
    ]
    events = Event.objects.filter(newsroom_id=admin.newsroom_id)
    return {type(row): row for row in [*rows, events.order_by("number")[0]]}


def said(claim: Claim, by: Member) -> tuple[Row, Row]:
    """A comment, and the mention in it."""
    made = comment(claim=claim, text=f"@{by.user.email}, look.", by=by)
    return made, made.mentions.get()


def told(by: Member) -> tuple[Row, ...]:
    """A webhook, its secret, a delivery and an attempt at it."""
    webhook = factories.webhook(by)
    delivery = send_test(webhook=webhook)
    attempt = Attempt(
        newsroom_id=by.newsroom_id, delivery=delivery, at=timezone.now(), milliseconds=3, status=204
    ).add()
    return webhook, webhook.secrets.get(), delivery, attempt


def brought(claim: Claim, by: Member) -> tuple[Row, Row, Row]:
    """An import, a piece of its file, and an item of it."""
    file = BytesIO(b"statement\nIt is so.\n")
    made = receive(file=file, wanted=Wanted("csv"), by=by)
    item = ImportedItem.objects.create(
        newsroom_id=by.newsroom_id, of=made, number=1, line=2, outcome=Outcome.NEW, claim=claim
    )
    return made, made.pieces.get(), item


def carrying(by: Member) -> Carrying:
    """How a passage stands in a newer version of an article of its own."""
    claim = factories.claim(by)
    factories.recaptured(claim.passages.get().version.article, by, ("not yet", "now"))
    return Carrying.objects.get(claim=claim)


def token(member: Member) -> AccessToken:
    return make_token(by=member, name="Nightly", scopes=["read"], lifetime=timedelta(days=30))[0]


def sign_in_link(member: Member) -> SignInLink:
    make_sign_in_link(member, "")
    return SignInLink.objects.filter(member=member).latest("made_at")


def export(member: Member) -> Export:
    site = "https://check.example"
    return prepare_export(format="csv", filters={}, site=site, by=member)


def notice(member: Member) -> Notice:
    """What the member was told when somebody gave them a claim."""
    colleague = factories.member(member.newsroom)
    claim = factories.claim(colleague)
    assign(work=claim, revision=0, assignee=member, by=colleague)
    return Notice.objects.get(claim=claim)


def switched_off(member: Member) -> Digest:
    return choose_mail(member=member, revision=0, rhythm=Rhythm.NEVER)


def presence(claim: Claim, member: Member) -> Presence:
    be_here(tab=new_id(), place=claim.pk, by=member)
    return Presence.objects.get(member=member)


def withdrawn_view(member: Member) -> View:
    return withdraw_view(view=factories.view(member), revision=1, by=member)


def view_order(member: Member) -> ViewOrder:
    factories.view(member, "First")
    return order_views(order=current_order(member), revision=0, by=member)


def answer(member: Member) -> IdempotentAnswer:
    return IdempotentAnswer.objects.create(
        newsroom_id=member.newsroom_id,
        member=member,
        key="once",
        fingerprint="0" * 64,
        status=201,
        headers={},
        body=b"",
        at=timezone.now(),
    )
