"""Articles that change under their claims: what carries over by itself, and what does not."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from annotations.articles.models import Article, Version
from annotations.articles.recapturing import NewerVersion
from annotations.claims.actions import restore, unmark
from annotations.claims.carryings import Carrying
from annotations.claims.models import Claim, Passage
from annotations.claims.passages import CarriedOn, LastPassage, move_passage, withdraw_passage
from annotations.history.models import Event
from annotations.intake.blocks import Block, Kind
from annotations.newsrooms.models import Member
from annotations.verdicts.recapturing import recapture
from tests import factories
from tests.claims.recaptured import CHANGED, article_of, carrying_of, changed, places
from tests.test_constraints import rule_name

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(ada: Member) -> Claim:
    return factories.claim(ada)


def test_the_same_words_are_carried_over_wherever_they_stand_now(claim: Claim) -> None:
    old = claim.passages.get()

    version = changed(
        claim, ("The council voted on Monday.", "After a long day, the council voted.")
    )

    new = claim.passages.exclude(pk=old.pk).get()
    assert version.text[new.start : new.end] == new.exact == old.exact
    assert (new.version, new.carried_from, new.prefix) == (
        version,
        old,
        " a long day, the council voted. ",
    )
    assert (old.carrying.standing, old.carrying.outcome, old.carrying.change) == (
        "same",
        "carried",
        "",
    )
    assert Passage.objects.get(pk=old.pk).start == old.start
    assert list(claim.passages.current()) == [new]


def test_a_respelling_is_carried_over_in_its_new_spelling(ada: Member) -> None:
    claim = factories.claim(ada, exact="“We will wait,”")

    changed(claim, ("“We will wait,”", '"We will wait,"'))

    assert places(claim) == [(1, "“We will wait,”"), (2, '"We will wait,"')]
    assert carrying_of(claim).standing == "respelled"


def test_other_words_wait_for_a_person_and_no_passage_is_put_on_them(claim: Claim) -> None:
    version = changed(claim)

    carrying = carrying_of(claim)
    assert places(claim) == [(1, factories.SENTENCE)]
    assert (carrying.version, carrying.standing, carrying.outcome) == (
        version,
        "changed",
        "undecided",
    )
    assert carrying.exact == "The town has spent half of the money."
    assert carrying.change == "negation"


def test_what_is_gone_keeps_the_place_where_it_stood(claim: Claim) -> None:
    version = changed(claim, (f" {factories.SENTENCE}", ""))

    carrying = carrying_of(claim)
    assert (carrying.standing, carrying.outcome, carrying.exact) == ("gone", "undecided", "")
    assert carrying.start == carrying.end
    assert version.text[: carrying.start].rstrip().endswith("The council voted on Monday.")


def test_the_same_text_makes_no_version_but_somebody_has_looked(claim: Claim) -> None:
    article = article_of(claim)

    assert factories.recaptured(article, claim.marked_by) is None

    assert article.versions.count() == 1
    assert Article.objects.get().checked_at
    assert [event.kind for event in Event.objects.about_article(article.pk)][
        -1
    ] == "article.checked"


def test_who_has_not_seen_the_newest_version_makes_no_other(claim: Claim) -> None:
    changed(claim)
    block = Block(Kind.PARAGRAPH, "Another text.")
    with pytest.raises(NewerVersion):
        recapture(
            article=article_of(claim), blocks=[block], origin="pasted", after=1, by=claim.marked_by
        )


def test_an_undecided_passage_is_carried_from_where_it_stood_last(claim: Claim) -> None:
    changed(claim)
    old = claim.passages.get()
    carrying = carrying_of(claim)

    third = changed(claim, (CHANGED[1], CHANGED[0]))

    assert places(claim) == [(1, factories.SENTENCE), (3, factories.SENTENCE)]
    again = carrying_of(claim)
    assert (again.pk, again.version, again.outcome) == (carrying.pk, third, "carried")
    assert (again.revision, again.passage) == (carrying.revision + 1, old)
    assert third.sha256 == article_of(claim).versions.get(number=1).sha256


def test_a_claim_marked_in_an_older_version_is_carried_on_at_once(claim: Claim) -> None:
    first = claim.passages.get().version
    changed(claim)

    late = factories.claim(claim.marked_by, first, "Nobody was surprised.")

    assert places(late) == [(1, "Nobody was surprised."), (2, "Nobody was surprised.")]
    kinds = [event.kind for event in Event.objects.about_claim(late.pk)]
    assert kinds == ["claim.marked", "passage.carried"]


def test_a_mark_by_mistake_can_be_taken_back_after_its_article_changed(claim: Claim) -> None:
    changed(claim, ("Monday", "Tuesday"))
    unmark(claim=claim, by=claim.marked_by)
    changed(claim, ("Tuesday", "Wednesday"))
    restore(claim=claim, by=claim.marked_by)
    assert [number for number, _ in places(claim)] == [1, 2, 3]


def test_two_passages_that_come_to_one_place_are_one_there(ada: Member) -> None:
    words = "It is dry. It was wet. It is dry."
    claim = factories.claim(ada, factories.version(ada, ["A well", words]), "It is dry.")
    version = claim.passages.get().version
    place = {"start": version.text.rindex("It is dry."), "end": len(version.text)}
    factories.add_passage(claim=claim, version=version, **place, exact="It is dry.", by=ada)

    factories.recaptured(version.article, ada, (words, "But: It is dry."))

    assert [exact for number, exact in places(claim) if number == 2] == ["It is dry."]
    assert {one.outcome for one in claim.carryings.all()} <= {"carried", "undecided"}


def test_passages_that_overlap_are_each_carried_with_their_own_words(ada: Member) -> None:
    version = factories.version(ada, ["A well", "The well is dry, and the town is sad."])
    spoken = ["The well is dry, and", "dry, and the town is sad.", "and"]
    claims = [factories.claim(ada, version, exact) for exact in spoken]

    factories.recaptured(version.article, ada, ("The well", "We hear that. The well"))

    assert [places(claim) for claim in claims] == [[(1, exact), (2, exact)] for exact in spoken]


def test_of_passages_that_overlap_only_those_wait_of_which_words_changed(ada: Member) -> None:
    version = factories.version(ada, ["A well", "The well is dry, and the town is sad."])
    whole = factories.claim(ada, version, "The well is dry, and the town is sad.")
    part = factories.claim(ada, version, "the town is sad")

    factories.recaptured(version.article, ada, ("dry", "full"))

    assert places(whole) == [(1, "The well is dry, and the town is sad.")]
    assert carrying_of(whole).exact == "The well is full, and the town is sad."
    assert places(part) == [(1, "the town is sad"), (2, "the town is sad")]


def test_a_passage_of_an_older_version_stays_as_it_is(claim: Claim) -> None:
    changed(claim, ("Monday", "Tuesday"))
    old, new = claim.passages.order_by("version__number")
    given: Any = {"passage": old, "revision": 1, "by": claim.marked_by}
    with pytest.raises(CarriedOn):
        move_passage(**given, start=0, end=3, exact="The")
    with pytest.raises(CarriedOn):
        withdraw_passage(**given)
    with pytest.raises(LastPassage):
        withdraw_passage(**{**given, "passage": new})


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"standing": "same"}, "the_same_is_what_reads_the_same"),
        ({"exact": "The town is poor."}, "the_same_is_what_reads_the_same"),
        ({"outcome": "carried"}, "what_is_carried_has_a_place"),
        ({"outcome": "retired"}, "carrying_decided_by_whom_and_when"),
        ({"standing": "gone"}, "only_what_is_gone_has_no_words"),
    ],
)
def test_the_database_lets_no_claim_slide_onto_other_words(
    claim: Claim, values: dict[str, str], rule: str
) -> None:
    changed(claim)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Carrying.objects.update(**values)
    assert rule_name(refused.value) == rule


def test_what_changed_is_never_carried_by_itself(claim: Claim, ada: Member) -> None:
    version = changed(claim)
    factories.passage(claim, ada, version, carrying_of(claim).exact)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Carrying.objects.update(outcome="carried")
    assert rule_name(refused.value) == "only_the_same_words_carry_over_by_themselves"


def test_a_passage_is_carried_within_its_article_and_claim(claim: Claim, ada: Member) -> None:
    changed(claim)
    other = factories.claim(ada).passages.get()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Carrying.objects.update(
            version=other.version, start=0, end=0, exact="", standing="gone", change=""
        )
    assert rule_name(refused.value) == "carried_into_a_newer_version_of_its_article"
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Passage.objects.filter(pk=other.pk).update(carried_from=claim.passages.get())
    assert rule_name(refused.value) == "passage_carried_from_its_claim_in_an_older_version"


def test_a_version_differs_from_the_one_before(claim: Claim) -> None:
    first = claim.passages.get().version
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Version.objects.create(
            newsroom_id=first.newsroom_id,
            article=first.article,
            number=2,
            text=first.text,
            blocks=[],
            sha256=first.sha256,
            origin="pasted",
            captured_by=first.captured_by,
        )
    assert rule_name(refused.value) == "version_differs_from_the_one_before"


@pytest.mark.parametrize("count", [1, 3])
def test_many_claims_are_carried_with_as_many_queries_as_one(
    ada: Member, count: int, django_assert_num_queries: Any
) -> None:
    version = factories.version(ada)
    for word in ("Nobody", "council", "Monday")[:count]:
        factories.claim(ada, version, word)
    newest = Version.objects.get(pk=version.pk)
    blocks = [Block(Kind.PARAGRAPH, newest.text.replace("surprised", "not surprised"))]
    with django_assert_num_queries(25):
        recapture(article=newest.article, blocks=blocks, origin="pasted", after=1, by=ada)
