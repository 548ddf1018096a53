"""From every thing of the API a link leads to its page for people."""

import pytest
from django.test import Client

from tests import factories
from tests.api.caller import Caller
from tests.api.test_authentication import LISTS
from tests.everything import one_of_each

pytestmark = pytest.mark.django_db


def test_the_page_of_whatever_is_listed_opens(client: Client) -> None:
    admin = factories.newsroom("lindau")[1]
    one_of_each(admin)
    client.force_login(admin.user)
    program = Caller(admin)
    newsroom = program.get("").json()["links"]
    opened = {}
    for name in LISTS:
        answer = program.get(f"{name}/").json()
        row = next(iter(answer.get("results", [answer])), None)
        assert row, f"{name} has none"
        page = newsroom["page"] if name in {"changes", "queue"} else row["links"]["page"]
        address = page.removeprefix("http://testserver")
        opened[name] = client.get(address, follow=True).status_code
    assert opened == dict.fromkeys(LISTS, 200)
