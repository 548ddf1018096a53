"""What tests of pages start from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from pytest_django import Settings

from tests import pseudo


@pytest.fixture(scope="session")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the catalogues of our made languages are."""
    folder = tmp_path_factory.mktemp("locale")
    pseudo.make(folder)
    return folder


@pytest.fixture
def made_languages(settings: Settings, catalogues: Path) -> Iterator[None]:
    """The site offers them beside English, which the test itself goes on speaking."""
    settings.LOCALE_PATHS = [catalogues]
    settings.LANGUAGES = pseudo.LANGUAGES
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def passwords_hash_quickly(settings: Settings) -> None:
    """Good hashes are slow on purpose; what pages do with them is the same with quick ones."""
    settings.PASSWORD_HASHERS = ["tests.hashing.CountingHasher"]
