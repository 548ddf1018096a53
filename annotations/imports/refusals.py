"""How imports say no to a file, or to what somebody wants to do with one."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from annotations import limits
from annotations.errors import Conflict, OverLimit, Unacceptable
from annotations.telling import number


class Unreadable(Unacceptable):
    code = "unreadable-file"
    says = _("This file cannot be read.")


class UnknownFormat(Unacceptable):
    code = "unknown-format"
    says = _("Files of this format are not taken in.")


class FileTooLarge(OverLimit):
    code = "file-too-large"
    says = format_lazy(
        _("A file that is imported holds at most {limit} MB."),
        limit=number(limits.IMPORT // 1024 // 1024),
    )


class TooManyItems(OverLimit):
    code = "too-many-items"
    says = format_lazy(
        _("A file that is imported holds at most {limit} claims."),
        limit=number(limits.IMPORT_ITEMS),
    )


class TooManyImports(OverLimit):
    code = "too-many-imports"
    says = format_lazy(
        _("At most {limit} imports of a newsroom wait at once. Try again later."),
        limit=number(limits.IMPORTS_AT_WORK),
    )


class FileForgotten(Conflict):
    code = "file-forgotten"
    says = _("The file is not kept any more. Send it again.")


class ImportAtWork(Conflict):
    code = "import-at-work"
    says = _("This import is at work just now.")


class ImportDone(Conflict):
    code = "import-done"
    says = _("This file was imported already.")
