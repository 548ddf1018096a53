"""How intake says no. A page answers each of them with the paste box and the URL kept."""

from annotations.errors import OverLimit, Unacceptable, Unavailable, gettext_noop


class BadAddress(Unacceptable):
    """Not the address of a page on the public web."""

    code = "bad-address"
    says = gettext_noop(
        "This is not a web address we can use: it must start with http:// or https://."
    )


class Blocked(Unacceptable):
    """An address the server must not be aimed at: private, reserved, or dressed up."""

    code = "fetch-blocked"
    says = gettext_noop(
        "We do not fetch from this address. You can paste the article's text instead."
    )


class Unreachable(Unacceptable):
    """No answer, a broken one, an error, or one that took too long; it is not we who are down."""

    code = "fetch-unreachable"
    says = gettext_noop("The page could not be reached. You can paste the article's text instead.")


class TooLarge(OverLimit):
    """More bytes than we take in."""

    code = "too-large"
    says = gettext_noop(
        "This is larger than we can take in. You can paste the article's text instead."
    )


class Unsupported(Unacceptable):
    """A kind of document that has no reader yet."""

    code = "unsupported"
    says = gettext_noop(
        "We cannot read this kind of document. Web pages (.html) and plain text (.txt) work."
    )


class TextTooLong(OverLimit):
    """An article longer than `text.LIMIT` code points."""

    code = "text-too-long"
    says = gettext_noop("An article can have at most 2,000,000 characters.")


class NothingToRead(Unacceptable):
    """A document without any text."""

    code = "nothing-to-read"
    says = gettext_noop("There is no text in this. You can paste the article's text instead.")


class Unreadable(Unacceptable):
    """A page that its reader could not get through within its limits."""

    code = "unreadable"
    says = gettext_noop("This page could not be read. You can paste the article's text instead.")


class Busy(Unavailable):
    """As many pages are being read as we read at once."""

    code = "intake-busy"
    says = gettext_noop("Other pages are being read just now. Please try again in a few seconds.")
