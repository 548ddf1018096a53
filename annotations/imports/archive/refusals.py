"""What can be wrong with a line of an archive, besides what is wrong with any row."""

from django.utils.translation import gettext_lazy as _

from annotations.errors import Conflict, Unacceptable


class NotInTheArchive(Unacceptable):
    code = "not-in-the-archive"
    says = _("It names something that stood in no line before and is not here.")


class MeansSomethingElse(Conflict):
    code = "means-something-else"
    says = _("What has this name here means something else.")


class BrokenLine(Unacceptable):
    code = "broken-line"
    says = _("The line contradicts itself.")
