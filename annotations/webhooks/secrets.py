"""The secrets that sign: made anew from the site's key whenever they are needed, never kept.

A row keeps a random salt and the secret's digest. The secret is HMAC-SHA256 of the salt under
the site's key, so who has the database alone can sign nothing, and a site whose key was
replaced notices that by the digest, instead of signing what no receiver will believe.
"""

import base64
import secrets
from collections.abc import Iterable

from django.conf import settings
from django.utils.crypto import salted_hmac

from annotations.newsrooms.secrets import digest

PREFIX = "whsec_"  # Standard Webhooks
SALT = 32  # bytes


def new_salt() -> bytes:
    return secrets.token_bytes(SALT)


def secret_of(salt: bytes, key: str | bytes | None = None) -> str:
    """The secret of a salt, as the receiver gets it: 32 bytes in base64 after a prefix."""
    made = salted_hmac("annotations.webhooks", salt, secret=key, algorithm="sha256").digest()
    return PREFIX + base64.b64encode(made).decode()


def secret_behind(salt: bytes, expected: str) -> str | None:
    """The secret of a salt whose digest is `expected`; None where the site's key is another one.

    After a change of the key, Django's SECRET_KEY_FALLBACKS are tried as well.
    """
    keys: Iterable[str | bytes] = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    found = (secret_of(salt, key) for key in keys)
    return next((secret for secret in found if digest(secret) == expected), None)
