"""Rules the database itself keeps, whoever writes. They refuse with their own names."""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from annotations.claims.models import Claim, Passage
from annotations.constraints import SameNewsroom, Trigger, never_edited
from annotations.newsrooms.models import Member, Newsroom
from annotations.rows import Row
from tests import factories
from tests.everything import ROWS, one_of_each

pytestmark = pytest.mark.django_db

# Every foreign key from a row of a newsroom to another row of a newsroom.
CROSSINGS: list[tuple[type[Row], str]] = [
    (model, field.name)
    for model in ROWS
    for field in model._meta.get_fields()
    if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Row)
]


def rule_of(model: type[Row], field: str) -> str:
    """The name of the constraint that keeps `field` in the newsroom."""
    rules = [rule for rule in model._meta.constraints if isinstance(rule, SameNewsroom)]
    return next(rule.name for rule in rules if rule.field == field)


# What keeps a changed row from breaking another rule before the one looked at.
BESIDES: dict[str, dict[str, Any]] = {
    "Evidence.withdrawn_by": {"withdrawn_at": timezone.now()},
    "Passage.withdrawn_by": {"withdrawn_at": timezone.now()},
    "Version.article": {"number": 99},
    "Claim.unmarked_by": {"unmarked_at": timezone.now()},
    "Comment.resolved_by": {"resolved_at": timezone.now()},
    "Reading.withdrawn_by": {"withdrawn_at": timezone.now()},
    "Assignment.article": {"claim": None},
    "Verdict.decided_by": {"reasons": "Because."},
    "Notice.article": {"claim": None},
    "Mention.comment": {"start": 98, "end": 99},
    "SigningSecret.webhook": {"ends_at": timezone.now()},
    "View.withdrawn_by": {"withdrawn_at": timezone.now()},
    "Delivery.event": {"number": 1},
    "Carrying.decided_by": {"outcome": "retired", "decided_at": timezone.now()},
}


@pytest.mark.parametrize(("model", "field"), CROSSINGS)
def test_no_row_points_into_another_newsroom(model: type[Row], field: str) -> None:
    row = one_of_each(factories.newsroom()[1])[model]
    theirs = one_of_each(factories.newsroom()[1])
    stranger = theirs[Member]
    theirs[Member] = factories.member(stranger.newsroom)
    theirs[Claim] = factories.claim(stranger)
    theirs[Passage] = theirs[Claim].passages.get()
    target = theirs[model._meta.get_field(field).related_model]
    without_triggers(model)

    beside = BESIDES.get(f"{model.__name__}.{field}", {})
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        model.objects.filter(pk=row.pk).update(**{field: target}, **beside)

    assert rule_name(refused.value) == rule_of(model, field)


def without_triggers(model: type[Row]) -> None:
    """Rules about the row itself would refuse first; the one looked at is about its neighbours."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f'ALTER TABLE "{model._meta.db_table}" DISABLE TRIGGER USER')


def rule_name(error: IntegrityError) -> str | None:
    cause: Any = error.__cause__
    return cause.diag.constraint_name


@pytest.mark.parametrize(
    ("model_name", "rule"),
    [("version", "version_never_edited"), ("event", "event_never_edited")],
)
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_what_was_written_down_stays_as_it_is(model_name: str, rule: str, verb: str) -> None:
    model = apps.get_model("annotations", model_name)
    row = one_of_each(factories.newsroom()[1])[model]
    table = model._meta.db_table
    statement = {
        "UPDATE": f'UPDATE "{table}" SET number = number + 100 WHERE id = %s',
        "DELETE": f'DELETE FROM "{table}" WHERE id = %s',
    }[verb]

    with (
        pytest.raises(IntegrityError, match=f'the rule "{rule}" is broken') as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [row.pk])

    assert rule_name(refused.value) == rule
    assert model.objects.get(pk=row.pk).number == row.number


@pytest.mark.parametrize(
    ("text", "start", "end", "rule"),
    [
        ("The town", 31, 39, "passage_quotes_its_version"),
        ("other", 0, 5, "passage_quotes_its_version"),
        ("", 5, 5, "passage_is_not_empty"),
    ],
)
def test_a_passage_quotes_its_version(text: str, start: int, end: int, rule: str) -> None:
    passage = factories.claim(factories.newsroom()[1]).passages.get()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        type(passage).objects.filter(pk=passage.pk).update(exact=text, start=start, end=end)
    assert rule_name(refused.value) == rule


def test_a_passage_is_compared_by_code_points() -> None:
    admin = factories.newsroom()[1]
    sentence = "Nothing 🏦 was spent."
    version = factories.version(admin, ["😀 The 👩‍👩‍👧 of Lindau", sentence])
    passage = factories.claim(admin, on=version, exact=sentence).passages.get()
    assert version.text[passage.start : passage.end] == passage.exact == sentence


def test_an_address_is_kept_in_lower_case() -> None:
    user = factories.user("ada@desk.example")
    with pytest.raises(IntegrityError, match="email_is_lower_case"):
        type(user).objects.filter(pk=user.pk).update(email="Ada@desk.example")


def test_constraints_can_be_taken_away_again() -> None:
    rules: list[SameNewsroom | Trigger] = [
        SameNewsroom(field="claim", name="rule_for_a_moment"),
        Trigger(when="UPDATE", broken="NEW.quote = ''", name="another_for_a_moment"),
        never_edited("a_third_for_a_moment"),
    ]
    model = apps.get_model("annotations", "evidence")
    for rule in rules:
        with connection.schema_editor() as editor:
            editor.add_constraint(model, rule)
        assert {rule.name} <= rules_of(model)
        with connection.schema_editor() as editor:
            editor.remove_constraint(model, rule)
        assert rule.name not in rules_of(model)


def rules_of(model: type[models.Model]) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %(table)s::regclass "
            "UNION SELECT tgname FROM pg_trigger WHERE tgrelid = %(table)s::regclass",
            {"table": model._meta.db_table},
        )
        return {name for (name,) in cursor.fetchall()}


def test_constraints_are_alike_when_they_say_the_same() -> None:
    rule = SameNewsroom(field="claim", name="a")
    assert rule == rule.clone()
    assert rule != SameNewsroom(field="source", name="a")
    assert never_edited("a") == never_edited("a").clone()
    assert len({rule, rule.clone(), never_edited("b")}) == 2


def test_newsrooms_do_not_vanish_under_their_rows() -> None:
    room, _ = factories.newsroom()
    with pytest.raises(models.ProtectedError):
        Newsroom.objects.get(pk=room.pk).delete()
