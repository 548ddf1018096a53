"""What intake found, kept until somebody has looked it over."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from annotations.articles.captures import KEPT, found_in, keep
from annotations.articles.models import Capture, Origin
from annotations.intake.blocks import Found, FoundBlock, Kind
from annotations.newsrooms.models import Member
from tests import factories

pytestmark = pytest.mark.django_db

FOUND = Found(
    blocks=(
        FoundBlock(Kind.PARAGRAPH, "20.4 C", furniture=True, why="weather"),
        FoundBlock(Kind.HEADING, "ميناء 👩‍🚀 İ e\u0301 \u202eabc", 1),
        FoundBlock(Kind.QUOTATION, "We will wait,\nand see."),
        FoundBlock(Kind.LIST_ITEM, "One \ufffd"),
    ),
    title="The harbour stays open",
    publisher="Lake Gazette",
    author="P. Ilot",
    published_on=date(2026, 3, 9),
    language="ar",
    canonical_url="https://gazette.example/harbour",
    origin="page",
)


def test_what_was_found_comes_back_as_it_was(ada: Member) -> None:
    capture = keep(found=FOUND, by=ada)

    kept = Capture.objects.get()
    assert found_in(kept) == FOUND
    assert (kept, kept.newsroom, kept.by, kept.origin) == (
        capture,
        ada.newsroom,
        ada,
        Origin.FETCHED,
    )


@pytest.mark.parametrize(
    ("came", "origin"),
    [("pasted", Origin.PASTED), ("page", Origin.FETCHED), ("upload", Origin.UPLOADED)],
)
def test_it_is_kept_how_the_text_reached_us(ada: Member, came: str, origin: Origin) -> None:
    assert keep(found=Found(blocks=FOUND.blocks, origin=came), by=ada).origin == origin


def test_the_address_that_somebody_gives_counts_more_than_the_one_on_the_page(ada: Member) -> None:
    keep(found=FOUND, url="https://Other.example/a?utm_source=mail#top", by=ada)

    assert found_in(Capture.objects.get()).canonical_url == "https://other.example/a"


def test_what_nobody_took_in_for_a_week_is_forgotten_in_its_own_newsroom(ada: Member) -> None:
    _, bea = factories.newsroom()
    begun = timezone.now()
    with time_machine.travel(begun - KEPT - timedelta(minutes=1)):
        keep(found=FOUND, by=ada)
        foreign = keep(found=FOUND, by=bea)
    with time_machine.travel(begun - KEPT + timedelta(minutes=1)):
        younger = keep(found=FOUND, by=ada)

    with time_machine.travel(begun):
        newest = keep(found=FOUND, by=ada)

    assert set(Capture.objects.all()) == {foreign, younger, newest}
