"""Rules that Django's own constraints cannot say, still declared in a model's Meta.

Their names are sentences, because a name is what an IntegrityError shows.
"""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class _OwnSql(models.BaseConstraint):
    """A constraint made by a statement of its own, after its table exists."""

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)

    def create_sql(  # type: ignore[override]  # the stubs ask for a Statement; Django takes text
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> str:
        raise NotImplementedError

    def constraint_sql(  # type: ignore[override]
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> str:
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))
        return ""

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Left to the database: these rules are about rows that forms do not see."""

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _OwnSql):
            return self.deconstruct() == other.deconstruct()
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.name)


class SameNewsroom(_OwnSql):
    """The row that `field` points to belongs to the same newsroom.

    Django's foreign keys look at one column. This one adds
    (field_id, newsroom_id) -> (id, newsroom_id), which Row makes unique in the target.
    """

    def __init__(self, *, field: str, name: str) -> None:
        super().__init__(name=name)
        self.field = field

    def create_sql(  # type: ignore[override]
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> str:
        quote = schema_editor.quote_name
        field = model._meta.get_field(self.field)
        target = field.related_model._meta.db_table  # type: ignore[union-attr]
        return (
            f"ALTER TABLE {quote(model._meta.db_table)} ADD CONSTRAINT {quote(self.name)} "
            f"FOREIGN KEY ({quote(f'{self.field}_id')}, newsroom_id) "
            f"REFERENCES {quote(target)} (id, newsroom_id) DEFERRABLE INITIALLY DEFERRED"
        )

    def remove_sql(  # type: ignore[override]
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} DROP CONSTRAINT {schema_editor.quote_name(self.name)}"

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "field": self.field}


class Trigger(_OwnSql):
    """A rule checked row by row: refuses with its own name when `broken` holds.

    `when` is e.g. "INSERT OR UPDATE"; `broken` an SQL condition over NEW and OLD.
    """

    def __init__(self, *, when: str, broken: str, name: str) -> None:
        super().__init__(name=name)
        self.when = when
        self.broken = broken

    def create_sql(  # type: ignore[override]
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> str:
        name, table = map(schema_editor.quote_name, (self.name, model._meta.db_table))
        return f"""
            CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $rule$
            BEGIN
                IF {self.broken} THEN
                    RAISE EXCEPTION 'the rule "{self.name}" is broken'
                        USING ERRCODE = 'integrity_constraint_violation',
                              CONSTRAINT = '{self.name}';
                END IF;
                RETURN NEW;
            END $rule$;
            CREATE TRIGGER {name} BEFORE {self.when} ON {table}
                FOR EACH ROW EXECUTE FUNCTION {name}()
        """

    def remove_sql(  # type: ignore[override]
        self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor
    ) -> str:
        name, table = map(schema_editor.quote_name, (self.name, model._meta.db_table))
        return f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}()"

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "when": self.when, "broken": self.broken}


def never_edited(name: str) -> Trigger:
    """Rows are added and stay as they are."""
    return Trigger(when="UPDATE OR DELETE", broken="true", name=name)
