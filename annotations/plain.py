"""Rows read as instances to look at, not to save, by statements that are written once.

Django's own way of writing a query and of making an instance (signals, defaults, a descriptor for
each relation) takes most of the time of an export, and of an answer of the API. These instances
have their columns and the relations that are put in place, and nothing else; methods and
properties work.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import Any, Generic, TypeAlias, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models import F, Lookup
from django.db.models.base import ModelState
from psycopg.types.datetime import TimestamptzLoader

M = TypeVar("M", bound=models.Model)
Ids: TypeAlias = Collection[UUID] | Collection[str]  # those in words are digests, in hexadecimal
Found: TypeAlias = Mapping[type[models.Model], list[Any]]


class Statement(Generic[M]):
    """Reads the rows that belong to some ids, or to other values of one column.

    `rows` is asked once for a queryset, which says with `among` where the ids go; columns named
    in `without` are left behind.
    """

    def __init__(self, rows: "Callable[[], models.QuerySet[M, Any]]", *without: str) -> None:
        self._rows, self._without = rows, without

    @cached_property
    def model(self) -> type[M]:
        return self._rows().model

    @cached_property
    def _names(self) -> list[str]:
        return _columns(self.model, self._without)

    @cached_property
    def _written(self) -> tuple[str, tuple[Any, ...]]:
        sql, values = self._rows().values_list(*self._names).query.sql_with_params()
        return sql, tuple(values)

    def filled(self, array: str) -> tuple[str, list[Any]]:
        """The SQL and its values, with `array` where the ids go."""
        sql, values = self._written
        return sql, [array if value is _IDS else value for value in values]

    def instances(self, rows: Iterable[tuple[Any, ...]]) -> list[M]:
        return [_instance(self.model, self._names, row) for row in rows]


def among(field: str) -> "Lookup[Any]":
    """The condition that `field` is one of the ids for which a Statement is asked.

    They are one value, however many they are, so that the statement stays the same.
    """
    return _Among(F(field), _IDS)


def read(statements: Iterable[Statement[Any]], ids: Ids) -> Found:
    """What all `statements` find for `ids`, by model, in one exchange with the database.

    Each sees what is committed when its turn comes, so a later one may see more. Moments are read
    by psycopg's own loader: Django's, which knows the database to be in UTC as well, is slow.
    """
    wanted = list(statements)
    if not wanted:
        return {}
    array = _array(ids)
    asked = [statement.filled(array) for statement in wanted]
    found: dict[type[models.Model], list[Any]] = {}
    with connection.cursor() as cursor:
        cursor.adapters.register_loader("timestamptz", TimestamptzLoader)
        cursor.execute(";\n".join(sql for sql, _ in asked), [v for _, vs in asked for v in vs])
        for statement in wanted:
            found[statement.model] = statement.instances(cursor.fetchall())
            cursor.nextset()
    return found


def plain(rows: "models.QuerySet[M, Any]") -> list[M]:
    """The instances that `rows` finds."""
    names = _columns(rows.model)
    return [_instance(rows.model, names, values) for values in rows.values_list(*names)]


def put(row: models.Model, **relations: Any) -> None:
    """Put what `row` is related to in its place, by the names of the relations."""
    row.__dict__["_state"].fields_cache.update(relations)


def _array(ids: Ids) -> str:
    """What PostgreSQL reads as an array of the column's type.

    Written once for all statements: psycopg would write each id anew for every one of them.
    """
    return f"{{{','.join(map(str, ids))}}}"


class _Among(Lookup):
    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        sql, values = self.process_lhs(compiler, connection)
        return f"{sql} = ANY(%s)", [*values, self.rhs]


_IDS = object()


def _columns(model: type[models.Model], without: Collection[str] = ()) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.name not in without]


def _instance(model: type[M], names: list[str], values: tuple[Any, ...]) -> M:
    row = model.__new__(model)
    row.__dict__ = columns = dict(zip(names, values, strict=True))
    columns["_state"] = state = ModelState()
    state.adding, state.db = False, DEFAULT_DB_ALIAS
    return row
