"""Secrets that open a door: how they look, and what we keep of them."""

import hashlib
import secrets
import string
import zlib

ALPHABET = string.digits + string.ascii_letters
BODY = 40  # characters; 238 bits
CHECKSUM = 6  # characters: a CRC-32 in base 62


def mint(prefix: str) -> str:
    """A new secret: `prefix`, an underscore, 40 random characters and a checksum.

    Prefix and checksum let scanners recognise one that leaked, without asking us.
    """
    body = "".join(secrets.choice(ALPHABET) for _ in range(BODY))
    return f"{prefix}_{body}{_checksum(body)}"


def is_genuine(prefix: str, secret: str) -> bool:
    """Whether `secret` can have been minted: says nothing on whether it opens a door.

    >>> is_genuine("fct", mint("fct"))
    True
    >>> is_genuine("fct", "fct_" + "0" * 46)
    False
    """
    start, _, rest = secret.partition("_")
    body, checksum = rest[:BODY], rest[BODY:]
    return start == prefix and len(body) == BODY and checksum == _checksum(body)


def digest(secret: str) -> str:
    """What we keep: SHA-256 in hexadecimal. 238 random bits need no salt and no stretching."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _checksum(body: str) -> str:
    number = zlib.crc32(body.encode())
    digits = ""
    for _ in range(CHECKSUM):
        number, digit = divmod(number, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits
