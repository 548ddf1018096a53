"""What every template may use."""

from typing import Any

from django.http import HttpRequest

from annotations.newsrooms.permissions import Action, may


def desk(request: HttpRequest) -> dict[str, Any]:
    """`newsroom` and `member` of the page, `unread`: how many notices wait for the member, and
    `may`: the names of what they may do.
    """
    member = getattr(request, "member", None)
    if member is None:
        return {"newsroom": None, "member": None, "unread": 0, "may": set()}
    everywhere = [action for action in Action if action is not Action.REVOKE_TOKEN]
    allowed = {action.value for action in everywhere if may(member, action, member.newsroom)}
    return {
        "newsroom": member.newsroom,
        "member": member,
        "unread": getattr(request, "unread", 0),
        "may": allowed,
    }
