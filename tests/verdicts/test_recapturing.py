"""Who is told that the words of a claim changed in its article."""

import pytest

from annotations.articles.models import Article
from annotations.claims.actions import unmark
from annotations.claims.models import Claim
from annotations.newsrooms.models import Member
from annotations.notices.models import Notice
from annotations.notices.words import sentence_of
from annotations.teamwork.actions import assign
from annotations.verdicts.deciding import decide
from annotations.verdicts.telling import set_aside
from tests import factories
from tests.claims.recaptured import CHANGED, article_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(bea: Member) -> Claim:
    """A claim that Bea marked."""
    return factories.claim(bea)


def told(member: Member) -> list[tuple[str, Claim | Article]]:
    """The sentences in a member's inbox that say so, and what they are about."""
    notices = Notice.objects.visible_to(member).filter(why="text_changed").order_by("id")
    return [(sentence_of(notice), notice.about) for notice in notices]


def sentence(version: int) -> str:
    return f"Ada Admin captured it again. In version {version}, claims of yours read differently."


def test_who_marked_works_on_rated_or_decided_a_claim_is_told_once_for_the_article(
    claim: Claim, ada: Member, bea: Member, cem: Member
) -> None:
    dan, eve, fay, gus = (
        factories.member(ada.newsroom, name=n) for n in ("Dan", "Eve", "Fay", "Gus")
    )
    other = factories.claim(bea, article_of(claim).latest, "“We will wait,”")
    rating = factories.rating(ada.newsroom, "false")
    assign(work=claim, revision=0, assignee=cem, by=bea)
    assign(work=article_of(claim), revision=0, assignee=dan, by=bea)
    factories.assessment(other, eve, "true")
    decide(claim=other, rating=rating, reasons="It did not.", by=fay)

    factories.recaptured(article_of(claim), ada, CHANGED, ("“We will wait,” said", "Said"))

    here = (sentence(2), article_of(claim))
    assert [told(one) for one in (bea, cem, dan, eve, fay)] == [[here]] * 5
    assert told(ada) == told(gus) == []


def test_nobody_is_told_where_every_word_is_still_there(claim: Claim, ada: Member) -> None:
    assign(work=article_of(claim), revision=0, assignee=claim.marked_by, by=ada)
    factories.recaptured(article_of(claim), ada, ("Monday", "Tuesday"))
    assert told(claim.marked_by) == []


def test_who_was_told_and_has_not_decided_is_not_told_of_each_capture(
    claim: Claim, ada: Member, bea: Member
) -> None:
    for swap in (CHANGED, ("Monday", "Tuesday"), ("Tuesday", "Wednesday")):
        factories.recaptured(article_of(claim), ada, swap)
    assert told(bea) == [(sentence(2), article_of(claim))]


def test_of_claims_that_wait_for_nobody_nobody_is_told(
    claim: Claim, ada: Member, bea: Member
) -> None:
    article = article_of(claim)
    set_aside(claim=claim, reasons="An opinion.", by=bea)
    mistake = factories.claim(bea, article.latest, "“We will wait,”")
    unmark(claim=mistake, by=bea)
    factories.recaptured(article, ada, CHANGED, ("“We will wait,” said", "Said"))
    assert told(bea) == []
