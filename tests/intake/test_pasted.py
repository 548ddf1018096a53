import os
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.intake.blocks import Found, FoundBlock, Kind, clean
from annotations.intake.pasted import from_text
from annotations.intake.refusals import NothingToRead, TextTooLong

SHARED = Path(os.environ.get("FACTCHECK_SHARED", Path(__file__).parents[3] / "shared"))
SEED = SHARED / "data" / "turkish-minute-s400.txt"

FERRY = (
    "The ferry to the islands has carried fewer people every year since the bridge was opened, "
    "the harbour office said on Monday."
)
BRIDGE = (
    "The bridge cost 40 million euros, twice what the council had planned, and it was closed for "
    "repairs in its second winter."
)
WRAPPED = """\
The ferry to the islands has carried fewer people every year since
the bridge was opened, the harbour office said on Monday. It now runs
twice a day.

The bridge cost 40 million euros, twice what the council had planned,
and it was closed for repairs twice.
In the summer of that year the ferries ran every hour again, and both
companies made a profit.
"""


def kept(found: Found) -> list[tuple[Kind, str]]:
    return [(block.kind, block.text) for block in found.taken_in()]


def left_out(found: Found) -> dict[str, str]:
    return {block.text: block.why for block in found.blocks if block.furniture}


@pytest.mark.skipif(not SEED.exists(), reason="the shared articles are not here")
def test_the_seed_article_comes_in_whole_and_without_its_furniture() -> None:
    written = SEED.read_text(encoding="utf-8")
    found = from_text(written)
    assert left_out(found) == {
        "20.4 C": "weather",
        "Frankfurt am Main": "before-headline",
        "Must read": "related",
        "Liked it? Take a second to support Turkish Minute on Patreon!": "donation",
        "Become a patron at Patreon!": "donation",
        "More News": "related",
        "Latest News": "related",
    }
    assert found.title == (
        "Turkey has no intention of abandoning Russian S-400 missile system: official"
    )
    assert found.blocks[2] == FoundBlock(Kind.HEADING, found.title, 1)
    article = written[written.index("İsmail Demir") : written.index("Liked it?")]
    assert "\n\n".join(text for _, text in kept(found)[1:]) == article.strip()
    assert found.language == "en"


def test_each_line_of_a_web_paste_is_a_paragraph() -> None:
    found = from_text(f"Ferry loses its passengers\n{FERRY}\n{BRIDGE}")
    assert found == Found(
        blocks=(
            FoundBlock(Kind.HEADING, "Ferry loses its passengers", 1),
            FoundBlock(Kind.PARAGRAPH, FERRY),
            FoundBlock(Kind.PARAGRAPH, BRIDGE),
        ),
        title="Ferry loses its passengers",
        language="en",
        origin="pasted",
    )


def test_text_wrapped_by_hand_is_joined_and_keeps_its_line_breaks() -> None:
    lines = WRAPPED.splitlines()
    assert kept(from_text(WRAPPED)) == [
        (Kind.PARAGRAPH, "\n".join(lines[:3])),
        (Kind.PARAGRAPH, "\n".join(lines[4:6])),
        (Kind.PARAGRAPH, "\n".join(lines[6:])),
    ]


def test_lists_quotations_and_subheadings_are_told_apart() -> None:
    text = f"""Ferry loses its passengers

{FERRY}

Why it happened

- the bridge
• the fare
  of nine euros
3. the timetable

> We saw it coming.
> Nobody listened.

{BRIDGE}"""
    assert kept(from_text(text)) == [
        (Kind.HEADING, "Ferry loses its passengers"),
        (Kind.PARAGRAPH, FERRY),
        (Kind.HEADING, "Why it happened"),
        (Kind.LIST_ITEM, "the bridge"),
        (Kind.LIST_ITEM, "the fare\n  of nine euros"),
        (Kind.LIST_ITEM, "3. the timetable"),
        (Kind.QUOTATION, "We saw it coming."),
        (Kind.QUOTATION, "Nobody listened."),
        (Kind.PARAGRAPH, BRIDGE),
    ]


PAGE = f"""Skip to main content
Home > News > Islands
Ferry loses its passengers
The council looks for somebody who will run it after the summer
By Ada Example
March 24, 2022 10:30 am
12 comments
{FERRY}
Advertisement
Read also: The bridge that nobody wanted
We use cookies and similar tools to keep the site running and to count our readers.
{BRIDGE}
“Nobody asked us,” she said.
Photo: The Harbour Gazette
Share on Facebook
The best beaches of the coast
© 2022 The Harbour Gazette"""


def test_furniture_is_left_out_each_line_with_its_reason() -> None:
    found = from_text(PAGE)
    assert left_out(found) == {
        "Skip to main content": "navigation",
        "Home > News > Islands": "before-headline",
        "By Ada Example": "byline",
        "March 24, 2022 10:30 am": "date",
        "12 comments": "comments",
        "Advertisement": "advertisement",
        "Read also: The bridge that nobody wanted": "related",
        "We use cookies and similar tools to keep the site running and to count our readers.": (
            "cookies"
        ),
        "Photo: The Harbour Gazette": "caption",
        "Share on Facebook": "sharing",
        "The best beaches of the coast": "after-end",
        "© 2022 The Harbour Gazette": "copyright",
    }
    assert [text for _, text in kept(found)] == [
        "Ferry loses its passengers",
        "The council looks for somebody who will run it after the summer",
        FERRY,
        BRIDGE,
        "“Nobody asked us,” she said.",
    ]
    assert (found.author, found.published_on) == ("Ada Example", date(2022, 3, 24))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Teilen", "sharing"),
        ("Jetzt spenden", "donation"),
        ("Lire aussi", "related"),
        ("Suscríbete", "subscription"),
        ("İlgili Haberler", "related"),
        ("Реклама", "advertisement"),
        ("اقرأ أيضا", "related"),
        ("כתבות נוספות", "related"),
        ("评论", "comments"),
        ("関連記事", "related"),
    ],
)
def test_furniture_is_known_in_many_languages(line: str, why: str) -> None:
    found = from_text(f"Ferry loses its passengers\n{FERRY}\n{line}\n{BRIDGE}")
    assert left_out(found) == {line: why}


def test_the_end_of_a_paste_goes_when_the_comments_begin() -> None:
    said = "I took this ferry every day for eleven years, and nobody ever asked me what I thought."
    found = from_text(f"{FERRY}\n{BRIDGE}\n{FERRY}\n{BRIDGE}\n{FERRY}\nComments\n{said}\n{said}")
    assert [b.why for b in found.blocks] == [""] * 5 + ["comments"] * 3


def test_a_button_named_comment_ends_nothing() -> None:
    found = from_text(f"{FERRY}\n{BRIDGE}\n{FERRY}\nComment\n{BRIDGE}\n{FERRY}\n{BRIDGE}")
    assert left_out(found) == {"Comment": "comments"}


def test_an_article_about_donations_keeps_its_sentences() -> None:
    about = (
        "She raised 40,000 euros on Patreon in a year, more than the whole newsroom had earned by "
        "advertisements since the spring of 2019, according to its own figures, which it published."
    )
    assert kept(from_text(f"How a newsletter pays for itself\n{about}\n{FERRY}"))[1:] == [
        (Kind.PARAGRAPH, about),
        (Kind.PARAGRAPH, FERRY),
    ]


def test_a_single_sentence_is_an_article() -> None:
    assert from_text("Turkey has not yet used the missile system.").blocks == (
        FoundBlock(Kind.PARAGRAPH, "Turkey has not yet used the missile system."),
    )


def test_right_to_left_text_comes_in_as_it_was_written() -> None:
    headline = "العبّارة تفقد ركابها بعد افتتاح الجسر"
    prose = (
        "قالت إدارة الميناء يوم الاثنين إن عدد ركاب العبّارة إلى الجزر انخفض كل عام "
        "منذ افتتاح الجسر، وإنها لا تبحر الآن إلا مرتين في اليوم."
    )
    found = from_text(f"{headline}\n\n\u202b{prose}\u202c\n\nالمزيد")
    assert found == Found(
        blocks=(
            FoundBlock(Kind.HEADING, headline, 1),
            FoundBlock(Kind.PARAGRAPH, f"\u202b{prose}\u202c"),
            FoundBlock(Kind.PARAGRAPH, "المزيد", furniture=True, why="related"),
        ),
        title=headline,
        language="ar",
    )


def test_chinese_prose_is_prose() -> None:
    prose = "港口办公室周一表示，自从大桥通车以来，前往各岛的渡轮乘客逐年减少，现在每天只开两班。"
    assert kept(from_text(f"大桥通车后渡轮乘客减少\n{prose}\n分享")) == [
        (Kind.HEADING, "大桥通车后渡轮乘客减少"),
        (Kind.PARAGRAPH, prose),
    ]


@pytest.mark.parametrize("nothing", ["", " \n\t\r\n ", "\n\n"])
def test_a_paste_of_nothing_is_refused(nothing: str) -> None:
    with pytest.raises(NothingToRead):
        from_text(nothing)


@pytest.mark.parametrize("much", ["a" * 2_000_001, "a\n\n" * 20_001])
def test_more_than_an_article_can_be_is_refused(much: str) -> None:
    with pytest.raises(TextTooLong):
        from_text(much)


@pytest.mark.parametrize(
    "text",
    [
        "!" * 1_000_000 + "a",
        "by " + "a" * 1_000_000,
        "> " * 500_000 + "x",
        " " * 1_000_000 + "x",
        "- " * 500_000,
        "a > " * 400_000,
        "1." * 900_000,
        ("by " + "a" * 136 + "!\n") * 10_000,
        "ab.\n" * 19_000,
    ],
)
def test_no_paste_takes_long(text: str) -> None:
    started = time.process_time()
    from_text(text)
    assert time.process_time() - started < 3


def without_marks(text: str) -> str:
    """`text` without the marks of lists, quotations and headings, and without spaces."""
    return "".join(c for c in text if not c.isspace() and c not in "-•>#")


@given(st.text(alphabet=st.sampled_from("aZ .!?\n\t-•>#1©\u00a0\0\r\ud800م下"), max_size=300))
def test_nothing_pasted_is_lost(text: str) -> None:
    try:
        found = from_text(text)
    except NothingToRead:
        return
    everything = "".join(block.text for block in found.blocks)
    assert without_marks(everything) == without_marks(clean(text))
    assert [clean(block.text) for block in found.blocks] == [b.text for b in found.blocks]
    assert all(bool(block.why) == block.furniture for block in found.blocks)
