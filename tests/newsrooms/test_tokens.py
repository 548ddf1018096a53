"""Access tokens: shown once, kept as a digest, within scopes and time."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError
from django.utils import timezone

from annotations.errors import Unacceptable
from annotations.history.models import Event
from annotations.history.timeline import Change, tell
from annotations.newsrooms.actions import TokenAlreadyMade, make_token, revoke_token
from annotations.newsrooms.models import AccessToken, Member
from annotations.newsrooms.secrets import digest, is_genuine
from annotations.rows import new_id
from tests import factories

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def member() -> Member:
    return factories.newsroom()[1]


def test_a_token_is_kept_as_a_digest_with_a_hint(member: Member) -> None:
    token, secret = make_token(by=member, name=" My  job ", scopes=["write", "read"], lifetime=DAY)
    stored = AccessToken.objects.get(pk=token.pk)
    assert is_genuine("fct", secret)
    assert (stored.digest, stored.hint) == (digest(secret), secret[:8])
    assert (stored.name, stored.scopes) == ("My job", ["read", "write"])
    assert secret not in str(vars(stored))


def test_a_token_works_until_it_expires_or_is_revoked(member: Member) -> None:
    token, _ = make_token(by=member, name="Job", scopes=["read"], lifetime=DAY)
    assert list(AccessToken.objects.live()) == [token]
    with time_machine.travel(timezone.now() + DAY):
        assert list(AccessToken.objects.live()) == []
    revoke_token(token=token, by=member)
    assert list(AccessToken.objects.live()) == []


def test_revoking_twice_is_told_once(member: Member) -> None:
    token, _ = make_token(by=member, name="Job", scopes=["read"], lifetime=DAY)
    revoke_token(token=token, by=member)
    revoke_token(token=token, by=member)
    events = Event.objects.filter(subject_id=token.pk).order_by("number")
    assert [(entry.sentence, entry.changes) for entry in tell(events)] == [
        ("Ada Admin made the access token “Job”.", [Change("scopes", "", "read")]),
        ("Ada Admin revoked an access token.", [Change("name", "Job", "")]),
    ]


def test_a_form_that_is_sent_twice_makes_one_token(member: Member) -> None:
    pk = new_id()
    make_token(by=member, name="Job", scopes=["read"], lifetime=DAY, pk=pk)
    with pytest.raises(TokenAlreadyMade):
        make_token(by=member, name="Job", scopes=["read"], lifetime=DAY, pk=pk)
    assert AccessToken.objects.count() == 1


@pytest.mark.parametrize("scopes", [[], ["admin"], ["read", "everything"]])
def test_scopes_are_read_write_and_manage(member: Member, scopes: list[str]) -> None:
    with pytest.raises(Unacceptable) as refused:
        make_token(by=member, name="Job", scopes=scopes, lifetime=DAY)
    assert refused.value.details == {"fields": {"scopes": ["Choose from read, write, manage."]}}


def test_a_token_has_a_name(member: Member) -> None:
    with pytest.raises(Unacceptable):
        make_token(by=member, name=" ", scopes=["read"], lifetime=DAY)


@pytest.mark.parametrize("scopes", [[], ["admin"]])
def test_the_database_knows_the_scopes_too(member: Member, scopes: list[str]) -> None:
    token, _ = make_token(by=member, name="Job", scopes=["read"], lifetime=DAY)
    with pytest.raises(IntegrityError, match="token_scopes_are_known"):
        AccessToken.objects.filter(pk=token.pk).update(scopes=scopes)
