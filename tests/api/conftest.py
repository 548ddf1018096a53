"""A newsroom with one claim in it, and programs that act for its members."""

import pytest

from annotations.newsrooms.models import Member, Newsroom, Role
from tests import factories
from tests.api.caller import Caller


@pytest.fixture
def room(db: None) -> Newsroom:
    return factories.newsroom("lindau")[0]


@pytest.fixture
def checker(room: Newsroom) -> Member:
    return factories.member(room, Role.CHECKER, name="Cem Checker")


@pytest.fixture
def program(checker: Member) -> Caller:
    return Caller(checker)
