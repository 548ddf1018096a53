"""Taking in the claims of other tools, one by one, through the actions that everybody uses."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from annotations.claims.actions import Wording
from annotations.claims.bringing import bring_in
from annotations.claims.models import Claim
from annotations.errors import gettext_noop
from annotations.evidence.actions import Citation, SourceDetails, add_source, cite
from annotations.imports.items import Cited, Item, Judged, Said
from annotations.imports.models import ImportedItem, Outcome
from annotations.imports.options import Options
from annotations.imports.placing import Found, Library
from annotations.imports.reports import NO_ARTICLE, Report
from annotations.imports.scale import Scale
from annotations.imports.sentences import sentence
from annotations.newsrooms.models import Member
from annotations.teamwork.comments import comment
from annotations.verdicts.actions import assess
from annotations.verdicts.models import Rating


@dataclass(frozen=True)
class Before:
    """What an item was when it came in before."""

    fingerprint: str
    claim: Claim | None


def before(member: Member, key: str) -> Before | None:
    """What came in under this key before, if anything did."""
    items = ImportedItem.objects.visible_to(member).filter(key=key, outcome=Outcome.NEW)
    item = items.filter(claim__isnull=False).select_related("claim").first()
    return Before(item.fingerprint, item.claim) if item else None


class TakingIn:
    """The items of one file, by the one who imports it."""

    def __init__(self, by: Member, options: Options) -> None:
        self.by, self.options = by, options
        self.taken: dict[str, Before] = {}  # by key, of this file
        self.library = Library(by, approximate=options.approximate)
        ratings = Rating.objects.visible_to(by).in_use()
        self.scale = Scale(ratings, options.ratings)

    def take(self, item: Item) -> Report:
        """Make a claim of the item, unless it came in before or its words are not found.

        Raises the refusals of the actions.
        """
        known = self.taken.get(item.key) or before(self.by, item.key)
        if known:
            is_same = known.fingerprint == item.fingerprint
            return self._report(item, Outcome.KNOWN if is_same else Outcome.DIFFERS, known.claim)
        found = [self.library.find(place) for place in item.places]
        spots = [one.spot for one in found if one.spot]
        if item.needs_place and not spots:
            return self._report(item, Outcome.LEFT_OUT, found=found, says=_why(found))
        placed = {one.report.address for one in found if one.spot}
        claim = bring_in(
            wording=_wording(item),
            spots=spots,
            appearances=[address for address in item.appearances if address not in placed],
            by=self.by,
        )
        notes = [*item.notes, *self._add_parts(claim, item)]
        if not item.needs_place:
            found = [one for one in found if one.spot]
        self.taken[item.key] = Before(item.fingerprint, claim)
        return self._report(item, Outcome.NEW, claim, found=found, notes=notes)

    def _add_parts(self, claim: Claim, item: Item) -> Iterator[str]:
        """Everything that hangs on the claim; yields what could not be taken as it was."""
        for cited in item.cited:
            self._cite(claim, cited)
        if item.judged:
            yield from self._judge(claim, item.judged)
        self._say(claim, item.said)

    def _cite(self, claim: Claim, cited: Cited) -> None:
        source, _is_new = add_source(details=_details(cited), by=self.by)
        citation = Citation(cited.stance, cited.quote, cited.locator, cited.note)
        cite(claim=claim, source=source, citation=citation, by=self.by)

    def _judge(self, claim: Claim, judged: Judged) -> Iterator[str]:
        name = judged.label or judged.key or judged.averitec_label or str(judged.number)
        rating = self.scale.meant(judged)
        if self.options.assess and rating:
            reasons = judged.reasons or _("Imported with the rating “%s”.") % name
            assess(claim=claim, rating=rating, reasons=reasons, by=self.by)
            return
        if self.options.assess:
            says = gettext_noop(
                "The rating “%(name)s” fits none here, or several. Say which one it is."
            )
            yield sentence(says, name=name)
        if judged.review:
            self._cite(claim, judged.review)
        elif not self.options.assess:
            yield sentence(gettext_noop("The rating “%(name)s” was not taken as yours."), name=name)

    def _say(self, claim: Claim, said: tuple[Said, ...]) -> None:
        """What was said elsewhere, as one thread. It names nobody here, whatever it looks like."""
        thread = None
        for one in said:
            text = f"{one.by}: {one.text}" if one.by else one.text
            new = comment(claim=claim, text=text, by=self.by, thread=thread, is_quoted=True)
            thread = thread or new

    def _report(
        self,
        item: Item,
        outcome: Outcome,
        claim: Claim | None = None,
        *,
        found: list[Found] | None = None,
        notes: list[str] | None = None,
        says: str = "",
    ) -> Report:
        return Report(
            number=item.number,
            line=item.line,
            outcome=outcome.value,
            statement=item.statement,
            key=item.key,
            fingerprint=item.fingerprint,
            claim=claim.pk if claim else None,
            places=tuple(one.report for one in found or []),
            notes=tuple(notes or []),
            says=says,
        )


def _wording(item: Item) -> Wording:
    return Wording(item.statement, item.claimant, item.claimed_on, item.kind, list(item.tags))


def _details(cited: Cited) -> SourceDetails:
    return SourceDetails(
        kind=cited.source_kind,
        title=cited.title,
        url=cited.url,
        publisher=cited.publisher,
        author=cited.author,
        published_on=cited.published_on,
    )


def _why(found: list[Found]) -> str:
    """Why nothing was marked, in one sentence."""
    hows = {one.report.how for one in found}
    if hows == {NO_ARTICLE}:
        return _("The article is not here. Take it in first.")
    if "approximately" in hows:
        return _("Only nearly the same words stand there. Ask for them, or mark them by hand.")
    if "ambiguous" in hows:
        return _("The words stand in several places, or between other words than given.")
    return _("The words do not stand in the article as it is here.")
