"""NDJSON: a line for each claim, as the API shows it."""

from collections.abc import Iterable, Iterator

from annotations.claims.models import Claim
from annotations.exports import native
from annotations.exports.occasion import Occasion
from annotations.exports.writing import encode


def lines(claims: Iterable[Claim], occasion: Occasion) -> Iterator[bytes]:
    for claim in claims:
        yield encode(native.claim(claim, occasion.at)) + b"\n"
