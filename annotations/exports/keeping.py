"""For how long exports and their files are kept."""

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from annotations.exports import files
from annotations.exports.models import Export, State, Trouble

AT_ONCE = 100  # rows that are removed in one transaction


def tidy() -> None:
    _give_up()
    while _remove_outdated():
        pass
    files.remove_lost(set(Export.objects.values_list("file", flat=True)))


def _give_up() -> None:
    """An export under way whose job has ended was interrupted, whatever it was that did it."""
    at_work = ProcrastinateJob.objects.filter(pk=OuterRef("job"), status__in=["todo", "doing"])
    Export.objects.under_way().filter(~Exists(at_work) | Q(job=None)).update(
        state=State.FAILED,
        trouble=Trouble.INTERRUPTED,
        ended_at=timezone.now(),
        revision=F("revision") + 1,
    )


@transaction.atomic
def _remove_outdated() -> int:
    """How many rows were removed, their files first: a row without a file mends itself, a file
    without a row would only be found later."""
    outdated = list(Export.objects.outdated().select_for_update(skip_locked=True)[:AT_ONCE])
    for export in outdated:
        files.remove(export.file)
        export.delete()
    return len(outdated)
