"""What of a row an answer shows: some of its fields, or in full what it only names."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.serializers import Serializer

from annotations.api.refusals import BadParameter
from annotations.newsrooms.models import Member

LISTS = frozenset({"fields", "expand"})  # parameters

Document: TypeAlias = dict[str, Any]
Out: TypeAlias = type[Serializer[Any]]


@dataclass(frozen=True)
class Expansion:
    """What `expand` puts in full where a document names it, by id or in short.

    It is the member `field` of the document or, with `name`, the member `name` of each part in
    `field`. Without `out`, `field` is there in full already.
    """

    field: str
    name: str = ""
    out: Out | None = None
    rows: Callable[[Member], "QuerySet[Any, Any]"] | None = None

    def of(self, parts: str) -> "Expansion":
        """The same for what holds a list of `parts`, each of which names it."""
        return replace(self, field=parts, name=self.field)

    def places(self, documents: list[Document]) -> Iterator[tuple[Document, str]]:
        """Each dictionary in which it is named, and the key."""
        for document in documents:
            if self.name:
                yield from ((part, self.name) for part in document[self.field])
            else:
                yield document, self.field

    def expand(self, documents: list[Document], member: Member, context: Any) -> None:
        """Put it into `documents`, with one reading for all of them."""
        if self.out is None or self.rows is None:
            return
        places = list(self.places(documents))
        rows = list(self.rows(member).filter(pk__in={_id(part[name]) for part, name in places}))
        shown = self.out(rows, many=True, context=context).data
        found = {str(row.pk): document for row, document in zip(rows, shown, strict=True)}
        for part, name in places:
            part[name] = found.get(_id(part[name]), part[name])


Expansions: TypeAlias = Mapping[str, Expansion]


@dataclass(frozen=True)
class Shape:
    """Which `fields` of a document are shown (None: all), and what is expanded in it."""

    fields: frozenset[str] | None = None
    expansions: tuple[Expansion, ...] = ()

    def shows(self, field: str) -> bool:
        return self.fields is None or field in self.fields

    def shaped(self, documents: list[Document], member: Member, context: Any) -> list[Document]:
        for expansion in self.expansions:
            expansion.expand(documents, member, context)
        return [pruned(document, self.fields) for document in documents]


WHOLE = Shape()


def shape_of(request: Request, out: Out, expansions: Expansions) -> Shape:
    """What `fields` and `expand` ask for. Raises BadParameter, naming those that there are."""
    known = list(out().fields) if "fields" in request.query_params else []
    fields = _names(request, "fields", known)
    expanded = [expansions[name] for name in _names(request, "expand", expansions)]
    if fields:  # what is expanded is shown
        fields += [expansion.field for expansion in expanded]
    return Shape(frozenset(fields) if fields else None, tuple(expanded))


def parameters(out: Out, expansions: Expansions) -> dict[str, str]:
    """The parameters that shape an answer, and what each means."""
    found = {} if out is Serializer else {"fields": "Only these fields, separated by commas."}
    if expansions:
        found["expand"] = (
            "What to show in full where there is only its id or a part of it, separated by "
            "commas. Beside `fields`, what is expanded is shown too."
        )
    return found


def schemas(out: Out, expansions: Expansions) -> dict[str, dict[str, Any]]:
    """The same, as OpenAPI describes them."""
    known = {"fields": list(out().fields), "expand": list(expansions)}
    return {
        name: {"type": "array", "minItems": 1, "items": {"type": "string", "enum": names}}
        for name, names in known.items()
    }


def pruned(document: Document, fields: Collection[str] | None) -> Document:
    """`document` with these fields only, in its own order.

    >>> pruned({"a": 1, "b": 2}, {"b"})
    {'b': 2}
    """
    if fields is None:
        return document
    return {name: value for name, value in document.items() if name in fields}


def _names(request: Request, parameter: str, known: Collection[str]) -> list[str]:
    given = [text for texts in request.query_params.getlist(parameter) for text in texts.split(",")]
    for name in given:
        if name not in known:
            message = f"{parameter} does not take {name[:100]!r}. There are: {', '.join(known)}."
            raise BadParameter(message, parameter=parameter)
    return given


def _id(named: Any) -> str:
    return str(named["id"] if isinstance(named, dict) else named)
