"""Building the demo newsroom, through the same actions as everybody else."""

from django.db import transaction

from annotations.articles.actions import take_in
from annotations.articles.models import Origin, Version
from annotations.claims.actions import mark_claim
from annotations.claims.models import Claim
from annotations.evidence.actions import add_source, cite
from annotations.management.demo import harbour, missiles
from annotations.management.demo.shapes import DemoArticle, DemoClaim, Said
from annotations.newsrooms.actions import join
from annotations.newsrooms.models import Member, Newsroom, Role, User
from annotations.teamwork.actions import assign
from annotations.teamwork.comments import comment
from annotations.teamwork.models import Comment
from annotations.verdicts.actions import assess
from annotations.verdicts.founding import found_newsroom
from annotations.verdicts.models import Rating
from annotations.verdicts.telling import set_aside

SLUG = "demo"
PEOPLE = {
    "admin": ("Mira Voss", "mira@demo.example", Role.ADMIN),
    "editor": ("Jonas Okafor", "jonas@demo.example", Role.EDITOR),
    "checker": ("Leyla Aydın", "leyla@demo.example", Role.CHECKER),
    "second": ("Tom Berger", "tom@demo.example", Role.CHECKER),
}


@transaction.atomic
def build_demo() -> Newsroom:
    """The newsroom `demo` with its people, articles and claims. Nobody has a password."""
    name, email, _ = PEOPLE["admin"]
    admin_user = User.objects.create_user(email, name=name)
    newsroom, admin = found_newsroom(name="Demo Desk", slug=SLUG, admin=admin_user)
    people = {"admin": admin}
    for key, (name, email, role) in PEOPLE.items():
        if key != "admin":
            user = User.objects.create_user(email, name=name)
            people[key] = join(newsroom=newsroom, user=user, role=role, by=admin)
    for article in (harbour.UNTOUCHED, harbour.ARABIC, missiles.ARTICLE):
        _build_article(article, people)
    return newsroom


def _build_article(demo: DemoArticle, people: dict[str, Member]) -> None:
    article = take_in(
        blocks=demo.blocks, details=demo.details, origin=Origin.PASTED, by=people["editor"]
    )
    for claim in demo.claims:
        _build_claim(claim, article.latest, people)


def _build_claim(demo: DemoClaim, version: Version, people: dict[str, Member]) -> None:
    checker = people["checker"]
    start = version.text.index(demo.exact)
    claim = mark_claim(
        version=version,
        start=start,
        end=start + len(demo.exact),
        exact=demo.exact,
        wording=demo.wording,
        by=checker,
    )
    for details, citation in demo.evidence:
        source, _ = add_source(details=details, by=checker)
        cite(claim=claim, source=source, citation=citation, by=checker)
    for who, key, reasons in demo.assessments:
        rating = Rating.objects.get(newsroom_id=claim.newsroom_id, key=key)
        assess(claim=claim, rating=rating, reasons=reasons, by=people[who])
    if demo.assigned_to:
        assignee = people[demo.assigned_to]
        assign(work=claim, revision=0, assignee=assignee, by=people["editor"])
    _discuss(claim, demo.thread, people)
    if demo.set_aside:
        set_aside(claim=claim, reasons=demo.set_aside, by=people["editor"])


def _discuss(claim: Claim, thread: list[Said], people: dict[str, Member]) -> None:
    first: Comment | None = None
    for who, text in thread:
        said = comment(claim=claim, text=text, thread=first, by=people[who])
        first = first or said
