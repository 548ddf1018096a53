"""What tests of pages start from."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def passwords_hash_quickly(settings: Settings) -> None:
    """Good hashes are slow on purpose; what pages do with them is the same with quick ones."""
    settings.PASSWORD_HASHERS = ["tests.hashing.CountingHasher"]
