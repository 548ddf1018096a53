"""Which events a webhook can tell of: those of the feed, so not what concerns people alone."""

from annotations.history.models import Kind

ABOUT_PEOPLE = {"newsroom", "member", "invitation", "token", "webhook", "view"}
TEST = "webhook.test"
"""The type of a message that tells of nothing."""
GONE = "gone"
"""What is said of a thing that has left the webhook's view, such as `claim.gone`."""


def noun(kind: str) -> str:
    """
    >>> noun("claim.marked")
    'claim'
    """
    return kind.partition(".")[0]


TOLD = [kind for kind in Kind if noun(kind) not in ABOUT_PEOPLE]
