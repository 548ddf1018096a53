"""What every row of ours has in common: an id that never dies, a newsroom, a revision."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeAlias, TypeVar, cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db.models import F
from psycopg.errors import CheckViolation, UniqueViolation
from uuid_utils.compat import uuid7

from annotations.errors import Duplicate, Stale, Unacceptable

if TYPE_CHECKING:
    from annotations.errors import Words
    from annotations.newsrooms.models import Member


def new_id() -> UUID:
    """A fresh id; later ids sort after earlier ones (RFC 9562, version 7)."""
    return uuid7()


Rules: TypeAlias = Mapping[str, tuple[str, "Words"]]
"""By the name of a rule: the field that breaks it, and what is to be done about it."""


@contextmanager
def broken_rules_refused(rules: Rules = MappingProxyType({})) -> Iterator[None]:
    """Turns a rule of the database that was broken into a refusal that names it.

    `rules` tells of those that people break now and then; others tell of themselves. Raises
    Duplicate for "only one", Unacceptable for what a value may be. The transaction is to be
    rolled back.
    """
    try:
        yield
    except IntegrityError as error:
        cause = error.__cause__
        if isinstance(cause, UniqueViolation):
            raise Duplicate(rule=cause.diag.constraint_name) from error
        if isinstance(cause, CheckViolation):
            rule = cause.diag.constraint_name or ""
            if rule in rules:
                field, says = rules[rule]
                raise Unacceptable(rule=rule, fields={field: [says]}) from error
            raise Unacceptable(f"The rule is: {rule.replace('_', ' ')}.", rule=rule) from error
        raise


RowT_co = TypeVar("RowT_co", bound="Row", covariant=True)


class RowQuerySet(models.QuerySet[RowT_co]):
    def visible_to(self, member: "Member") -> Self:
        """What `member` may see. Every door finds things through this and nothing else."""
        if member.left_at:
            return self.none()
        return self.filter(newsroom_id=member.newsroom_id)

    def once_visible_to(self, member: "Member") -> Self:
        """What `member` may have seen at some time: all of visible_to(), now and ever before.

        The change feed tells of its deletion when it is visible no more, and is silent about
        everything else. Narrow this where visible_to() is narrowed for secrecy.
        """
        return self.filter(newsroom_id=member.newsroom_id)

    def locked(self, pk: UUID) -> RowT_co:
        """The row as it stands, which nobody else changes until the transaction ends.

        New rows may point to it all the same: a commit waits for what they point to, with the
        counter of events in hand, for which whoever holds this row may be waiting.
        """
        return self.select_for_update(no_key=True).get(pk=pk)


class Row(models.Model):
    """A thing of one newsroom."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    newsroom = models.ForeignKey(
        "annotations.Newsroom", on_delete=models.PROTECT, related_name="+", editable=False
    )

    rules: ClassVar[Rules] = {}

    class Meta:
        abstract = True
        constraints = [
            # The target of SameNewsroom.
            models.UniqueConstraint(fields=["id", "newsroom"], name="%(class)s_in_one_newsroom")
        ]

    def add(self) -> Self:
        """Insert the new row, its fields cleaned.

        Raises Unacceptable, naming the fields, and Duplicate.
        """
        self.cleaned()
        with broken_rules_refused(self.rules):
            self.save(force_insert=True)
        return self

    def cleaned(self) -> Self:
        """The row with its fields cleaned. Raises Unacceptable, naming the fields."""
        try:
            # The database itself looks after foreign keys; asking it here would cost a query each.
            self.clean_fields(exclude={f.name for f in self._meta.fields if f.is_relation})
        except ValidationError as error:
            raise Unacceptable(fields=error.message_dict) from error
        return self

    @classmethod
    def add_all(cls, rows: list[Self]) -> list[Self]:
        """Insert new rows that are cleaned already. Raises Unacceptable and Duplicate."""
        with broken_rules_refused(cls.rules):
            return cls._base_manager.bulk_create(rows)


class RevisedRow(Row):
    """A thing that people edit: each edit raises `revision`, which is its ETag."""

    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta(Row.Meta):
        abstract = True

    def revise(self, revision: int, **values: Any) -> dict[str, list[Any]]:
        """Write `values` if the row still stands at `revision`; return what changed.

        The answer maps each changed field to [before, after]; when nothing differs, nothing
        is written. One conditional UPDATE of the changed columns, so that a parallel edit is
        never overwritten. Raises Stale, holding the row as it stands now, and Unacceptable,
        naming the fields.
        """
        current = self._as_it_stands()
        values = self._cleaned(values)
        changes = {
            name: [getattr(current, name), value]
            for name, value in values.items()
            if getattr(current, name) != value
        }
        if current.revision != revision:
            raise Stale(current)
        if changes:
            self._write(revision, {name: after for name, (_, after) in changes.items()})
        return changes

    def _cleaned(self, values: dict[str, Any]) -> dict[str, Any]:
        cleaned, errors = {}, {}
        for name, value in values.items():
            field = cast("models.Field[Any, Any]", self._meta.get_field(name))
            try:
                cleaned[name] = value if field.is_relation else field.clean(value, self)
            except ValidationError as error:
                errors[name] = error.messages
        if errors:
            raise Unacceptable(fields=errors)
        return cleaned

    def _as_it_stands(self) -> Self:
        return type(self)._base_manager.get(pk=self.pk)

    def _write(self, revision: int, values: dict[str, Any]) -> None:
        rows = type(self)._base_manager.filter(
            pk=self.pk, newsroom_id=self.newsroom_id, revision=revision
        )
        with broken_rules_refused(self.rules):
            written = rows.update(**values, revision=F("revision") + 1)
        if not written:
            raise Stale(self._as_it_stands())
        for name, value in values.items():
            setattr(self, name, value)
        self.revision = revision + 1
