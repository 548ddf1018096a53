"""The commands with which an operator lets people and programs in."""

import re
from io import StringIO
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client

from annotations.newsrooms.models import AccessToken, Member, Newsroom, User
from annotations.newsrooms.secrets import digest
from tests import factories
from tests.web.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Member:
    return factories.newsroom("lindau")[1]


def run(command: str, **options: object) -> str:
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def test_make_token_prints_the_token_alone(ada: Member) -> None:
    printed = run("make_token", newsroom="lindau", member=ada.user.email, scopes="read,write")
    assert re.fullmatch(r"fct_\w{46}\n", printed)
    token = AccessToken.objects.get()
    assert token.digest == digest(printed.strip())
    assert (token.member, token.scopes) == (ada, ["read", "write"])


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"newsroom": "bregenz"}, "There is no newsroom “bregenz”. There is: lindau."),
        (
            {"member": "eve@desk.example"},
            "Nobody with the address eve@desk.example is a member of Lindau.",
        ),
        ({"scopes": "read,all"}, "scopes: Choose from read, write, manage."),
        ({"days": 0}, "A token works for 1 to 365 days."),
        ({"name": ""}, "name: This field cannot be blank."),
    ],
)
def test_make_token_says_in_one_sentence_what_is_wrong(
    ada: Member, options: dict[str, object], sentence: str
) -> None:
    given = {"newsroom": "lindau", "member": ada.user.email, "scopes": "read"}
    with pytest.raises(CommandError) as refused:
        run("make_token", **{**given, **options})
    assert str(refused.value).endswith(sentence)
    assert AccessToken.objects.count() == 0


def test_who_has_left_gets_neither_token_nor_link(ada: Member) -> None:
    Member.objects.filter(pk=ada.pk).update(left_at=ada.joined_at)
    for command in ["make_token", "sign_in_link"]:
        with pytest.raises(CommandError, match="Nobody with the address"):
            run(command, newsroom="lindau", member=ada.user.email)


def test_without_any_newsroom_we_say_so() -> None:
    with pytest.raises(CommandError, match=r"There is no newsroom “lindau”\. None is yet\."):
        run("sign_in_link", newsroom="lindau", member="ada@desk.example")


def test_sign_in_link_prints_a_link_that_works(ada: Member) -> None:
    printed = run(
        "sign_in_link",
        newsroom="lindau",
        member=ada.user.email.upper(),
        base_url="https://check.example/",
    )
    assert re.fullmatch(r"https://check\.example/sign-in/fcs_\w{46}/\n", printed)
    page = Client().get(urlsplit(printed.strip()).path)
    assert "signs you in as Ada Admin" in words(page.content.decode())


def test_a_newsroom_is_founded_with_its_first_admin() -> None:
    printed = run(
        "found_newsroom",
        name="Bregenz Desk",
        slug="bregenz",
        admin_email="Nour@desk.example",
        admin_name="Nour",
    )
    member = Member.objects.get(newsroom__slug="bregenz")
    assert (str(member), member.user.email, member.role) == ("Nour", "nour@desk.example", "admin")
    assert not member.user.has_usable_password()
    answer = Client().post(urlsplit(printed.strip()).path)
    assert answer["Location"] == "/newsrooms/bregenz/"


def test_who_is_known_founds_another_newsroom(ada: Member) -> None:
    run("found_newsroom", name="Second", slug="second", admin_email=ada.user.email)
    assert User.objects.count() == 1
    assert set(Newsroom.objects.of(ada.user).values_list("slug", flat=True)) == {"lindau", "second"}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"slug": "lindau"}, "already exists"),
        ({"slug": "no slug"}, "valid “slug”"),
        ({"name": ""}, "cannot be blank"),
        ({"admin_email": "nowhere"}, "valid email address"),
        ({"admin_name": ""}, "give their name with --admin-name"),
    ],
)
def test_what_is_wrong_with_a_newsroom_is_told_and_nothing_is_made(
    ada: Member, options: dict[str, str], sentence: str
) -> None:
    given = {
        "name": "Bregenz Desk",
        "slug": "bregenz",
        "admin_email": "nour@desk.example",
        "admin_name": "Nour",
    }
    with pytest.raises(CommandError, match=sentence):
        run("found_newsroom", **given | options)
    assert (Newsroom.objects.count(), User.objects.count()) == (1, 1)


def test_who_lost_their_codes_is_let_in_again_and_told(
    ada: Member, mailoutbox: list[EmailMessage]
) -> None:
    Authenticator.objects.create(user=ada.user, type=Authenticator.Type.TOTP, data={})
    printed = run("switch_off_two_step_sign_in", account=ada.user.email.upper())
    assert printed == f"{ada.user.email} signs in with the password alone now.\n"
    assert not Authenticator.objects.exists()
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        ([ada.user.email], "Two-step sign-in was switched off")
    ]


@pytest.mark.parametrize(
    ("account", "sentence"),
    [
        ("nobody@desk.example", "Nobody has an account"),
        ("admin@lindau.example", "with the password alone already"),
    ],
)
@pytest.mark.usefixtures("ada")
def test_what_is_not_there_is_not_switched_off(
    account: str, sentence: str, mailoutbox: list[EmailMessage]
) -> None:
    with pytest.raises(CommandError, match=sentence):
        run("switch_off_two_step_sign_in", account=account)
    assert mailoutbox == []
