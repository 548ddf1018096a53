"""Capturing an article again: another version where its text changed."""

from collections.abc import Iterable
from dataclasses import asdict
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.articles.actions import composed, fingerprint
from annotations.articles.models import Article, Origin, Version
from annotations.errors import Conflict
from annotations.history.actions import Changes, record
from annotations.history.models import Kind
from annotations.intake.blocks import Block
from annotations.newsrooms.models import Member


class NewerVersion(Conflict):
    code = "newer-version"
    says = _("Somebody else has captured this article meanwhile. Look at what they found first.")


class NoArticle(Conflict):
    code = "no-article"
    says = _("This was not captured for an article that is here. Take it in as a new one.")


@transaction.atomic
def recapture(
    *, article: Article, blocks: Iterable[Block], origin: Origin, after: int, by: Member
) -> Version | None:
    """A new version, made of `blocks`, after version number `after`; None for the same text.

    That somebody looked is remembered either way. Claims are carried into the new version by
    claims.carrying, in the same transaction. Raises NewerVersion where `after` is not the
    newest, NothingTakenIn and TextTooLong.
    """
    text, spans = composed(blocks)
    before = Article.objects.select_for_update().get(pk=article.pk).checked_at
    newest = article.versions.defer("text", "blocks").latest("number")
    if newest.number != after:
        raise NewerVersion(newest=newest.number)
    article.checked_at = timezone.now()
    Article.objects.filter(pk=article.pk).update(checked_at=article.checked_at)
    if newest.sha256 == fingerprint(text):
        checked: Changes = {"checked_at": [before, article.checked_at]}
        record(Kind.ARTICLE_CHECKED, article, by=by, changes=checked)
        return None
    version = Version(
        newsroom_id=article.newsroom_id,
        article=article,
        number=newest.number + 1,
        text=text,
        blocks=[asdict(span) for span in spans],
        sha256=fingerprint(text),
        origin=origin,
        captured_by=by,
        captured_at=article.checked_at,
    ).add()
    changes: Changes = {"version": [newest.number, version.number]}
    record(Kind.ARTICLE_RECAPTURED, article, by=by, changes=changes)
    return version


def hold(articles: Iterable[UUID]) -> None:
    """Until the transaction ends these articles get no other version; many may hold one at once.

    Whoever puts passages into a text does, and before locking a claim: a version that came in
    between would miss them.
    """
    table = connection.ops.quote_name(Article._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT FROM {table} WHERE id = ANY(%s) FOR KEY SHARE",
            [list(articles)],
        )
