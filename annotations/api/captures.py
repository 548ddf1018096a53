"""/captures/: texts of any shape, read and looked over before they become articles."""

from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponseBase
from drf_spectacular.utils import (
    OpenApiExample,
    extend_schema,
    extend_schema_field,
    extend_schema_serializer,
)
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations import limits
from annotations.api import articles
from annotations.api.articles import ArticleDetailsIn, ArticleOut
from annotations.api.doors import NewsroomDoor
from annotations.api.fields import Ident, Links, MemberOut, Text, Whole
from annotations.api.idempotency import answered, once
from annotations.api.parsing import Given, understood
from annotations.api.refusals import NotUnderstood
from annotations.api.schema import one_of
from annotations.articles import captures
from annotations.articles.actions import Details, take_in
from annotations.articles.models import Article, Capture, Origin
from annotations.intake.blocks import Found, Kind
from annotations.intake.documents import from_fetched, from_upload
from annotations.intake.fetch import fetch
from annotations.intake.furniture import REASONS
from annotations.intake.pasted import from_text
from annotations.newsrooms.permissions import Action


@extend_schema_serializer(
    examples=[OpenApiExample("A page", value={"url": "https://news.example/bridge"})]
)
class CaptureIn(Given):
    """A text as it was copied, a web page, or the address of one, which we then fetch.

    With a text or a page, `url` only says where it was published. With `article`, an article
    that is here is captured again; alone, from its own address.
    """

    url = Text(max_length=2000, required=False)
    text = Text(max_length=limits.TEXT, required=False, help_text="Menus and all.")
    html = Text(max_length=limits.TEXT, required=False, help_text="The source of a web page.")
    article = Ident(required=False, help_text="The id of the article that is captured again.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs or {"text", "html"} <= attrs.keys():
            raise serializers.ValidationError("Send a url, a text or html; not text and html.")
        return attrs


class TakeInIn(ArticleDetailsIn):
    """Which blocks are the article, and what is known of it; otherwise as it was found."""

    blocks = serializers.ListField(
        child=Whole(min_value=0),
        required=False,
        allow_empty=False,
        help_text="Numbers of blocks, in any order; without it those that are `taken`.",
    )


class FoundDetailsOut(serializers.Serializer[Found]):
    """What is known of the text; empty where unknown."""

    title = serializers.CharField()
    url = serializers.CharField(source="canonical_url")
    publisher = serializers.CharField()
    author = serializers.CharField()
    published_on = serializers.DateField(allow_null=True)
    language = serializers.CharField()


class FoundBlockOut(serializers.Serializer[Any]):
    """A block of the text, in the order of the document."""

    number = serializers.IntegerField()
    kind = serializers.ChoiceField([kind.value for kind in Kind])
    level = serializers.IntegerField(allow_null=True, help_text="Of a heading, 1 to 6.")
    text = serializers.CharField()
    taken = serializers.BooleanField(help_text="Whether we take it for a part of the article.")
    why_not = serializers.ChoiceField([*REASONS, ""], help_text="Why we do not; empty where we do.")


class CaptureOut(serializers.Serializer[Capture]):
    """What was found in a text. It is kept for a week, or until it is discarded."""

    id = serializers.UUIDField()
    origin = serializers.ChoiceField(Origin.choices)
    details = serializers.SerializerMethodField()
    blocks = serializers.SerializerMethodField()
    article = serializers.UUIDField(
        source="article_id", allow_null=True, help_text="Which is captured again, or null."
    )
    by = MemberOut()
    at = serializers.DateTimeField()
    links = Links(
        self="captures/{0.id}/",
        take_in="captures/{0.id}/take-in/",
        compare="captures/{0.id}/compare/",
        recapture="captures/{0.id}/recapture/",
        page="preview",
    )

    @extend_schema_field(FoundDetailsOut)
    def get_details(self, capture: Capture) -> Any:
        return FoundDetailsOut(captures.found_in(capture)).data

    @extend_schema_field(FoundBlockOut(many=True))
    def get_blocks(self, capture: Capture) -> list[dict[str, Any]]:
        found = captures.found_in(capture)
        known = captures.proposed(capture, found)
        return [
            {
                "number": number,
                "kind": block.kind,
                "level": block.level,
                "text": block.text,
                "taken": taken,
                "why_not": "" if taken else block.why,
            }
            for number, (block, taken) in enumerate(zip(found.blocks, known, strict=True))
        ]


class CapturesDoor(NewsroomDoor):
    """An address where captures are."""

    out = CaptureOut

    def rows(self) -> QuerySet[Any, Any]:
        return Capture.objects.visible_to(self.member).select_related("by__user")


class Captures(CapturesDoor):
    """Texts that come in."""

    @extend_schema(operation_id="capture", request=CaptureIn, responses=one_of(CaptureOut, 201))
    def post(self, request: Request) -> HttpResponseBase:
        """Read a text, a page, or what is at an address, and say which of it is the article.

        Nothing is taken in yet: look it over, then take it in.
        """
        known = answered(request, self.require(Action.TAKE_IN))
        if known:
            return known
        given = understood(CaptureIn, request)
        pk, of = given.pop("article", None), None
        if pk:
            of = self.named("article", pk, Article.objects.visible_to(self.member))
            self.require(Action.RECAPTURE, of)
            given = given or {"url": of.url}
        noted = given.get("url", "") if len(given) > 1 else ""
        return self._keep(request, captures.read_apart(partial(_found, given)), noted, of)

    @once
    def _keep(self, _request: Request, found: Found, url: str, of: Article | None) -> Response:
        return self.as_it_stands(captures.keep(found=found, url=url, of=of, by=self.member), 201)


class OneCapture(CapturesDoor):
    """One text that came in."""

    has_revision = False

    @extend_schema(operation_id="read_capture", responses=one_of(CaptureOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read what was found in a text, block by block."""
        return self.show(pk)

    @extend_schema(operation_id="discard_capture", responses={204: None})
    def delete(self, _request: Request, pk: UUID) -> Response:
        """Forget what was found."""
        self.require(Action.TAKE_IN)
        self.find(pk).delete()
        return Response(status=204)


class TakeInCapture(NewsroomDoor):
    """Making an article of a capture."""

    out = ArticleOut

    def rows(self) -> QuerySet[Any, Any]:
        return articles.shown(Article.objects.visible_to(self.member))

    @extend_schema(
        operation_id="take_in_capture", request=TakeInIn, responses=one_of(ArticleOut, 201)
    )
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Take in an article with the blocks that are named, or with those that we propose."""
        capture = self.find(pk, Capture.objects.visible_to(self.member))
        by = self.require(Action.TAKE_IN)
        values, found = understood(TakeInIn, request, partial=True), captures.found_in(capture)
        numbers = values.pop("blocks", None)
        article = take_in(
            blocks=found.taken_in() if numbers is None else chosen(found, numbers),
            details=Details(**{**captures.guessed(found), **values}),
            origin=Origin(capture.origin),
            by=by,
        )
        return self.as_it_stands(article, 201)


def _found(given: dict[str, str]) -> Found:
    if "text" in given:
        return from_text(given["text"])
    if "html" in given:
        return from_upload("page.html", given["html"].encode())
    return from_fetched(fetch(given["url"]))


def chosen(found: Found, numbers: list[int]) -> list[Any]:
    """The blocks with these numbers, in their order. Raises NotUnderstood."""
    if max(numbers) >= len(found.blocks):
        says = f"There are {len(found.blocks)} blocks, the first is number 0."
        raise NotUnderstood(fields={"blocks": [says]})
    return [found.blocks[number] for number in sorted(set(numbers))]
