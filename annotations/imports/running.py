"""An import at work: all of it in one transaction, which ends well or never was."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO, Any

import msgspec
from django.db import transaction
from django.utils import timezone

from annotations import limits
from annotations.errors import Refusal, in_words
from annotations.history.actions import held_back
from annotations.history.models import Event
from annotations.imports import files
from annotations.imports.formats import Taker, format_of
from annotations.imports.items import Fault
from annotations.imports.models import Import, ImportedItem, Outcome, State
from annotations.imports.options import Options, options_of
from annotations.imports.progress import Progress
from annotations.imports.refusals import TooManyItems
from annotations.imports.reports import Report, counted, of_fault
from annotations.imports.sentences import Sentence, parts_of
from annotations.intake.blocks import well_formed
from annotations.newsrooms.permissions import require
from annotations.rows import broken_rules_refused


def run(import_: Import) -> None:
    """Do what the import waits for, if who began it still may. Doing it again after a crash does
    it once."""
    if not import_.is_at_work:
        return
    _note(import_, state=State.RUNNING)
    with ExitStack() as otherwise:
        otherwise.callback(_end, import_, State.FAILED)
        try:
            require(import_.by, format_of(import_.format).action, import_)
            with files.kept(import_) as file:
                _refuse_too_many(import_, file)
                _import(import_, file)
        except Refusal as refusal:
            says = _says(refusal)
            _end(import_, State.REFUSED, says=well_formed(says), told=_storable(parts_of(says)))
        otherwise.pop_all()


def _refuse_too_many(import_: Import, file: IO[bytes]) -> None:
    """Read the file once to its end, so that what is wrong with it shows before any work."""
    total = 0
    for total, _ in enumerate(format_of(import_.format).read(file), start=1):
        if total > limits.IMPORT_ITEMS:
            raise TooManyItems
    file.seek(0)
    _note(import_, total=total)


def _import(import_: Import, file: IO[bytes]) -> None:
    """Take in what the file holds. Where it may not stay, only the reports are written."""
    options = options_of(import_.options)
    with transaction.atomic(), held_back() as events:
        with Progress(import_.pk) as progress:
            reports = list(_taken(import_, options, file, events, progress))
        state = _state(import_, options, reports)
        if state == State.DONE:
            _write(import_, reports, state)
        else:
            events.clear()
            transaction.set_rollback(True)
    if state != State.DONE:
        with transaction.atomic():
            _write(import_, list(_untaken(reports)), state)


def _taken(
    import_: Import, options: Options, file: IO[bytes], events: list[Event], progress: Progress
) -> Iterator[Report]:
    kind = format_of(import_.format)
    taker = kind.taker(import_.by, options)
    for number, item in enumerate(kind.read(file), start=1):
        report = of_fault(item) if isinstance(item, Fault) else _take(taker, item, events)
        if report:
            yield report
        progress.tell(number)


def _take(taker: Taker, item: Any, events: list[Event]) -> Report | None:
    """What became of the item; a refusal takes back what was done of it."""
    before = len(events)
    try:
        with transaction.atomic():
            return taker.take(item)
    except Refusal as refusal:
        del events[before:]
        statement = getattr(item, "statement", "")  # lines of an archive have other things
        return of_fault(Fault(item.number, item.line, _says(refusal), statement))


def _says(refusal: Refusal) -> str:
    """What it says, with what that is made of where it knows."""
    says = refusal.args[0]
    return says if isinstance(says, Sentence) else in_words(refusal)


def _state(import_: Import, options: Options, reports: list[Report]) -> State:
    has_errors = any(report.outcome == Outcome.ERROR for report in reports)
    if has_errors and not options.leave_out_errors:
        return State.REFUSED
    return State.TRIED if import_.is_trial else State.DONE


def _untaken(reports: list[Report]) -> Iterator[Report]:
    """The reports of what was taken back: the claims that it made are no more."""
    made = {report.claim for report in reports if report.outcome == Outcome.NEW}
    for report in reports:
        is_gone = report.claim in made
        yield msgspec.structs.replace(report, claim=None) if is_gone else report


def _write(import_: Import, reports: list[Report], state: State) -> None:
    """What became of the items, and with it the end of the import."""
    with broken_rules_refused():
        ImportedItem.objects.bulk_create(
            [_item(import_, report) for report in reports], batch_size=1_000
        )
    _end(import_, state, counts=counted(reports), done=import_.total)
    if state == State.DONE:
        files.forget(import_)


def _item(import_: Import, report: Report) -> ImportedItem:
    values = _storable(msgspec.to_builtins(report, enc_hook=str))
    claim = values.pop("claim")
    told = {"says": parts_of(report.says), "notes": [parts_of(note) for note in report.notes]}
    return ImportedItem(
        newsroom_id=import_.newsroom_id,
        of=import_,
        claim_id=claim,
        told=_storable(told),
        **values,
    )


def _storable(value: Any) -> Any:
    """`value` with texts that the database can hold: a fault may quote what it refuses."""
    if isinstance(value, dict):
        return {name: _storable(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(inner) for inner in value]
    return well_formed(value) if isinstance(value, str) else value


def _end(import_: Import, state: State, **values: Any) -> None:
    _note(import_, state=state, ended_at=timezone.now(), **values)


def _note(import_: Import, **values: Any) -> None:
    """Write how the import stands. Nobody edits that, so the revision stays."""
    Import.objects.filter(pk=import_.pk).update(**values)
    for name, value in values.items():
        setattr(import_, name, value)
