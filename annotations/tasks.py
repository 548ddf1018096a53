"""The table of contents of what the worker can do: one import per concept."""

from annotations.exports.tasks import tidy_exports, write_export
from annotations.imports.tasks import run_import
from annotations.jobs.tasks import forget_finished, take_up_stalled
from annotations.notices.tasks import mail_digests
from annotations.webhooks.tasks import deliver, forget_deliveries

__all__ = [
    "deliver",
    "forget_deliveries",
    "forget_finished",
    "mail_digests",
    "run_import",
    "take_up_stalled",
    "tidy_exports",
    "write_export",
]
