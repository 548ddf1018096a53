"""How exports are refused."""

from annotations import limits
from annotations.errors import Conflict, OverLimit, Refusal


class TooManyForFormat(OverLimit):
    code = "too-many-for-format"
    says = "This format cannot hold so many claims. Narrow them, or take another format."


class TooManyUnderWay(Conflict):
    code = "too-many-exports-under-way"
    says = (
        f"{limits.EXPORTS_UNDER_WAY} files of this newsroom are being prepared already. Wait until "
        "one is ready, or discard one of yours."
    )


class TooManyExports(Conflict):
    code = "too-many-exports"
    says = f"You have {limits.EXPORTS} prepared files already. Discard one that you do not need."


class NotReady(Conflict):
    code = "export-not-ready"
    says = "There is no file yet, or none came of it: look at the export's state."


class FileGone(Refusal):
    code = "export-file-gone"
    says = "This file is not kept here any more. Prepare it once more."
