"""Rows read as instances to look at, not to save.

Django's own way of making an instance (signals, defaults, a descriptor for each relation) takes
most of the time of a large export. These have their columns and the relations that are put in
place, and nothing else; methods and properties work.
"""

from typing import Any, TypeVar

from django.db import models
from django.db.models.base import ModelState

M = TypeVar("M", bound=models.Model)


def plain(rows: "models.QuerySet[M, Any]", *without: str) -> list[M]:
    """The instances that `rows` finds; columns named in `without` are left behind."""
    model = rows.model
    names = [field.attname for field in model._meta.concrete_fields if field.name not in without]
    return [_instance(model, names, values) for values in rows.values_list(*names)]


def put(row: models.Model, **relations: Any) -> None:
    """Put what `row` is related to in its place, by the names of the relations."""
    row.__dict__["_state"].fields_cache.update(relations)


def _instance(model: type[M], names: list[str], values: tuple[Any, ...]) -> M:
    row = model.__new__(model)
    row.__dict__.update(zip(names, values, strict=True))
    row.__dict__["_state"] = state = ModelState()
    state.adding = False
    return row
