"""Who may do what: the whole law on this page.

A row is a permission; its lists are alternatives; the conditions in a list must all hold.
"""

from collections.abc import Callable
from enum import StrEnum, auto
from typing import Any, TypeAlias

from annotations.errors import NotAllowed
from annotations.newsrooms.models import ForAdmins, Member, Personal, Role, Secret

Condition: TypeAlias = Callable[[Member, Any], bool]


class Action(StrEnum):
    READ = auto()
    TAKE_IN = auto()
    RECAPTURE = auto()
    EDIT_ARTICLE = auto()
    MARK = auto()
    MARK_READ = auto()
    EDIT_CLAIM = auto()
    SET_ASIDE = auto()
    CITE = auto()
    EDIT_SOURCE = auto()
    ASSIGN = auto()
    COMMENT = auto()
    EDIT_COMMENT = auto()
    RESOLVE = auto()
    ASSESS = auto()
    REASSESS = auto()
    PREPARE_EXPORT = auto()
    DISCARD_EXPORT = auto()
    DECIDE = auto()
    EDIT_SCALE = auto()
    READ_NOTICE = auto()
    CHOOSE_MAIL = auto()
    SAVE_VIEW = auto()
    SHARE_VIEW = auto()
    CHANGE_VIEW = auto()
    KEEP_VIEW = auto()
    ORDER_VIEWS = auto()
    IMPORT = auto()
    IMPORT_ARCHIVE = auto()
    MAKE_TOKEN = auto()
    REVOKE_TOKEN = auto()
    MANAGE_MEMBERS = auto()
    END_MEMBERSHIP = auto()
    MANAGE_WEBHOOKS = auto()


def is_member(member: Member, thing: Any) -> bool:
    return member.left_at is None and bool(thing.newsroom_id == member.newsroom_id)


def has_role(role: Role) -> Condition:
    return lambda member, _: member.role == role


is_checker = has_role(Role.CHECKER)
is_editor = has_role(Role.EDITOR)
is_admin = has_role(Role.ADMIN)


def is_common(member: Member, thing: Any) -> bool:  # noqa: ARG001
    return not isinstance(thing, Secret | Personal | ForAdmins)


def is_secret(member: Member, thing: Any) -> bool:  # noqa: ARG001
    return isinstance(thing, Secret | ForAdmins)


def is_their_own(member: Member, thing: Any) -> bool:
    return bool(getattr(thing, "member_id", None) == member.pk)


def is_themselves(member: Member, thing: Any) -> bool:
    return bool(thing.pk == member.pk)


def is_by_them(member: Member, thing: Any) -> bool:
    return bool(getattr(thing, "by_id", None) == member.pk)


def is_shared(member: Member, thing: Any) -> bool:  # noqa: ARG001
    return bool(getattr(thing, "shared", False))


def is_kept(member: Member, thing: Any) -> bool:
    return not is_shared(member, thing)


WHO_WORKS: list[list[Condition]] = [
    [is_member, is_checker],
    [is_member, is_editor],
    [is_member, is_admin],
]

WHO_EDITS: list[list[Condition]] = [[is_member, is_editor], [is_member, is_admin]]

ALLOWED: dict[Action, list[list[Condition]]] = {
    Action.READ: [
        [is_member, is_common],
        [is_member, is_their_own],
        [is_member, is_shared],
        [is_member, is_admin, is_secret],
    ],
    Action.TAKE_IN: WHO_WORKS,
    Action.RECAPTURE: WHO_WORKS,
    Action.EDIT_ARTICLE: WHO_WORKS,
    Action.MARK: WHO_WORKS,
    Action.MARK_READ: WHO_WORKS,
    Action.EDIT_CLAIM: WHO_WORKS,
    Action.SET_ASIDE: WHO_WORKS,
    Action.CITE: WHO_WORKS,
    Action.EDIT_SOURCE: WHO_WORKS,
    Action.ASSIGN: WHO_WORKS,
    Action.COMMENT: WHO_WORKS,
    Action.EDIT_COMMENT: [[*way, is_by_them] for way in WHO_WORKS],
    Action.RESOLVE: WHO_WORKS,
    Action.ASSESS: WHO_WORKS,
    Action.REASSESS: [[*way, is_by_them] for way in WHO_WORKS],
    Action.PREPARE_EXPORT: [[is_member]],
    Action.DISCARD_EXPORT: [[is_member, is_their_own]],
    Action.DECIDE: WHO_EDITS,
    Action.EDIT_SCALE: WHO_EDITS,
    Action.READ_NOTICE: [[is_member, is_their_own]],
    Action.CHOOSE_MAIL: [[is_member, is_their_own]],
    Action.SAVE_VIEW: [[is_member]],
    Action.SHARE_VIEW: WHO_EDITS,
    Action.CHANGE_VIEW: [
        [is_member, is_their_own, is_kept],
        *([*way, is_shared] for way in WHO_EDITS),
    ],
    # Others withdraw it, and see that they did.
    Action.KEEP_VIEW: [[*way, is_their_own] for way in WHO_EDITS],
    Action.ORDER_VIEWS: [[is_member, is_their_own]],
    Action.IMPORT: WHO_WORKS,
    # An archive tells of work in the names of others.
    Action.IMPORT_ARCHIVE: [[is_member, is_admin]],
    Action.MAKE_TOKEN: [[is_member]],
    Action.REVOKE_TOKEN: [[is_member, is_their_own], [is_member, is_admin]],
    Action.MANAGE_MEMBERS: [[is_member, is_admin]],
    Action.END_MEMBERSHIP: [[is_member, is_themselves], [is_member, is_admin]],
    Action.MANAGE_WEBHOOKS: [[is_member, is_admin]],
}


def may(member: Member, action: Action, thing: Any) -> bool:
    """Whether `member` may do `action` to `thing`: a row, or the newsroom for what is new."""
    return any(all(holds(member, thing) for holds in way) for way in ALLOWED[action])


def require(member: Member, action: Action, thing: Any) -> Member:
    """`member`, who may do it; raises NotAllowed otherwise."""
    if not may(member, action, thing):
        raise NotAllowed(action=str(action))
    return member
