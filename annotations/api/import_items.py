"""/imports/{id}/items/: what became of each claim in a file."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.anchoring.relocating import How
from annotations.api.doors import ListDoor
from annotations.api.schema import page_of
from annotations.imports.models import Import, ImportedItem, Outcome
from annotations.imports.reports import NO_ARTICLE, PlaceReport
from annotations.matching.filters import by_choice


class PlaceReportOut(serializers.Serializer[PlaceReport]):
    """How words of a file were found in an article."""

    how = serializers.ChoiceField([*(how.value for how in How), NO_ARTICLE])
    exact = serializers.CharField(help_text="The words in the file.")
    address = serializers.CharField(help_text="Of the article that the file names.")
    score = serializers.FloatField(help_text="How alike the words are, 0 to 1.")
    found = serializers.CharField(help_text="The words that stand there.")
    version = serializers.UUIDField(allow_null=True, help_text="In which they stand.")


class ImportedItemOut(serializers.Serializer[ImportedItem]):
    """What became of one claim in a file, or what would."""

    id = serializers.UUIDField()
    number = serializers.IntegerField(help_text="Of the item in the file, from 1.")
    line = serializers.IntegerField(help_text="Where it begins, from 1.")
    statement = serializers.CharField()
    outcome = serializers.ChoiceField(Outcome.choices)
    says = serializers.CharField(help_text="Why it is an error or was left out, or empty.")
    notes = serializers.ListField(
        child=serializers.CharField(), help_text="What could not be taken over."
    )
    places = PlaceReportOut(many=True)
    claim = serializers.UUIDField(
        source="claim_id", allow_null=True, help_text="The claim that it is here."
    )


class ItemsOfImport(ListDoor):
    """The report of an import."""

    out = ImportedItemOut
    filters = {"outcome": by_choice("Items with this outcome.", "outcome", Outcome)}

    def rows(self) -> QuerySet[Any, Any]:
        return ImportedItem.objects.visible_to(self.member)

    @extend_schema(operation_id="list_items_of_import", responses=page_of(ImportedItemOut))
    def get(self, request: Request, pk: UUID) -> Response:
        """List what became of each claim in the file, in its order. Empty until it was read."""
        found = self.find(pk, Import.objects.visible_to(self.member))
        return self.page(request, self.rows().filter(of=found))
