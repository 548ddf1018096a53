"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from annotations.newsrooms.permissions import Action, may
from annotations.web.words import address_of_words


def desk(request: HttpRequest) -> dict[str, Any]:
    """`newsroom` and `member` of the page, `unread`: how many notices wait for the member, and
    `may`: the names of what they may do.

    `csrf_cookie` is the name of the cookie that scripts read the CSRF token from. `live` is the
    cursor from which the open page follows; none where it does not. `words_of_scripts` is the
    address of what scripts say, "" in English; `zone` the time zone in which the page tells times.
    """
    member = getattr(request, "member", None)
    everywhere = {
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "words_of_scripts": address_of_words(),
        "zone": timezone.get_current_timezone_name(),
    }
    if member is None:
        return {"newsroom": None, "member": None, "unread": 0, "may": set(), **everywhere}
    actions = [action for action in Action if action is not Action.REVOKE_TOKEN]
    allowed = {action.value for action in actions if may(member, action, member.newsroom)}
    return {
        "newsroom": member.newsroom,
        "member": member,
        "unread": getattr(request, "unread", 0),
        "may": allowed,
        **everywhere,
        "live": getattr(request, "live", None),
    }
