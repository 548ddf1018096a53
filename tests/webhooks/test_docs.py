"""What docs/webhooks.md tells a stranger to do works as it stands."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from standardwebhooks.webhooks import WebhookVerificationError

from annotations.newsrooms.models import Member
from annotations.webhooks.actions import make_secret, make_webhook
from annotations.webhooks.delivering import work_off
from annotations.webhooks.models import Webhook
from tests import factories
from tests.api.caller import Caller
from tests.webhooks.receiver import Receiver

PAGE = Path(__file__).resolve().parents[2] / "docs" / "webhooks.md"


def snippets(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_both_programs_of_the_manual_know_our_messages(receiver: Receiver, admin: Member) -> None:
    manual: dict[str, Any] = {}
    for program in snippets("python"):
        exec(compile(program, PAGE.name, "exec"), manual)
    webhook, old = make_webhook(by=admin, name="The archive", url=receiver.url)
    new = make_secret(webhook=webhook, revision=1, by=admin)
    factories.source(admin)
    work_off(webhook.pk)
    (request,) = receiver.requests
    headers = {name.lower(): value for name, value in request.headers.items()}
    body = request.get_data()

    assert manual["read"](new, headers, body)["type"] == "source.added"
    assert [manual["is_genuine"](secret, headers, body) for secret in (old, new)] == [True, True]
    assert not manual["is_genuine"](new, headers, body + b" ")
    with pytest.raises(WebhookVerificationError):
        manual["read"](new, headers, body + b" ")
    with time_machine.travel(timezone.now().timestamp() + 301):
        assert not manual["is_genuine"](new, headers, body)


@pytest.mark.django_db(transaction=True)
def test_every_command_of_the_manual_works(live_server: Any, tmp_path: Path) -> None:
    room, admin = factories.newsroom("lindau")
    done = subprocess.run(
        ["bash"],
        input="\n".join(["set -euo pipefail", *snippets("sh"), "echo $SECRET"]),
        cwd=tmp_path,
        env={
            **os.environ,
            "API": f"{live_server.url}/api/v1/newsrooms/{room.slug}",
            "TOKEN": Caller(admin).secret,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stderr, done.returncode) == ("", 0), done.stdout
    *said, secret = done.stdout.splitlines()
    assert said == ["waiting", "webhook.test", "waiting", "0", "by_member", "None"]
    assert secret.startswith("whsec_")
    assert Webhook.objects.get().off_at is None
