"""The law: who may do what. The table says it again, in full, for a second pair of eyes."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from annotations.errors import NotAllowed
from annotations.exports.models import Export
from annotations.matching.models import View, ViewOrder
from annotations.newsrooms.models import AccessToken, Invitation, Member, Newsroom, Role, SignInLink
from annotations.newsrooms.permissions import Action, may, require
from annotations.notices.models import Digest, Notice
from annotations.rows import Row
from annotations.teamwork.models import Comment
from annotations.verdicts.models import Assessment
from annotations.webhooks.models import Webhook
from tests import factories
from tests.everything import ROWS, export, one_of_each, sign_in_link, token

HERE, ELSEWHERE = Newsroom(slug="here"), Newsroom(slug="elsewhere")
ALL = {"reader", "checker", "editor", "admin"}
WORKERS = {"checker", "editor", "admin"}
EDITORS = {"editor", "admin"}
ADMIN = {"admin"}

# What is asked, of what, and the roles of the newsroom's present members who may.
# Members of another newsroom, and those who have left, never may.
TABLE: list[tuple[Action, str, set[str]]] = [
    (Action.READ, "newsroom", ALL),
    (Action.READ, "colleague", ALL),
    (Action.READ, "own token", ALL),
    (Action.READ, "colleague's token", ADMIN),
    (Action.READ, "own sign-in link", ALL),
    (Action.READ, "colleague's sign-in link", ADMIN),
    (Action.READ, "invitation", ADMIN),
    (Action.TAKE_IN, "newsroom", WORKERS),
    (Action.RECAPTURE, "newsroom", WORKERS),
    (Action.EDIT_ARTICLE, "newsroom", WORKERS),
    (Action.MARK, "newsroom", WORKERS),
    (Action.MARK_READ, "newsroom", WORKERS),
    (Action.EDIT_CLAIM, "newsroom", WORKERS),
    (Action.SET_ASIDE, "newsroom", WORKERS),
    (Action.CITE, "newsroom", WORKERS),
    (Action.EDIT_SOURCE, "newsroom", WORKERS),
    (Action.ASSIGN, "newsroom", WORKERS),
    (Action.COMMENT, "newsroom", WORKERS),
    (Action.EDIT_COMMENT, "own comment", WORKERS),
    (Action.EDIT_COMMENT, "colleague's comment", set()),
    (Action.RESOLVE, "newsroom", WORKERS),
    (Action.ASSESS, "newsroom", WORKERS),
    (Action.REASSESS, "own assessment", WORKERS),
    (Action.REASSESS, "colleague's assessment", set()),
    (Action.READ, "own export", ALL),
    (Action.READ, "colleague's export", set()),
    (Action.PREPARE_EXPORT, "newsroom", ALL),
    (Action.DISCARD_EXPORT, "own export", ALL),
    (Action.DISCARD_EXPORT, "colleague's export", set()),
    (Action.DECIDE, "newsroom", {"editor", "admin"}),
    (Action.EDIT_SCALE, "newsroom", {"editor", "admin"}),
    (Action.READ, "own notice", ALL),
    (Action.READ, "colleague's notice", set()),
    (Action.READ_NOTICE, "own notice", ALL),
    (Action.READ_NOTICE, "colleague's notice", set()),
    (Action.CHOOSE_MAIL, "own digest", ALL),
    (Action.CHOOSE_MAIL, "colleague's digest", set()),
    (Action.READ, "own view", ALL),
    (Action.READ, "colleague's view", set()),
    (Action.READ, "colleague's shared view", ALL),
    (Action.SAVE_VIEW, "newsroom", ALL),
    (Action.SHARE_VIEW, "newsroom", EDITORS),
    (Action.CHANGE_VIEW, "own view", ALL),
    (Action.CHANGE_VIEW, "colleague's view", set()),
    (Action.CHANGE_VIEW, "own shared view", EDITORS),
    (Action.CHANGE_VIEW, "colleague's shared view", EDITORS),
    (Action.KEEP_VIEW, "own shared view", EDITORS),
    (Action.KEEP_VIEW, "colleague's shared view", set()),
    (Action.ORDER_VIEWS, "own order", ALL),
    (Action.ORDER_VIEWS, "colleague's order", set()),
    (Action.IMPORT, "newsroom", WORKERS),
    (Action.IMPORT_ARCHIVE, "newsroom", ADMIN),
    (Action.MAKE_TOKEN, "newsroom", ALL),
    (Action.REVOKE_TOKEN, "own token", ALL),
    (Action.REVOKE_TOKEN, "colleague's token", ADMIN),
    (Action.MANAGE_MEMBERS, "newsroom", ADMIN),
    (Action.END_MEMBERSHIP, "themselves", ALL),
    (Action.END_MEMBERSHIP, "colleague", ADMIN),
    (Action.MANAGE_WEBHOOKS, "newsroom", ADMIN),
    (Action.READ, "webhook", ADMIN),
]


def person(role: str, room: Newsroom = HERE, left_at: datetime | None = None) -> Member:
    return Member(newsroom=room, role=role, left_at=left_at)


def thing(name: str, member: Member) -> Any:
    """What is asked about, in the newsroom HERE. What is "own" belongs to `member`."""
    owner = member if name.startswith(("own", "themselves")) else person("checker")
    return {
        "newsroom": HERE,
        "themselves": owner,
        "colleague": owner,
        "token": AccessToken(newsroom=HERE, member=owner),
        "link": SignInLink(newsroom=HERE, member=owner),
        "export": Export(newsroom=HERE, member=owner),
        "comment": Comment(newsroom=HERE, by=owner),
        "assessment": Assessment(newsroom=HERE, by=owner),
        "notice": Notice(newsroom=HERE, member=owner),
        "digest": Digest(newsroom=HERE, member=owner),
        "view": View(newsroom=HERE, member=owner, shared="shared" in name),
        "order": ViewOrder(newsroom=HERE, member=owner),
        "invitation": Invitation(newsroom=HERE, invited_by=owner),
        "webhook": Webhook(newsroom=HERE, made_by=owner),
    }[name.rsplit(maxsplit=1)[-1]]


@pytest.mark.parametrize(("action", "name", "roles"), TABLE)
def test_who_may(action: Action, name: str, roles: set[str]) -> None:
    people = {role: person(role) for role in Role.values}
    assert {role for role, p in people.items() if may(p, action, thing(name, p))} == roles


@pytest.mark.parametrize(("action", "name", "roles"), TABLE)
def test_a_member_of_another_newsroom_may_nothing(
    action: Action, name: str, roles: set[str]
) -> None:
    if name == "themselves":
        name = "colleague"
    people = [person(role, ELSEWHERE) for role in Role.values]
    assert [p.role for p in people if may(p, action, thing(name, p))] == []


@pytest.mark.parametrize(("action", "name", "roles"), TABLE)
def test_who_has_left_may_nothing(action: Action, name: str, roles: set[str]) -> None:
    left = [person(role, left_at=datetime(2026, 11, 1, tzinfo=UTC)) for role in Role.values]
    assert [p.role for p in left if may(p, action, thing(name, p))] == []


def test_the_table_knows_every_action() -> None:
    assert {action for action, _, _ in TABLE} == set(Action)


def test_require_gives_the_member_back_or_names_the_action() -> None:
    checker = person("checker")
    assert require(checker, Action.MARK, HERE) is checker
    with pytest.raises(NotAllowed) as refused:
        require(checker, Action.MANAGE_MEMBERS, HERE)
    assert refused.value.details == {"action": "manage_members"}


@pytest.mark.django_db
def test_lists_show_what_the_law_lets_one_read() -> None:
    room, admin = factories.newsroom()
    elsewhere, stranger = factories.newsroom()
    one_of_each(admin)
    one_of_each(stranger)
    members = [factories.member(room, role) for role in Role]
    for member in members:
        token(member)
        sign_in_link(member)
    export(members[0])
    for member in members:
        factories.view(member, shared=member.role == Role.EDITOR)
    left = [factories.member(room, role) for role in Role]
    for member in left:
        member.left_at = datetime(2026, 11, 1, tzinfo=UTC)

    for model in ROWS:
        rows: list[Row] = list(model.objects.all())
        assert {row.newsroom_id for row in rows} == {room.pk, elsewhere.pk}, model
        for member in [*members, *left, stranger]:
            listed = ids(model.objects.visible_to(member))
            allowed = ids(row for row in rows if may(member, Action.READ, row))
            assert listed == allowed, (model, member.role, member.left_at)


def ids(rows: Any) -> set[UUID]:
    return {row.pk for row in rows}


def test_every_row_has_a_list_that_asks_the_law() -> None:
    assert [model for model in ROWS if not hasattr(model.objects, "visible_to")] == []
