"""Secrets that open a door: recognisable, unguessable, and not kept."""

import re

from hypothesis import given
from hypothesis import strategies as st

from annotations.newsrooms.secrets import ALPHABET, digest, is_genuine, mint


def test_a_secret_has_its_prefix_forty_random_characters_and_a_checksum() -> None:
    assert re.fullmatch(r"fct_[0-9A-Za-z]{46}", mint("fct"))


def test_no_two_secrets_are_alike() -> None:
    assert len({mint("fct") for _ in range(1000)}) == 1000


def test_a_secret_is_genuine_only_under_its_own_prefix() -> None:
    secret = mint("fct")
    assert is_genuine("fct", secret)
    assert not is_genuine("fcs", secret)
    assert not is_genuine("fc", secret)


@given(place=st.integers(4, 49), character=st.sampled_from(ALPHABET))
def test_a_mistyped_secret_is_recognised_without_asking_the_database(
    place: int, character: str
) -> None:
    secret = mint("fct")
    mistyped = secret[:place] + character + secret[place + 1 :]
    assert is_genuine("fct", mistyped) == (mistyped == secret)


@given(st.text())
def test_anything_else_is_no_secret(text: str) -> None:
    assert not is_genuine("fct", text)
    assert not is_genuine("fct", f"fct_{text}")


def test_what_we_keep_is_the_sha256_of_the_secret() -> None:
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
