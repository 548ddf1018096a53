"""Ids are kept where they are free, so that the same claim has the same id everywhere."""

from uuid import UUID

from annotations.rows import Row, new_id


def free(kind: type[Row], wanted: UUID) -> UUID:
    """`wanted`, or another id where a row of any newsroom has that one."""
    return new_id() if kind._base_manager.filter(pk=wanted).exists() else wanted
