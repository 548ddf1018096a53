"""Why something is not undone."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.errors import Conflict, NotAllowed
from annotations.telling import number


class NotYours(NotAllowed):
    code = "not-yours"
    says = _("Only who did this can undo it.")


class CannotBeUndone(Conflict):
    code = "cannot-be-undone"
    says = _("This is not undone but answered: by a new edit, or by setting things aside.")


class AlreadyUndone(Conflict):
    code = "already-undone"
    says = _("This was undone before.")


class TooLate(Conflict):
    code = "too-late"
    says = format_lazy(
        _("What was done more than {limit} hours ago is not undone any more."),
        limit=number(limits.UNDO_HOURS),
    )


class Overtaken(Conflict):
    """`number` and `kind` are those of an event since."""

    code = "overtaken"
    says = _("Something was done since that builds on this. Undo that first, if it is yours.")


class ChangedSince(Conflict):
    """`wordings` maps each field that is another by now to what it `was` before the event that
    is to be undone, what the event made it (`became`), and what it `is` now."""

    code = "changed-since"
    says = _("This was changed again since. Undoing it would overwrite that.")

    def __init__(self, wordings: dict[str, dict[str, Any]]) -> None:
        super().__init__(wordings=wordings)
        self.wordings = wordings
