"""/imports/: files of claims, tried out and taken in."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from annotations import limits
from annotations.api import imports_wanted
from annotations.api.doors import ListDoor, NewsroomDoor
from annotations.api.fields import Flag, Links, MemberOut, Text
from annotations.api.file_body import AnyFile, FileBody
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import expected
from annotations.api.schema import PAGING, one_of, page_of
from annotations.imports.actions import begin_import, run_again
from annotations.imports.formats import FORMATS, format_of
from annotations.imports.models import Import, State
from annotations.imports.options import Options, options_of
from annotations.imports.refusals import Unreadable
from annotations.matching.filters import by_choice

MEDIA_TYPES = ["text/csv", "application/json", "application/ld+json", "application/x-ndjson"]


class OptionsIn(Given):
    """How the file is to be taken in. What is left alone takes nothing for more than it is."""

    dry_run = Flag(default=False, help_text="Only say what would happen.")
    assess = Flag(default=False, help_text="Ratings in the file become assessments of yours.")
    approximate = Flag(default=False, help_text="Words that are nearly the same are marked, too.")
    leave_out_errors = Flag(
        default=False, help_text="What is right comes in without the rest; else nothing does."
    )
    ratings = serializers.DictField(
        child=Text(),
        default=dict,
        help_text="What a rating in the file is called, and the key of the one that it is here.",
    )


@extend_schema_serializer(component_name="ImportOptions")
class OptionsOut(serializers.Serializer[Options]):
    """How the file is taken in; see the parameters of begin_import."""

    assess = serializers.BooleanField()
    approximate = serializers.BooleanField()
    leave_out_errors = serializers.BooleanField()
    ratings = serializers.DictField(child=serializers.CharField())


class Counts(serializers.DictField):
    """How many of each."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=serializers.IntegerField(), **kwargs)


class ImportOut(serializers.Serializer[Import]):
    """A file of claims that comes in as a whole, or not at all."""

    id = serializers.UUIDField()
    format = serializers.ChoiceField(list(FORMATS))
    file_name = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes of the file.")
    options = serializers.SerializerMethodField()
    dry_run = serializers.BooleanField(source="is_trial")
    state = serializers.ChoiceField(
        State.choices, help_text="What is tried or refused has changed nothing and can be run."
    )
    says = serializers.CharField(help_text="Why the file as a whole was refused, or empty.")
    total = serializers.IntegerField(help_text="Items in the file; 0 until they were counted.")
    done = serializers.IntegerField(help_text="How many of them were looked at.")
    outcomes = Counts(source="counts.outcomes", default=dict, help_text="Items by outcome.")
    places = Counts(source="counts.places", default=dict, help_text="Passages by how found.")
    by = MemberOut()
    at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    revision = serializers.IntegerField()
    links = Links(
        page="import",
        self="imports/{0.id}/",
        items="imports/{0.id}/items/",
        run="imports/{0.id}/run/",
    )

    def get_options(self, row: Import) -> dict[str, Any]:
        return dict(OptionsOut(options_of(row.options)).data)


def shown(imports: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return imports.select_related("by__user")


class Imports(ListDoor):
    """The imports of a newsroom."""

    out = ImportOut
    longest_body = limits.IMPORT
    schemas = {**PAGING, **{name: found[1] for name, found in imports_wanted.PARAMETERS.items()}}
    filters = {"state": by_choice("Imports in this state.", "state", State)}

    def get_parsers(self) -> list[BaseParser]:
        self.body = AnyFile()
        return [self.body]

    def several(self) -> Collection[str]:
        return {*super().several(), "rating"}

    def parameters(self, method: str) -> dict[str, str]:
        if method == "POST":
            return {name: found[0] for name, found in imports_wanted.PARAMETERS.items()}
        return super().parameters(method)

    def rows(self) -> QuerySet[Any, Any]:
        return shown(Import.objects.visible_to(self.member))

    @extend_schema(operation_id="list_imports", responses=page_of(ImportOut))
    def get(self, request: Request) -> Response:
        """List the imports."""
        return self.page(request)

    @extend_schema(
        operation_id="begin_import",
        request=dict.fromkeys(MEDIA_TYPES, OpenApiTypes.BINARY),
        responses=one_of(ImportOut, 201),
    )
    @once
    def post(self, request: Request) -> Response:
        """Import a file of claims, or try out what would happen.

        The file is the body, as it is. It is taken in by and by: follow `links.self` until
        `state` is done, tried, refused or failed, and read at `links.items` what became of each
        claim. Where a line is wrong nothing comes in.
        """
        wanted = imports_wanted.wanted(request)
        by = self.require(format_of(wanted.format_name).action)
        if not isinstance(request.data, FileBody):
            raise Unreadable("The file is empty.")
        made = begin_import(file=request.data.file, wanted=wanted, by=by)
        return self.as_it_stands(made, 201)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        self.body.close()
        return super().finalize_response(request, response, *args, **kwargs)


class OneImport(NewsroomDoor):
    """One import."""

    out = ImportOut

    def rows(self) -> QuerySet[Any, Any]:
        return shown(Import.objects.visible_to(self.member))

    @extend_schema(operation_id="read_import", responses=one_of(ImportOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read how far an import is, and how it went."""
        return self.show(pk)


class RunImport(OneImport):
    """Importing what was tried out or refused."""

    http_method_names = ["post", "options"]
    is_transition = True

    @extend_schema(operation_id="run_import", request=OptionsIn, responses=one_of(ImportOut))
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Import a file that was tried out or refused, or try it out with other options.

        A file is kept for seven days, or until it is imported.
        """
        found = self.find(pk)
        by = self.require(format_of(found.format).action)
        revision = expected(request).revision
        values = understood(OptionsIn, request)
        is_trial = values.pop("dry_run")
        run_again(
            import_=found, revision=revision, options=Options(**values), is_trial=is_trial, by=by
        )
        return self.as_it_stands(found)
