"""Buttons send along which revision of a thing they stood beside."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from annotations.claims.carryings import Carrying
from annotations.newsrooms.models import Member
from annotations.rows import RevisedRow
from tests import factories
from tests.web.pages import signed_in, words

pytestmark = pytest.mark.django_db


def a_changed_passage(ada: Member) -> Carrying:
    version = factories.version(ada)
    factories.claim(ada, version)
    factories.recaptured(version.article, ada, ("has not yet", "has now"))
    return Carrying.objects.get()


BUTTONS: dict[str, Callable[[Member], RevisedRow]] = {
    "withdraw_evidence": lambda ada: factories.evidence(factories.claim(ada), ada),
    "withdraw_passage": lambda ada: factories.passage(factories.claim(ada), ada),
    "withdraw_reading": lambda ada: factories.reading(factories.version(ada), ada),
    "withdraw_view": factories.view,
    "decide_passage": a_changed_passage,
}


@pytest.mark.parametrize("revision", ["", "two", "-1", "٣", "9" * 5_000])
@pytest.mark.parametrize("button", BUTTONS)
def test_a_button_beside_no_revision_that_there_is_changes_nothing(
    ada: Member, button: str, revision: str
) -> None:
    row = BUTTONS[button](ada)
    address = reverse(f"web:{button}", args=[ada.newsroom.slug, row.pk])

    answer = signed_in(ada).post(address, {"revision": revision}, follow=True)

    assert answer.redirect_chain[0][1] == 303
    assert "This was changed by somebody else" in words(answer.content.decode())
    assert type(row)._base_manager.get(pk=row.pk).revision == row.revision
