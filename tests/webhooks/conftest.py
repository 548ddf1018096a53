"""A newsroom with a webhook, and the program behind it."""

import pytest
from pytest_httpserver import HTTPServer

from annotations.newsrooms.models import Member
from annotations.webhooks import reach
from annotations.webhooks.models import Webhook
from tests import factories
from tests.webhooks.receiver import Receiver, network_to


@pytest.fixture
def receiver(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> Receiver:
    """Only the network that deliveries may reach is another one."""
    monkeypatch.setattr(reach, "NETWORK", network_to(httpserver))
    return Receiver(httpserver)


@pytest.fixture
def admin(db: None) -> Member:
    return factories.newsroom("lindau")[1]


@pytest.fixture
def webhook(receiver: Receiver, admin: Member) -> Webhook:
    return factories.webhook(admin, url=receiver.url)
