"""/articles/: texts under check."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations.api import versions
from annotations.api.assignments import AssigneeField
from annotations.api.doors import ListDoor, NewsroomDoor
from annotations.api.fields import Choice, Day, Line, Links, MemberOut, Text, Whole
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.preconditions import expected
from annotations.api.schema import one_of, page_of
from annotations.api.shaping import Expansion
from annotations.api.versions import VersionOut
from annotations.articles.actions import Details, edit_article, take_in
from annotations.articles.models import Article, Origin, Version
from annotations.intake.blocks import Block, Kind
from annotations.matching.articles import FILTERS, ORDERS
from annotations.newsrooms.permissions import Action

_BLANK_LINES = re.compile(r"\n[ \t]*\n")


class ArticleDetailsIn(Given):
    """What is known about an article besides its text; empty where unknown."""

    title = Line()
    url = Text(
        max_length=2000,
        required=False,
        allow_blank=True,
        help_text="Where it was published; tracking parameters and the fragment are dropped.",
    )
    publisher = Line(required=False, allow_blank=True)
    author = Line(required=False, allow_blank=True)
    published_on = Day(required=False, allow_null=True)
    language = Text(
        max_length=35, required=False, allow_blank=True, help_text="BCP 47, such as tr or en-GB."
    )


class BlockIn(Given):
    """A paragraph, heading, list item or quotation."""

    kind = Choice([kind.value for kind in Kind])
    text = Text()
    level = Whole(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=6,
        help_text="Of a heading, 1 to 6.",
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "An article as plain text",
            value={
                "title": "The harbour stays open",
                "url": "https://news.example/harbour",
                "text": "The council voted on Monday.\n\nNobody was surprised.",
            },
        )
    ]
)
class ArticleIn(ArticleDetailsIn):
    """A new article: its details, and its text either as `blocks` or as plain `text`."""

    blocks = BlockIn(many=True, required=False)
    text = Text(required=False, help_text="Paragraphs, with blank lines between them.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("blocks" in attrs) == ("text" in attrs):
            raise serializers.ValidationError("Send either blocks or text.")
        return attrs


class LatestVersionOut(serializers.Serializer[Version]):
    """The newest version of an article."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()


class ArticleOut(serializers.Serializer[Article]):
    """A published text under check."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    url = serializers.CharField(help_text="Its canonical address, or empty.")
    publisher = serializers.CharField()
    author = serializers.CharField()
    published_on = serializers.DateField(allow_null=True)
    language = serializers.CharField(help_text="BCP 47, or empty.")
    latest_version = LatestVersionOut(source="latest")
    assignee = AssigneeField(help_text="Who works on it, or null.")
    revision = serializers.IntegerField()
    added_by = MemberOut()
    added_at = serializers.DateTimeField()
    checked_at = serializers.DateTimeField(
        allow_null=True, help_text="When somebody last looked whether its text changed, or null."
    )
    links = Links(
        self="articles/{0.id}/",
        page="article",
        versions="articles/{0.id}/versions/",
        latest_version="versions/{0.latest.id}/",
        claims="claims/?article={0.id}",
        annotations="articles/{0.id}/annotations/",
        assignment="articles/{0.id}/assignment/",
        events="articles/{0.id}/events/",
    )


EXPANSIONS = {
    "versions": Expansion(
        "latest_version",
        out=VersionOut,
        rows=lambda member: versions.shown(Version.objects.visible_to(member)),
    )
}


def shown(articles: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """`articles` with what ArticleOut shows of them, their texts left behind."""
    texts_behind = Version.objects.defer("text", "blocks")
    return articles.select_related("added_by__user", "assignment__assignee__user").prefetch_related(
        Prefetch("versions", texts_behind)
    )


class Articles(ListDoor):
    """The articles of a newsroom."""

    out = ArticleOut
    expansions = EXPANSIONS
    filters = FILTERS
    orders = ORDERS

    def rows(self) -> QuerySet[Any, Any]:
        return shown(Article.objects.visible_to(self.member))

    @extend_schema(operation_id="list_articles", responses=page_of(ArticleOut))
    def get(self, request: Request) -> Response:
        """List the articles, in the order in which they came."""
        return self.page(request)

    @extend_schema(
        operation_id="take_in_article", request=ArticleIn, responses=one_of(ArticleOut, 201)
    )
    @once
    def post(self, request: Request) -> Response:
        """Take in an article with its first version.

        A newsroom takes in an article once: the same canonical address or the same text is
        answered with 409 and the id of the article that is there.
        """
        by = self.require(Action.TAKE_IN)
        values = understood(ArticleIn, request)
        given, text = values.pop("blocks", []), values.pop("text", "")
        article = take_in(
            blocks=[Block(**block) for block in given] or list(paragraphs(text)),
            details=Details(**values),
            origin=Origin.SENT,
            by=by,
        )
        return self.as_it_stands(article, 201)


class OneArticle(NewsroomDoor):
    """One article."""

    out = ArticleOut
    expansions = EXPANSIONS

    def rows(self) -> QuerySet[Any, Any]:
        return shown(Article.objects.visible_to(self.member))

    @extend_schema(operation_id="read_article", responses=one_of(ArticleOut))
    def get(self, _request: Request, pk: UUID) -> Response:
        """Read an article; its text is in its versions."""
        return self.show(pk)

    @extend_schema(
        operation_id="edit_article", request=ArticleDetailsIn, responses=one_of(ArticleOut)
    )
    def patch(self, request: Request, pk: UUID) -> Response:
        """Change details of an article. Its text is never edited."""
        article = self.find(pk)
        by = self.require(Action.EDIT_ARTICLE, article)
        revision = expected(request).revision
        values = understood(ArticleDetailsIn, request, partial=True)
        edit_article(article=article, revision=revision, by=by, **values)
        return self.as_it_stands(article)


def paragraphs(text: str) -> Iterator[Block]:
    """Plain text as blocks: a blank line ends a paragraph.

    >>> [block.text for block in paragraphs("One.\\n \\nTwo,\\nstill two.")]
    ['One.', 'Two,\\nstill two.']
    """
    for part in _BLANK_LINES.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        if part.strip():
            yield Block(Kind.PARAGRAPH, part)
