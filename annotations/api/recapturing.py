"""Articles that are captured again: what would change, and another version."""

from typing import Any, ClassVar, cast
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from annotations import limits
from annotations.anchoring.carrying import Standing
from annotations.api.articles import BlockIn, paragraphs
from annotations.api.captures import chosen
from annotations.api.doors import NewsroomDoor
from annotations.api.fields import Text, Whole
from annotations.api.idempotency import once
from annotations.api.parsing import Given, understood
from annotations.api.schema import one_of
from annotations.api.shaping import Out
from annotations.api.versions import VersionOut, VersionsOfArticle
from annotations.api.versions import shown as versions_shown
from annotations.articles import captures
from annotations.articles.models import Article, Capture, Origin, Version
from annotations.articles.recapturing import NoArticle
from annotations.claims.comparing import compared
from annotations.claims.models import Passage
from annotations.coverage.comparing import stay_read
from annotations.intake.blocks import Block
from annotations.newsrooms.permissions import Action
from annotations.verdicts.recapturing import recapture

AFTER = "The number of the newest version that you know. Where there is a newer one: 409."


class ChosenIn(Given):
    """Which blocks of a capture are the article; otherwise those that it had, and new ones that
    look like a part of it."""

    blocks = serializers.ListField(
        child=Whole(min_value=0),
        required=False,
        allow_empty=False,
        help_text="Numbers of blocks, in any order.",
    )


class RecaptureIn(ChosenIn):
    """The article as it is now, by the blocks of a capture."""

    after = Whole(min_value=1, help_text=AFTER)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "As plain text",
            value={"after": 1, "text": "The council voted on Monday.\n\nEverybody was surprised."},
        )
    ]
)
class VersionIn(Given):
    """The article as it is now: its text either as `blocks` or as plain `text`."""

    after = Whole(min_value=1, help_text=AFTER)
    blocks = BlockIn(many=True, required=False)
    text = Text(
        required=False, max_length=limits.TEXT, help_text="Paragraphs, with blank lines between."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("blocks" in attrs) == ("text" in attrs):
            raise serializers.ValidationError("Send either blocks or text.")
        return attrs


@extend_schema_serializer(component_name="ChangedWords")
class PieceOut(serializers.Serializer[Any]):
    """Words that both texts have, or only the one before, or only the one after."""

    what = serializers.ChoiceField(["kept", "gone", "new"])
    words = serializers.CharField()


class StandingsOut(serializers.Serializer[Any]):
    """How many passages would stand in the new text, and how."""

    def get_fields(self) -> dict[str, Any]:
        return {standing.value: serializers.IntegerField() for standing in Standing}


class SentencesReadOut(serializers.Serializer[Any]):
    """What becomes of the sentences that were read without a claim."""

    stay_read = serializers.IntegerField(help_text="Those that the new text has unchanged.")
    read_again = serializers.IntegerField(help_text="Those that say something else, or are gone.")


class ComparisonOut(serializers.Serializer[Any]):
    """What would change if the article were captured again like this."""

    after = serializers.IntegerField(help_text="The number of the newest version.")
    is_same = serializers.BooleanField(help_text="The text is the same: nothing would change.")
    words = PieceOut(many=True)
    passages = StandingsOut()
    readings = SentencesReadOut()


class CaptureAgainDoor(NewsroomDoor):
    """A capture of an article that is here."""

    out: ClassVar[Out] = VersionOut

    def rows(self) -> QuerySet[Any, Any]:
        return versions_shown(Version.objects.visible_to(self.member))

    def blocks(self, capture: Capture, numbers: list[int] | None) -> list[Block]:
        """Those of the capture that are named, or else proposed. Raises NoArticle."""
        if capture.article is None:
            raise NoArticle
        found = captures.found_in(capture)
        if numbers is not None:
            return chosen(found, numbers)
        kept = captures.proposed(capture, found)
        return [block for block, is_kept in zip(found.blocks, kept, strict=True) if is_kept]

    def captured(self, pk: UUID) -> Capture:
        captures_here = Capture.objects.visible_to(self.member).select_related("article")
        capture: Capture = self.find(pk, captures_here)
        self.require(Action.RECAPTURE, capture)
        return capture

    def written(self, article: Article, version: Version | None) -> Response:
        if version:
            return self.as_it_stands(version, 201)
        return self.as_it_stands(article.versions.defer("text", "blocks").latest("number"))


class CompareCapture(CaptureAgainDoor):
    """What would change."""

    out = ComparisonOut

    @extend_schema(
        operation_id="compare_capture", request=ChosenIn, responses=one_of(ComparisonOut)
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Say what would change if the article were captured again like this. Changes nothing."""
        capture = self.captured(pk)
        blocks = self.blocks(capture, understood(ChosenIn, request).get("blocks"))
        newest = Version.objects.visible_to(self.member).filter(article=capture.article)
        passages = Passage.objects.visible_to(self.member)
        found = compared(newest.latest("number"), blocks, passages)
        language = cast("Article", capture.article).language
        sentences = stay_read(found.newest, found.text, language=language)
        return Response(
            {
                "after": found.newest.number,
                "is_same": found.is_same,
                "words": [{"what": one.what, "words": one.words} for one in found.pieces],
                "passages": {standing.value: n for standing, n in found.standings.items()},
                "readings": sentences._asdict(),
            }
        )


class RecaptureCapture(CaptureAgainDoor):
    """Another version, of a capture."""

    @extend_schema(
        operation_id="recapture",
        request=RecaptureIn,
        responses={**one_of(VersionOut), **one_of(VersionOut, 201)},
    )
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Make the next version of the article (201), unless its text is the same (200).

        Passages are carried over: those whose words are there still by themselves; of the others
        it is noted how they stand, and `undecided` until somebody decides.
        """
        capture = self.captured(pk)
        given = understood(RecaptureIn, request)
        blocks = self.blocks(capture, given.get("blocks"))
        article = self.find(
            cast("UUID", capture.article_id), Article.objects.visible_to(self.member)
        )
        origin, after = Origin(capture.origin), given["after"]
        version = recapture(
            article=article, blocks=blocks, origin=origin, after=after, by=self.member
        )
        return self.written(article, version)


class NextVersion(CaptureAgainDoor, VersionsOfArticle):
    """The versions of an article, and the next one."""

    @extend_schema(
        operation_id="add_version",
        request=VersionIn,
        responses={**one_of(VersionOut), **one_of(VersionOut, 201)},
    )
    @once
    def post(self, request: Request, pk: UUID) -> Response:
        """Send the article as it is now: its next version (201), unless its text is the same (200).

        Passages are carried over as those of a capture are.
        """
        article = self.find(pk, Article.objects.visible_to(self.member))
        by = self.require(Action.RECAPTURE, article)
        given = understood(VersionIn, request)
        blocks = [Block(**block) for block in given.get("blocks", [])]
        version = recapture(
            article=article,
            blocks=blocks or list(paragraphs(given.get("text", ""))),
            origin=Origin.SENT,
            after=given["after"],
            by=by,
        )
        return self.written(article, version)
