"""NDJSON: a line for each claim, as the API shows it."""

from collections.abc import Iterable, Iterator

from annotations.claims.models import Claim
from annotations.exports import native
from annotations.exports.occasion import Occasion
from annotations.exports.writing import encode


def lines(claims: Iterable[Claim], occasion: Occasion) -> Iterator[bytes]:
    fields = occasion.fields
    for claim in claims:
        document = native.claim(claim, occasion.at)
        if fields is not None:
            document = {name: value for name, value in document.items() if name in fields}
        yield encode(document) + b"\n"
