"""How passages may stand in a newer version, and what may become of them there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from annotations.anchoring.carrying import Standing


class Outcome(models.TextChoices):
    """What became of a passage in a newer version of its article."""

    CARRIED = "carried", _("carried over")
    UNDECIDED = "undecided", _("undecided")
    HOLDS = "holds", _("still holds")
    RECHECK = "recheck", _("to be checked again")
    RETIRED = "retired", _("no longer in the article")


SURE = [Standing.SAME.value, Standing.RESPELLED.value]
UNSURE = [Standing.CHANGED.value, Standing.GONE.value]

WENT_ON = [Outcome.CARRIED, Outcome.HOLDS, Outcome.RECHECK]
"""It has a place in the newer version."""
DECIDED = [Outcome.HOLDS, Outcome.RECHECK, Outcome.RETIRED]
