"""How exports are refused."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.errors import Conflict, OverLimit, Refusal
from annotations.telling import number


class TooManyForFormat(OverLimit):
    code = "too-many-for-format"
    says = _("This format cannot hold so many claims. Narrow them, or take another format.")


class TooManyUnderWay(Conflict):
    code = "too-many-exports-under-way"
    says = format_lazy(
        _(
            "{limit} files of this newsroom are being prepared already. Wait until one "
            "is ready, or discard one of yours."
        ),
        limit=number(limits.EXPORTS_UNDER_WAY),
    )


class TooManyExports(Conflict):
    code = "too-many-exports"
    says = format_lazy(
        _("You have {limit} prepared files already. Discard one that you do not need."),
        limit=number(limits.EXPORTS),
    )


class NotReady(Conflict):
    code = "export-not-ready"
    says = _("There is no file yet, or none came of it: look at the export's state.")


class FileGone(Refusal):
    code = "export-file-gone"
    says = _("This file is not kept here any more. Prepare it once more.")
