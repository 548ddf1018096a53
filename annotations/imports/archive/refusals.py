"""What can be wrong with a line of an archive, besides what is wrong with any row."""

from annotations.errors import Conflict, Unacceptable


class NotInTheArchive(Unacceptable):
    code = "not-in-the-archive"
    says = "It names something that stood in no line before and is not here."


class MeansSomethingElse(Conflict):
    code = "means-something-else"
    says = "What has this name here means something else."


class BrokenLine(Unacceptable):
    code = "broken-line"
    says = "The line contradicts itself."
