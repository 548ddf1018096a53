"""Plain functions that make things through the actions, with sentences of our own."""

from itertools import count
from typing import Any

from annotations.articles.actions import Details, take_in
from annotations.articles.models import Article, Origin, Version
from annotations.claims.actions import Wording, mark_claim
from annotations.claims.models import Claim, Passage
from annotations.claims.passages import add_passage
from annotations.coverage.actions import mark_read
from annotations.coverage.models import Reading
from annotations.evidence.actions import Citation, SourceDetails, add_source, cite
from annotations.evidence.models import Evidence, Source
from annotations.intake.blocks import Block, Kind
from annotations.matching.actions import save_view
from annotations.matching.models import View
from annotations.newsrooms.actions import join
from annotations.newsrooms.models import Member, Newsroom, Role, User
from annotations.teamwork import comments
from annotations.teamwork.models import Comment
from annotations.verdicts.actions import assess
from annotations.verdicts.founding import found_newsroom
from annotations.verdicts.models import Assessment, Rating
from annotations.verdicts.recapturing import recapture
from annotations.webhooks.actions import make_webhook
from annotations.webhooks.models import Webhook

HEADLINE = "The harbour of Lindau stays open"
SENTENCE = "The town has not yet spent the money."
PARAGRAPHS = [
    HEADLINE,
    f"The council voted on Monday. {SENTENCE} Nobody was surprised.",
    "“We will wait,” said the mayor, “and then we will see.”",
]

_numbers = count(1)


def newsroom(slug: str = "") -> tuple[Newsroom, Member]:
    """A newsroom and its admin."""
    slug = slug or f"desk-{next(_numbers)}"
    admin = user(f"admin@{slug}.example")
    return found_newsroom(name=slug.title(), slug=slug, admin=admin)


def user(email: str = "", name: str = "Ada Admin") -> User:
    return User.objects.create_user(email or f"person-{next(_numbers)}@desk.example", name=name)


def member(room: Newsroom, role: Role = Role.CHECKER, name: str = "Cem Checker") -> Member:
    return join(newsroom=room, user=user(name=name), role=role, by=None)


def article(by: Member, paragraphs: list[str] | None = None, **details: Any) -> Article:
    first, *rest = paragraphs or [*PARAGRAPHS, f"This is article {next(_numbers)}."]
    blocks = [Block(Kind.HEADING, first, 1), *(Block(Kind.PARAGRAPH, text) for text in rest)]
    return take_in(
        blocks=blocks,
        details=Details(**{"title": first[:300], **details}),
        origin=Origin.PASTED,
        by=by,
    )


def recaptured(of: Article, by: Member, *swaps: tuple[str, str]) -> Version | None:
    """The article's next version, in which each first words are replaced by the second."""
    newest = Article.objects.get(pk=of.pk).latest
    blocks = blocks_of(newest, *swaps)
    return recapture(article=of, blocks=blocks, origin=Origin.PASTED, after=newest.number, by=by)


def blocks_of(version: Version, *swaps: tuple[str, str]) -> list[Block]:
    """The blocks of a version, in which each first words are replaced by the second."""
    blocks = []
    for span in version.blocks:
        text = version.text[span["start"] : span["end"]]
        for before, after in swaps:
            text = text.replace(before, after)
        blocks.append(Block(span["kind"], text, span["level"]))
    return blocks


def version(by: Member, paragraphs: list[str] | None = None) -> Version:
    return article(by, paragraphs).latest


def claim(by: Member, on: Version | None = None, exact: str = SENTENCE, **wording: Any) -> Claim:
    on = on or version(by)
    start = on.text.index(exact)
    return mark_claim(
        version=on,
        start=start,
        end=start + len(exact),
        exact=exact,
        wording=Wording(**{"statement": exact, **wording}),
        by=by,
    )


def passage(
    of: Claim, by: Member, on: Version | None = None, exact: str = "Nobody was surprised."
) -> Passage:
    """Another passage of a claim, by default in the article that was marked first."""
    on = on or of.passages.earliest("id").version
    start = on.text.index(exact)
    return add_passage(
        claim=of, version=on, start=start, end=start + len(exact), exact=exact, by=by
    )


def source(by: Member, **details: Any) -> Source:
    number = next(_numbers)
    given = {
        "kind": "web_page",
        "title": f"Minutes of meeting {number}",
        "url": f"https://lindau.example/minutes/{number}",
        **details,
    }
    return add_source(details=SourceDetails(**given), by=by)[0]


def evidence(on: Claim, by: Member, from_: Source | None = None, **citation: Any) -> Evidence:
    given = {"stance": "supports", "quote": "No payment was made.", **citation}
    return cite(claim=on, source=from_ or source(by), citation=Citation(**given), by=by)


def rating(room: Newsroom, key: str = "true") -> Rating:
    return Rating.objects.get(newsroom=room, key=key)


def assessment(on: Claim, by: Member, key: str = "true", reasons: str = "Checked.") -> Assessment:
    return assess(claim=on, rating=rating(by.newsroom, key), reasons=reasons, by=by)


def comment(
    on: Claim, by: Member, text: str = "Is that so?", thread: Comment | None = None
) -> Comment:
    return comments.comment(claim=on, text=text, thread=thread, by=by)


def reading(on: Version, by: Member, exact: str = "Nobody was surprised.") -> Reading:
    start = on.text.index(exact)
    return mark_read(version=on, start=start, end=start + len(exact), exact=exact, by=by)


def view(by: Member, name: str = "Waiting", **values: Any) -> View:
    given = {"filters": {"stage": ["open"]}, "order": "marked_at", **values}
    return save_view(name=name, by=by, **given)


def webhook(by: Member, **values: Any) -> Webhook:
    given = {"name": "The archive", "url": "https://archive.example/hook", **values}
    return make_webhook(by=by, **given)[0]
