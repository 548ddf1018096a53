"""A link signs one member in, once, within the hour."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from annotations.newsrooms.actions import end_membership
from annotations.newsrooms.models import Member, SignInLink
from annotations.newsrooms.secrets import digest, mint
from annotations.newsrooms.sign_in import LinkIsSpent, find_link, make_sign_in_link, redeem
from tests import factories

pytestmark = pytest.mark.django_db


def secret_of(member: Member) -> str:
    return make_sign_in_link(member, "https://check.example/").split("/")[-2]


def test_the_link_is_an_address_and_only_its_digest_is_kept() -> None:
    member = factories.newsroom()[1]
    link = make_sign_in_link(member, "https://check.example/")
    secret = link.removeprefix("https://check.example/sign-in/").removesuffix("/")
    assert [(kept.digest, kept.member) for kept in SignInLink.objects.all()] == [
        (digest(secret), member)
    ]


def test_a_link_works_once() -> None:
    member = factories.newsroom()[1]
    secret = secret_of(member)
    assert find_link(secret).member == member
    assert redeem(secret) == member
    with pytest.raises(LinkIsSpent):
        redeem(secret)


def test_a_link_works_for_an_hour() -> None:
    secret = secret_of(factories.newsroom()[1])
    now = timezone.now()
    with time_machine.travel(now + timedelta(minutes=59)):
        assert find_link(secret)
    with time_machine.travel(now + timedelta(minutes=61)), pytest.raises(LinkIsSpent):
        find_link(secret)


def leave(member: Member) -> None:
    factories.member(member.newsroom, member.role)
    end_membership(member=member, revision=1, by=member)


def close_account(member: Member) -> None:
    member.user.is_active = False
    member.user.save(update_fields=["is_active"])


@pytest.mark.parametrize("happens", [leave, close_account])
def test_a_link_is_void_once_its_owner_may_not_come_in(happens: Callable[[Member], None]) -> None:
    member = factories.newsroom()[1]
    secret = secret_of(member)
    happens(member)
    with pytest.raises(LinkIsSpent):
        redeem(secret)


@pytest.mark.parametrize(
    "secret",
    ["", "fcs_1", mint("fcs"), mint("fct"), "fcs_" + "é" * 46],
    ids=["nothing", "too short", "never given", "a token", "not ours"],
)
def test_what_was_never_a_link_is_refused_with_the_same_words(secret: str) -> None:
    with pytest.raises(LinkIsSpent) as refused:
        redeem(secret)
    assert str(refused.value) == LinkIsSpent.says


@pytest.mark.django_db(transaction=True)
def test_of_many_who_use_a_link_at_once_one_comes_in() -> None:
    secret = secret_of(factories.newsroom()[1])

    def use(_: int) -> bool:
        try:
            redeem(secret)
        except LinkIsSpent:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(use, range(8))) == [False] * 7 + [True]
