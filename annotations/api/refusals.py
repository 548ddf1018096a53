"""Refusals that only programs meet; those of the trade stand with their concepts."""

from annotations import limits
from annotations.errors import Conflict, NotAllowed, OverLimit, Refusal, Unacceptable


class NotSignedIn(Refusal):
    code = "not-signed-in"
    says = "Send an access token: Authorization: Bearer fct_…"


class BadToken(NotSignedIn):
    code = "bad-token"
    says = "This access token is unknown, has expired or was revoked."


class ForgedRequest(NotAllowed):
    code = "csrf-failed"
    says = "A signed-in page's request carries its CSRF token; this one did not."


class ScopeMissing(NotAllowed):
    code = "scope-missing"
    says = "This access token was not made for that."


class TokenInAddress(Unacceptable):
    code = "token-in-address"
    says = "Addresses end up in logs, so this access token is revoked now. Send it in a header."


class NotFound(Refusal):
    code = "not-found"
    says = "There is nothing here, or it is not yours to see."


class MethodNotAllowed(Refusal):
    code = "method-not-allowed"
    says = "This address does not answer requests of this kind."


class NotAcceptable(Refusal):
    code = "not-acceptable"
    says = "We cannot answer in the format that the Accept header asks for."


class NoVerdict(Conflict):
    code = "no-verdict"
    says = "This claim has no verdict yet, and this format tells of verdicts."


class RangeBeyondEnd(Refusal):
    code = "range-beyond-end"
    says = "The part that Range asks for begins after the end of the file; `size` is its length."


class TooMuchText(OverLimit):
    code = "too-much-text"
    says = f"The versions named hold more than {limits.BULK_TEXT:,} code points together."


class WrongMediaType(Refusal):
    code = "wrong-media-type"
    says = "Send application/json in UTF-8."


class LengthRequired(Refusal):
    code = "length-required"
    says = "Send the body with its Content-Length."


class BodyTooLarge(Refusal):
    code = "body-too-large"
    says = f"A body holds at most {limits.JSON_BODY:,} bytes."


class QueryTooLong(Refusal):
    code = "query-too-long"
    says = f"A query string holds at most {limits.QUERY_STRING:,} bytes."


class UnknownParameter(Unacceptable):
    code = "unknown-parameter"
    says = "There is no such parameter here."


class BadParameter(Unacceptable):
    code = "bad-parameter"
    says = "A parameter of the address has a value that it cannot have."


class NotUnderstood(Unacceptable):
    code = "not-understood"
    says = "The body does not say what is needed here."


class TooManyRequests(Refusal):
    """`details["retry_after"]` says in how many seconds there will be room again."""

    code = "too-many-requests"
    says = "You have asked too often. Retry-After says in how many seconds to go on."


class BadCursor(Unacceptable):
    code = "bad-cursor"
    says = "This cursor is not one of ours. Follow `next` as it was given."


class ForeignCursor(BadCursor):
    code = "cursor-of-another-list"
    says = (
        "This cursor belongs to another list, another order or other filters. Follow `next` as "
        "it was given, or begin without a cursor."
    )


class BadPrecondition(Unacceptable):
    code = "bad-precondition"
    says = 'If-Match takes one ETag of ours, in quotes, such as "3".'


class PreconditionRequired(Refusal):
    code = "precondition-required"
    says = "Say in If-Match which ETag you have read, so that nobody's work is overwritten."


class BadKey(Unacceptable):
    code = "bad-idempotency-key"
    says = "An Idempotency-Key is 1 to 255 visible ASCII characters."
