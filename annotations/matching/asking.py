"""What is asked of a list as data that is kept: filters, each with its values."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from annotations import limits
from annotations.errors import Unacceptable
from annotations.matching.filters import Filters, NotTaken, Rows, narrowed

Asked: TypeAlias = Mapping[str, Sequence[str]]


def chosen(rows: Rows, filters: Filters, asked: Asked) -> Rows:
    """`rows` as `asked` narrows them. Raises Unacceptable, naming what no filter takes."""
    wrong = {name: _wrong(name, texts, filters) for name, texts in asked.items()}
    found = {f"filters/{name}": says for name, says in wrong.items() if says}
    if sum(map(len, asked.values())) > limits.FILTER_TERMS:
        found["filters"] = [f"Give at most {limits.FILTER_TERMS} values."]
    if found:
        raise Unacceptable(fields=found)
    try:
        return narrowed(rows, filters, asked)
    except NotTaken as error:
        raise Unacceptable(fields={f"filters/{error.name}": [str(error)]}) from error


def _wrong(name: str, texts: Sequence[str], filters: Filters) -> list[str]:
    if name not in filters:
        return [f"There is no such filter. There are: {', '.join(sorted(filters))}."]
    if not texts:
        return ["Give at least one value, or leave the filter out."]
    if any("\0" in text or len(text) > limits.LINE for text in texts):
        return [f"A value has at most {limits.LINE} characters, and no NUL among them."]
    return []
