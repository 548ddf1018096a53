"""Asking for a file of claims, and discarding it. Neither is an event: see docs/exports.md."""

from django.db import transaction
from django.utils.translation import gettext as _

from annotations import limits
from annotations.claims.models import Claim
from annotations.errors import Stale, Unacceptable
from annotations.exports import files, tasks
from annotations.exports.formats import FORMATS
from annotations.exports.gathering import fitting
from annotations.exports.models import Export
from annotations.exports.refusals import TooManyExports, TooManyUnderWay
from annotations.matching.asking import chosen
from annotations.matching.claims import FILTERS
from annotations.newsrooms.models import Member, Newsroom


@transaction.atomic
def prepare_export(*, format: str, filters: dict[str, list[str]], site: str, by: Member) -> Export:  # noqa: A002
    """Have the claims that `by` can see, and that `filters` leave, written to a file.

    `filters` are those of the list of claims: {name: [texts]}; `site` is where they are asked
    for, https://host. Raises Unacceptable, naming the fields, TooManyForFormat, TooManyUnderWay
    and TooManyExports.
    """
    if format not in FORMATS:
        says = _("It is one of: %(names)s.") % {"names": ", ".join(FORMATS)}
        raise Unacceptable(fields={"format": [says]})
    claims = chosen(Claim.objects.visible_to(by), FILTERS, filters)
    total = fitting(claims, FORMATS[format]).count()
    _refuse_too_many(by)
    export = Export(
        newsroom_id=by.newsroom_id,
        member=by,
        format=format,
        filters=filters,
        site=site,
        total=total,
        file=files.new_name(),
    ).add()
    export.job = tasks.write_export.defer(export_id=str(export.pk))
    export.save(update_fields=["job"])
    return export


@transaction.atomic
def discard_export(*, export: Export, revision: int, by: Member) -> None:
    """Forget an export, and remove its file; one that is under way stops. Raises Stale.

    One that is gone by now, because it was discarded twice or its week is over, stays gone.
    """
    current = Export.objects.visible_to(by).select_for_update().filter(pk=export.pk).first()
    if current is None:
        return
    if current.revision != revision:
        raise Stale(current)
    current.delete()
    transaction.on_commit(lambda: files.remove(current.file))


def _refuse_too_many(by: Member) -> None:
    """Under a lock on the newsroom, so that two who ask at once do not both take the last place."""
    Newsroom.objects.select_for_update(no_key=True).get(pk=by.newsroom_id)
    if Export.objects.visible_to(by).count() >= limits.EXPORTS:
        raise TooManyExports
    under_way = Export.objects.filter(newsroom_id=by.newsroom_id).under_way()
    if under_way.count() >= limits.EXPORTS_UNDER_WAY:
        raise TooManyUnderWay
