"""The demo newsroom: the first thing a newcomer sees."""

from collections import Counter

import pytest
from django.core.management import call_command

from annotations.management.demo.building import build_demo
from annotations.models import Article, Assignment, Claim, Event, Member, Newsroom, Verdict

pytestmark = pytest.mark.django_db


def test_the_demo_shows_every_stage_and_every_rating():
    newsroom = build_demo()
    stages = Counter(Claim.objects.filter(newsroom=newsroom).values_list("stage", flat=True))
    ratings = Verdict.objects.filter(newsroom=newsroom).values_list("rating__key", flat=True)
    assert set(stages) == {"open", "in_progress", "in_review", "settled", "set_aside"}
    assert set(ratings) == {
        "true",
        "mostly-true",
        "half-true",
        "misleading",
        "mostly-false",
        "false",
        "unverifiable",
    }


def test_the_demo_has_an_admin_an_editor_and_two_checkers_without_passwords():
    build_demo()
    members = Member.objects.select_related("user")
    assert sorted(m.role for m in members) == ["admin", "checker", "checker", "editor"]
    assert not any(m.user.has_usable_password() for m in members)


def test_the_demo_has_an_untouched_article_and_one_written_from_right_to_left():
    build_demo()
    claims = {a.language: 0 for a in Article.objects.all()}
    assert set(claims) == {"en", "ar"}
    untouched = Article.objects.get(title__startswith="Kallhaven")
    assert not untouched.latest.passages.exists()
    assert Article.objects.get(language="ar").latest.passages.count() == 3


def test_the_seed_claim_is_rated_misleading():
    build_demo()
    claim = Claim.objects.get(statement="Turkey has not yet used the missile system.")
    assert (claim.verdict.rating.label, claim.passages.get().exact) == (
        "Misleading",
        "Turkey has not yet used the missile system.",
    )


def test_the_demo_is_history_too_without_a_gap():
    newsroom = build_demo()
    numbers = Event.objects.filter(newsroom=newsroom).order_by("number")
    assert list(numbers.values_list("number", flat=True)) == list(range(1, len(numbers) + 1))


def test_a_database_with_a_newsroom_is_left_alone(capsys):
    call_command("demo")
    call_command("demo")
    assert Newsroom.objects.count() == 1
    assert "nothing was changed" in capsys.readouterr().out


def test_something_waits_for_the_admin_who_signs_in_first():
    build_demo()
    assignment = Assignment.objects.get()
    assert (str(assignment.assignee), assignment.claim.stage) == ("Mira Voss", "open")
