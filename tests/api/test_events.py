"""The history of things, for programs."""

from annotations.history.models import Event
from annotations.newsrooms.models import Member
from tests import factories
from tests.api import shapes
from tests.api.caller import Caller, told
from tests.api.test_ordering import in_order

NOWHERE = "01a204a5-0000-7000-8000-000000000000"


def test_a_claim_an_article_and_a_source_tell_what_happened(
    program: Caller, checker: Member
) -> None:
    claim = factories.claim(checker)
    evidence = factories.evidence(claim, checker)
    article = claim.passages.get().version.article

    def kinds(path: str) -> list[str]:
        return [row["kind"] for row in program.get(f"{path}/events/").json()["results"]]

    assert kinds(f"claims/{claim.pk}") == ["claim.marked", "evidence.cited"]
    assert kinds(f"articles/{article.pk}") == ["article.taken_in", "claim.marked"]
    assert kinds(f"sources/{evidence.source_id}") == ["source.added"]
    cited = Event.objects.latest("number")
    assert program.get(f"claims/{claim.pk}/events/?kind=evidence.cited").json()["results"] == [
        {
            "number": cited.number,
            "kind": "evidence.cited",
            "subject": {"type": "evidence", "id": str(evidence.pk)},
            "claim": str(claim.pk),
            "article": None,
            "undoes": None,
            "by": shapes.who(checker),
            "at": shapes.moment(cited.at),
            "changes": cited.changes,
            "links": {"undo": f"{shapes.API}/changes/{cited.number}/undo/"},
        }
    ]


def test_events_come_from_either_end(program: Caller, checker: Member) -> None:
    claim = factories.claim(checker)
    for _ in range(4):
        factories.evidence(claim, checker)

    def numbers(order: str) -> list[int]:
        found: list[int] = []
        address = f"claims/{claim.pk}/events/?limit=2&order={order}"
        while address:
            body = program.get(address).json()
            found += [row["number"] for row in body["results"]]
            address = (body["next"] or "").removeprefix("http://testserver")
        return found

    expected = list(Event.objects.about_claim(claim.pk).values_list("number", flat=True))
    assert (numbers("number"), numbers("-number")) == (expected, expected[::-1])


def test_the_evidence_from_a_source_is_listed_whatever_the_claim(
    program: Caller, checker: Member
) -> None:
    source = factories.source(checker)
    found = [factories.evidence(factories.claim(checker), checker, source) for _ in range(3)]
    factories.evidence(factories.claim(checker), checker)
    assert in_order(program, f"sources/{source.pk}/evidence/?limit=2") == [
        str(evidence.pk) for evidence in found
    ]
    for path in ("sources", "claims", "articles"):
        told(program.get(f"{path}/{NOWHERE}/events/"), 404, "not-found")
    told(program.get(f"sources/{NOWHERE}/evidence/"), 404, "not-found")
