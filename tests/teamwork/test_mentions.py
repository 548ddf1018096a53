"""Whom a text mentions."""

from uuid import UUID

import pytest

from annotations.teamwork.mentions import Person, UnclearMention, cut, mentions_in

ADA = Person(UUID(int=1), "Ada Lovelace", "ada@desk.example")
BEA = Person(UUID(int=2), "Bea Berg", "b.berg@desk.example")
BEATE = Person(UUID(int=3), "Beate", "beate@other.example")
YUSUF = Person(UUID(int=4), "يوسف علي", "y@desk.example")
ISIK = Person(UUID(int=5), "Işık (Foto)", "isik+foto@desk.example")
PEOPLE = [ADA, BEA, BEATE, YUSUF, ISIK]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@Ada Lovelace, see page 4.", [("@Ada Lovelace", ADA)]),
        ("Ask @ada or @BEA!", [("@ada", ADA), ("@BEA", BEA)]),
        ("@Ada’s source, (@b.berg).", [("@Ada", ADA), ("@b.berg", BEA)]),
        ("@ada@desk.example and @Beate", [("@ada@desk.example", ADA), ("@Beate", BEATE)]),
        ("@ada@elsewhere.example", []),
        ("@adam, @reuters and mail@ada", []),
        ("@b.berger", []),
        ("@ada.", [("@ada", ADA)]),
        ("😀 @يوسف علي ماذا؟", [("@يوسف علي", YUSUF)]),
        ("@Işık (Foto)? @isik+foto", [("@Işık (Foto)", ISIK), ("@isik+foto", ISIK)]),
        ("@", []),
        ("@@ada", []),
    ],
)
def test_a_name_after_an_at_sign_is_meant(text: str, found: list[tuple[str, Person]]) -> None:
    named = mentions_in(text, PEOPLE)
    assert [(text[one.start : one.end], one.person) for one in named] == [
        (words, person.id) for words, person in found
    ]


def test_a_name_that_several_have_is_asked_about() -> None:
    other = Person(UUID(int=9), "Ada Admin", "ada@other.example")

    for text in ("@Ada", "@ada"):
        with pytest.raises(UnclearMention) as refusal:
            mentions_in(f"{text}, look.", [ADA, other])
        assert refusal.value.details["fields"]["text"][0].startswith(f"{text} fits several")
    both = mentions_in("@Ada Admin, @ada@desk.example", [ADA, other])
    assert [one.person for one in both] == [other.id, ADA.id]


def test_where_nobody_is_nobody_is_mentioned() -> None:
    assert mentions_in("@Ada", []) == []


def test_the_pieces_are_the_text() -> None:
    text = "😀 @Ada, @Bea"
    pieces = cut(text, [one[:2] for one in mentions_in(text, PEOPLE)])
    assert [(piece.words, piece.mentions) for piece in pieces] == [
        ("😀 ", False),
        ("@Ada", True),
        (", ", False),
        ("@Bea", True),
    ]
