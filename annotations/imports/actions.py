"""Beginning imports, trying them out, running them."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import IO

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations import limits
from annotations.errors import Stale, Unacceptable, gettext_noop
from annotations.imports import files
from annotations.imports.formats import format_of
from annotations.imports.models import AT_WORK, Import, ImportedItem, ImportPiece, State
from annotations.imports.options import Options
from annotations.imports.refusals import (
    FileForgotten,
    ImportAtWork,
    ImportDone,
    TooManyImports,
    Unreadable,
)
from annotations.imports.tasks import run_import
from annotations.newsrooms.models import Member
from annotations.verdicts.models import Rating

KEPT = timedelta(days=7)  # a file that nobody imported by then is forgotten


@dataclass(frozen=True)
class Wanted:
    """What is to be done with a file, and in which format it is."""

    format_name: str
    file_name: str = ""
    options: Options = field(default_factory=Options)
    is_trial: bool = False


@transaction.atomic
def begin_import(*, file: IO[bytes], wanted: Wanted, by: Member) -> Import:
    """Keep the file, and let the worker import it or only try it out. Raises as receive()."""
    import_ = receive(file=file, wanted=wanted, by=by)
    _defer(import_)
    return import_


@transaction.atomic
def receive(*, file: IO[bytes], wanted: Wanted, by: Member) -> Import:
    """Keep the file until somebody runs the import.

    Raises UnknownFormat, FileTooLarge, TooManyImports, Unreadable for an empty file, and
    Unacceptable for options that name ratings which are not here.
    """
    format_of(wanted.format_name)
    _refuse_unknown_ratings(wanted.options, by)
    recent = Import.objects.visible_to(by).filter(at__gte=timezone.now() - KEPT)
    if recent.filter(state__in=AT_WORK).count() >= limits.IMPORTS_AT_WORK:
        raise TooManyImports
    ImportPiece.objects.visible_to(by).filter(of__at__lt=timezone.now() - KEPT).delete()
    import_ = Import(
        newsroom_id=by.newsroom_id,
        by=by,
        format=wanted.format_name,
        file_name=wanted.file_name,
        size=0,
        options=msgspec.to_builtins(wanted.options),
        is_trial=wanted.is_trial,
    ).add()
    import_.size = files.keep(import_, file)
    if not import_.size:
        raise Unreadable(gettext_noop("The file is empty."))
    import_.save(update_fields=["size"])
    return import_


@transaction.atomic
def run_again(
    *, import_: Import, revision: int, options: Options, is_trial: bool, by: Member
) -> Import:
    """Import what was tried out or refused, or try it out with other options.

    Raises Stale, ImportAtWork, ImportDone, FileForgotten, and Unacceptable as begin_import().
    """
    current = Import.objects.locked(import_.pk)
    if current.revision != revision:
        raise Stale(current)
    if current.state == State.DONE:
        raise ImportDone
    if current.is_at_work:
        raise ImportAtWork
    if not current.pieces.exists():
        raise FileForgotten
    _refuse_unknown_ratings(options, by)
    ImportedItem.objects.filter(of=current).delete()
    current.revise(
        revision,
        by=by,
        options=msgspec.to_builtins(options),
        is_trial=is_trial,
        state=State.WAITING,
        total=0,
        done=0,
        counts={},
        says="",
        told=[],
        ended_at=None,
    )
    _defer(current)
    return current


def _defer(import_: Import) -> None:
    """One import of a newsroom after the other, so that each knows what came in before."""
    in_turn = run_import.configure(lock=f"imports of {import_.newsroom_id}")
    in_turn.defer(import_id=str(import_.pk))


def _refuse_unknown_ratings(options: Options, by: Member) -> None:
    keys = set(Rating.objects.visible_to(by).in_use().values_list("key", flat=True))
    unknown = sorted(set(options.ratings.values()) - keys)
    if unknown:
        says = _("There is no rating “%(name)s” here. There are: %(names)s.") % {
            "name": unknown[0][:60],
            "names": ", ".join(sorted(keys)),
        }
        raise Unacceptable(fields={"ratings": [says]})
