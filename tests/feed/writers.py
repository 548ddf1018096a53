"""People who work at a newsroom all at once, some of them slowly, some in vain."""

import time
from collections.abc import Callable
from random import Random
from typing import Any

from django.db import OperationalError, connection, transaction

from annotations.articles.actions import edit_article
from annotations.articles.models import Article
from annotations.claims.actions import edit_claim, set_aside, take_up
from annotations.claims.models import Claim, Passage
from annotations.claims.passages import restore_passage, withdraw_passage
from annotations.errors import Refusal
from annotations.evidence.actions import edit_source, restore_evidence, withdraw_evidence
from annotations.evidence.models import Evidence, Source
from annotations.history.models import Event
from annotations.newsrooms.models import Member
from annotations.undoing.actions import undo
from annotations.undoing.ways_back import WAYS_BACK
from annotations.verdicts.actions import reassess
from annotations.verdicts.models import Assessment
from tests import factories

Act = Callable[[Member, Random], Any]


def work(by: Member, random: Random, turns: int) -> int:
    """How many of `turns` transactions were committed; the others were rolled back or refused."""
    try:
        return sum(_turn(by, random) for _ in range(turns))
    finally:
        connection.close()


def _turn(by: Member, random: Random) -> bool:
    act = random.choices([act for act, _ in ACTS], [weight for _, weight in ACTS])[0]
    fails = random.random() < 0.25
    try:
        with transaction.atomic():
            act(by, random)
            time.sleep(random.choice([0, 0, 0.001, 0.01]))  # with its number taken
            transaction.set_rollback(fails)
    except (Refusal, OperationalError):  # somebody else was faster, or took too long
        return False
    return not fails


def _one(rows: Any, random: Random) -> Any:
    ids = list(rows.values_list("pk", flat=True))
    return rows.get(pk=random.choice(ids))


def _of_newsroom(model: Any, by: Member) -> Any:
    return model.objects.filter(newsroom_id=by.newsroom_id)


def mark(by: Member, random: Random) -> None:
    article = _one(_of_newsroom(Article, by), random)
    time.sleep(random.choice([0, 0.02]))  # between beginning and number
    factories.claim(by, article.latest, statement=f"Statement {random.random()}")


def take_article_in(by: Member, random: Random) -> None:
    factories.article(by)


def mend_article(by: Member, random: Random) -> None:
    article = _one(_of_newsroom(Article, by), random)
    edit_article(article=article, revision=article.revision, by=by, author=f"A. {random.random()}")


def word(by: Member, random: Random) -> None:
    claim = _one(_of_newsroom(Claim, by), random)
    time.sleep(random.choice([0, 0.005]))
    edit_claim(claim=claim, revision=claim.revision, by=by, statement=f"New {random.random()}")


def put_aside_or_take_up(by: Member, random: Random) -> None:
    claim = _one(_of_newsroom(Claim, by), random)
    if claim.stage == "set_aside":
        take_up(claim=claim, by=by)
    else:
        set_aside(claim=claim, reasons="Nobody can know.", by=by)


def point_at_another_passage(by: Member, random: Random) -> None:
    claim = _one(_of_newsroom(Claim, by), random)
    words = random.choice(["The council", "on Monday", "Nobody was surprised."])
    factories.passage(claim, by, exact=words)


def withdraw_or_restore_passage(by: Member, random: Random) -> None:
    passage = _one(_of_newsroom(Passage, by), random)
    act = restore_passage if passage.withdrawn_at else withdraw_passage
    act(passage=passage, revision=passage.revision, by=by)


def cite(by: Member, random: Random) -> None:
    claim = _one(_of_newsroom(Claim, by), random)
    factories.evidence(claim, by, _one(_of_newsroom(Source, by), random))


def withdraw_or_restore(by: Member, random: Random) -> None:
    evidence = _one(_of_newsroom(Evidence, by), random)
    act = restore_evidence if evidence.withdrawn_at else withdraw_evidence
    act(evidence=evidence, revision=evidence.revision, by=by)


def mend_source(by: Member, random: Random) -> None:
    source = _one(_of_newsroom(Source, by), random)
    edit_source(source=source, revision=source.revision, by=by, title=f"Title {random.random()}")


def rate(by: Member, random: Random) -> None:
    claim = _one(_of_newsroom(Claim, by), random)
    key = random.choice(["true", "false"])
    own = Assessment.objects.standing().filter(claim=claim, by=by).select_related("claim").first()
    if own is None:
        factories.assessment(claim, by, key)
    else:
        rating = factories.rating(by.newsroom, key)
        reassess(
            assessment=own,
            revision=own.revision,
            rating=rating,
            reasons=f"{random.random()}",
            by=by,
        )


def think_again(by: Member, random: Random) -> None:
    """Undo or redo one of the last things one did."""
    own = Event.objects.filter(by=by, kind__in=WAYS_BACK).order_by("-number")[:4]
    if own:
        undo(event=random.choice(own), by=by)


ACTS: list[tuple[Act, int]] = [
    (mark, 5),
    (take_article_in, 1),
    (mend_article, 1),
    (word, 4),
    (put_aside_or_take_up, 2),
    (point_at_another_passage, 2),
    (withdraw_or_restore_passage, 2),
    (cite, 4),
    (withdraw_or_restore, 2),
    (mend_source, 1),
    (rate, 5),
    (think_again, 5),
]
