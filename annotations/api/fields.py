"""Fields of what comes in and goes out. They take one JSON type each and convert nothing."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from rest_framework import serializers
from rest_framework.request import Request

from annotations import limits
from annotations.exports import addresses


class Text(serializers.CharField):
    """A text, as it was sent: the domain trims and refuses, so this does not."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Line(Text):
    """A title, a name: at most 300 code points."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": limits.LINE, **kwargs})


class Prose(Text):
    """A statement, reasons, a note, a quote: at most 50,000 code points."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": limits.PROSE, **kwargs})


class Whole(serializers.IntegerField):
    """A whole number; neither "3" nor 3.0 nor true."""

    def to_internal_value(self, data: Any) -> int:
        if type(data) is not int:
            self.fail("invalid")
        return super().to_internal_value(data)


class Flag(serializers.BooleanField):
    """true or false; neither "true" nor 1."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Choice(serializers.ChoiceField):
    """One of some words. What is none of them is told which there are."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices, **kwargs)
        known = ", ".join(map(str, self.choices))
        self.error_messages["invalid_choice"] = f'"{{input}}" is none. It is one of: {known}.'


class Ident(serializers.UUIDField):
    """An id, written with dashes."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid", value=data)
        return super().to_internal_value(data)


class Day(serializers.DateField):
    """A calendar day, YYYY-MM-DD, or null where unknown."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)


class MemberOut(serializers.Serializer[Any]):
    """Who did it."""

    id = serializers.UUIDField()
    name = serializers.CharField(source="__str__")


class Named(serializers.UUIDField):
    """The id of a thing, in whose place `expand` puts what `out` shows of it."""

    def __init__(self, out: type[serializers.Serializer[Any]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.out = out


class WithdrawalOut(serializers.Serializer[Any]):
    """Who took it back, and when."""

    by = MemberOut(source="withdrawn_by")
    at = serializers.DateTimeField(source="withdrawn_at")


class Links(serializers.Field[Any, Any, Any, Any]):
    """Addresses of the row and of what belongs to it.

    A link is a path below the newsroom in which {0} is the row; `page` is the name of the
    page for people. "claim#evidence" is the place of a piece of evidence on its claim's page,
    "article#" the page of the article that the row belongs to, "exports/" that of all exports.
    """

    def __init__(self, /, *, page: str = "", **paths: str) -> None:
        super().__init__(read_only=True, source="*")
        self.page, self.paths = page, paths

    @property
    def names(self) -> list[str]:
        return [*self.paths, *(["page"] if self.page else [])]

    def to_representation(self, value: models.Model) -> Mapping[str, str]:
        at: Addresses = self.context["at"]
        links = {name: at.below(path.format(value)) for name, path in self.paths.items()}
        return {**links, "page": self._page(at, value)} if self.page else links

    def _page(self, at: "Addresses", value: models.Model) -> str:
        if self.page.endswith("/"):
            return at.page(self.page[:-1])
        whole, is_part, part = self.page.partition("#")
        if not is_part:
            return at.page(whole, value)
        address = at.page_of(whole, getattr(value, f"{whole}_id"))
        return f"{address}#{part}-{value.pk}" if part else address


class Addresses(addresses.Addresses):
    """Where the things of a newsroom are, seen from a request."""

    def __init__(self, request: Request, slug: str) -> None:
        super().__init__(request.build_absolute_uri("/").rstrip("/"), slug)
