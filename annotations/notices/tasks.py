"""Mailing notices as they come due."""

from smtplib import SMTPException

import structlog

from annotations.jobs import QUICK, app
from annotations.notices.digests import send_digests

log = structlog.get_logger(__name__)


@app.periodic(cron="* * * * *")
@app.task(queue=QUICK, queueing_lock="mail_digests")
def mail_digests(*_: int, **__: int) -> None:
    """Mail what is due. While no mail goes out at all, everything waits for the next minute."""
    try:
        send_digests()
    except (SMTPException, OSError) as trouble:
        log.error("no_mail_goes_out", trouble=str(trouble))  # noqa: TRY400
