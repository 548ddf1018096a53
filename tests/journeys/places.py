"""Where the pages are, with all on them that they can show."""

from collections.abc import Iterator
from io import BytesIO

from django.utils import timezone

from annotations.articles import captures
from annotations.articles.models import Version
from annotations.claims.carryings import Carrying
from annotations.claims.models import Claim
from annotations.imports.actions import Wanted, begin_import
from annotations.imports.models import Import
from annotations.intake.pasted import from_text
from annotations.matching.actions import withdraw_view
from annotations.newsrooms.models import Member
from annotations.notices.mail import secret_of
from annotations.rows import new_id
from annotations.verdicts.deciding import decide
from annotations.webhooks.actions import send_test
from annotations.webhooks.models import Webhook
from annotations.webhooks.outcomes import Result, note
from tests import factories, working


def decided(claim: Claim, by: Member) -> Claim:
    rating = factories.rating(by.newsroom, "half-true")
    decide(claim=claim, rating=rating, reasons="Half of it is right.", by=by)
    factories.assessment(claim, factories.member(by.newsroom), "false")
    return claim


def pages_of(ada: Member, version: Version) -> dict[str, str]:
    """The address of each page, by what it is called."""
    here = f"/newsrooms/{ada.newsroom.slug}"
    claim = Claim.objects.filter(passages__version=version).earliest("pk")
    of_article = f"{here}/articles/{version.article_id}"
    return {
        **lists(ada, here),
        **recaptured(ada, here),
        "article": f"{of_article}/",
        "coverage": f"{of_article}/readings/",
        "article with marks": f"{of_article}/?marks=1",
        "article on paper": f"{of_article}/print/",
        "article with a claim in hand": f"{of_article}/?claim={claim.pk}",
        **of_a_claim(claim, here),
        "decided claim": decided(claim, ada).get_absolute_url(),
        **settings(claim, ada, here),
        "account": "/account/",
        "two-step sign-in": "/account/codes/switch-on/",
    }


def lists(ada: Member, here: str) -> dict[str, str]:
    return {
        "queue": f"{here}/",
        "what nobody assessed": f"{here}/?tab=unassessed",
        "inbox": f"{here}/inbox/",
        "whole inbox": f"{here}/inbox/?tab=all",
        "articles": f"{here}/articles/",
        "new article": f"{here}/articles/new/",
        "claims": f"{here}/claims/",
        **{f"{name} view": f"{here}/claims/{query}" for name, query in views(ada)},
        "views": f"{here}/claims/views/",
        "new view": f"{here}/claims/views/new/?stage=open&q=harbour",
        "sources": f"{here}/sources/",
        "imports": f"{here}/imports/",
        "report of an import": f"{here}/imports/{an_import(ada).pk}/",
        "prepared files": f"{here}/exports/",
        "prepare a file": f"{here}/exports/new/?stage=settled",
    }


def of_a_claim(claim: Claim, here: str) -> dict[str, str]:
    at = f"{here}/claims/{claim.pk}"
    return {
        "claim": f"{at}/",
        "assignment": f"{at}/assignment/",
        "comment": f"{at}/comments/",
        "wording": f"{at}/edit/",
        "another appearance": f"{at}/appearance/",
        "cite": f"{at}/evidence/",
        "assess": f"{at}/assessment/",
        "decide": f"{at}/decision/",
        "bounds of a passage": f"{here}/passages/{claim.passages.all()[0].pk}/move/",
        "citation": f"{here}/evidence/{claim.evidence.all()[0].pk}/edit/",
        "source": f"{here}/sources/{claim.evidence.all()[0].source_id}/",
    }


def recaptured(ada: Member, here: str) -> dict[str, str]:
    """An article that is captured for the third time, and a claim that it made in other words."""
    of = factories.article(ada, ["The fountain", "It is dry. It cost 12 crowns. Nobody drinks."])
    factories.claim(ada, of.latest, "It cost 12 crowns.")
    factories.recaptured(of, ada, ("12", "21"))
    found = from_text("The fountain\n\nIt is wet. It cost 21 crowns.")
    capture = captures.keep(found=found, of=of, by=ada)
    changed = Carrying.objects.get(claim__passages__version__article=of)
    return {
        "what changed": f"{here}/captures/{capture.pk}/compare/",
        "article that changed": f"{here}/articles/{of.pk}/",
        "new place": f"{here}/carryings/{changed.pk}/place/",
    }


def settings(claim: Claim, ada: Member, here: str) -> dict[str, str]:
    at = f"{here}/settings"
    webhook = f"{at}/webhooks/{a_webhook(ada).pk}/"
    return {
        "mail": f"{at}/mail/",
        "end of mails": f"/mail/end/{secret_of(ada)}/",
        "scale": f"{at}/ratings/",
        "new rating": f"{at}/ratings/new/",
        "rating": f"{at}/ratings/{claim.verdict.rating_id}/",
        "tokens": f"{at}/tokens/",
        "members": f"{at}/members/",
        "member": f"{at}/members/{ada.pk}/",
        "new invitation": f"{at}/members/invite/",
        "webhooks": f"{at}/webhooks/",
        "new webhook": f"{at}/webhooks/new/",
        "webhook": webhook,
        "change of a webhook": f"{webhook}edit/",
    }


def a_webhook(ada: Member) -> Webhook:
    """With a delivery that failed in its log."""
    webhook = factories.webhook(ada)
    told = send_test(webhook=webhook)
    result = Result(timezone.now(), 0.2, status=500, answer="out of order")
    note(told, result)
    return webhook


def views(ada: Member) -> Iterator[tuple[str, str]]:
    """Of each kind one, and where it is seen."""
    shown = factories.view(ada, "Open, in a name that is long enough to be cut", shared=True)
    yield "shown", f"?view={shown.pk}&{shown.query}"
    yield "changed", f"?view={shown.pk}&stage=settled&article={new_id()}"
    removed = withdraw_view(view=factories.view(ada, "Removed"), revision=1, by=ada)
    yield "removed", f"?view={removed.pk}&{removed.query}"
    yield "lost", "?view=1&colour=red&claimed_since=yesterday"


def an_import(ada: Member) -> Import:
    """With a line that was taken in, and one that was refused."""
    file = BytesIO(b"statement,claimed_on\nIt is so.,2026-03-02\nIt is not.,yesterday\n")
    begun = begin_import(file=file, wanted=Wanted("csv", "claims.csv"), by=ada)
    working.work()
    return begun
