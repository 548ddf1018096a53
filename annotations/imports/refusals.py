"""How imports say no to a file, or to what somebody wants to do with one."""

from annotations import limits
from annotations.errors import Conflict, OverLimit, Unacceptable


class Unreadable(Unacceptable):
    code = "unreadable-file"
    says = "This file cannot be read."


class UnknownFormat(Unacceptable):
    code = "unknown-format"
    says = "Files of this format are not taken in."


class FileTooLarge(OverLimit):
    code = "file-too-large"
    says = f"A file that is imported holds at most {limits.IMPORT // 1024 // 1024} MB."


class TooManyItems(OverLimit):
    code = "too-many-items"
    says = f"A file that is imported holds at most {limits.IMPORT_ITEMS:,} claims."


class TooManyImports(OverLimit):
    code = "too-many-imports"
    says = f"At most {limits.IMPORTS_AT_WORK} imports of a newsroom wait at once. Try again later."


class FileForgotten(Conflict):
    code = "file-forgotten"
    says = "The file is not kept any more. Send it again."


class ImportAtWork(Conflict):
    code = "import-at-work"
    says = "This import is at work just now."


class ImportDone(Conflict):
    code = "import-done"
    says = "This file was imported already."
