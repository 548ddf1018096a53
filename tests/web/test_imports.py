"""The pages of imports: a file is looked over before anything of it comes in."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from annotations.claims.models import Claim
from annotations.imports.models import Import, State
from annotations.newsrooms.models import Member, Role
from tests import factories
from tests.web.pages import ARABIC, HOSTILE, signed_in, words
from tests.working import work

pytestmark = pytest.mark.django_db

TABLE = f"statement,rating_label,article_urls\n{ARABIC},False,https://news.example/a\nSo.,,\n"


@pytest.fixture
def ada() -> Member:
    return factories.newsroom("lindau")[1]


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


def address(name: str, *ids: Any) -> str:
    return reverse(f"web:{name}", args=["lindau", *ids])


def send(client: Client, content: str = TABLE, name: str = "claims.csv", **values: str) -> Any:
    upload = SimpleUploadedFile(name, content.encode())
    return client.post(
        address("new_import"), {"upload": upload, "format": "csv", "ratings": "", **values}
    )


def looked_over(client: Client, content: str = TABLE, **values: str) -> str:
    """The address of an import that was tried out."""
    answer = send(client, content, **values)
    assert answer.status_code == 303, answer.content
    work()
    return str(answer["Location"])


def page(client: Client, where: str, status: int = 200) -> str:
    answer = client.get(where)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_claims_page_leads_to_imports(client: Client) -> None:
    assert f'href="{address("imports")}"' in page(client, address("claims"))
    assert "Nothing was imported yet" in words(page(client, address("imports")))
    assert "Look it over" in words(page(client, address("new_import")))


def test_what_would_happen_is_shown_and_then_done(client: Client) -> None:
    where = looked_over(client)
    tried = page(client, where)
    assert "Nothing was imported yet. This would happen:" in words(tried)
    assert f"2 {ARABIC} New The rating “False” was not taken as yours." in words(tried)
    assert not Claim.objects.exists()
    answer = client.post(where, {"revision": "1", "do": "import", "assess": "on", "ratings": ""})
    assert (answer.status_code, answer["Location"]) == (303, where)
    assert "at-work" in page(client, where)
    work()
    done = page(client, where)
    claim = Claim.objects.get(statement=ARABIC)
    assert "The file was imported." in words(done)
    assert f'href="{address("claim", claim.pk)}"' in done
    assert claim.assessments.get().rating.key == "false"
    assert "claims.csv Done" in words(page(client, address("imports")))


def test_a_claim_without_a_passage_says_where_it_was_made(client: Client) -> None:
    where = looked_over(client)
    client.post(where, {"revision": "1", "do": "import", "ratings": ""})
    work()
    claim = Claim.objects.get(statement=ARABIC)
    shown = page(client, address("claim", claim.pk))
    assert 'href="https://news.example/a" rel="noreferrer noopener nofollow"' in shown
    assert "Where it was made No passage is marked there yet." in words(shown)
    elsewhere = page(client, address("another_appearance", claim.pk))
    assert ARABIC in words(elsewhere)


def test_errors_stand_at_their_lines_and_can_be_left_out(client: Client) -> None:
    where = looked_over(client, TABLE + ",True,\n")
    refused = page(client, where)
    assert "Nothing was imported, because something is wrong. 1 line is wrong." in words(refused)
    only = words(page(client, f"{where}?outcome=error"))
    assert "Line 4 Error It has no statement." in only
    assert ARABIC not in only
    assert 'value="import"' not in refused
    again = client.post(
        where, {"revision": "1", "do": "try", "leave_out_errors": "on", "ratings": ""}
    )
    assert again.status_code == 303
    work()
    assert "This would happen:" in words(page(client, where))


def test_what_is_wrong_with_the_options_stands_at_its_field(client: Client) -> None:
    where = looked_over(client)
    for given, says in (
        ("Cheese", "Write each line as “name = key”."),
        ("Cheese = cheese", "There is no rating “cheese” here."),
    ):
        answer = client.post(where, {"revision": "1", "do": "import", "ratings": given})
        assert answer.status_code == 422
        assert says in words(answer.content.decode())
        assert f">\n{given}</textarea>" in answer.content.decode()
    assert Import.objects.get().state == State.TRIED


def test_somebody_who_was_faster_is_not_overrun(client: Client) -> None:
    where = looked_over(client)
    client.post(where, {"revision": "1", "do": "try", "ratings": ""})
    work()
    late = client.post(where, {"revision": "1", "do": "import", "ratings": "Cheese = false"})
    assert late.status_code == 409
    assert "Cheese = false" in late.content.decode()
    assert not Claim.objects.exists()


def test_a_file_that_cannot_be_read_says_why(client: Client) -> None:
    where = looked_over(client, "name\nAda\n")
    assert "The first line must name a column `statement`." in words(page(client, where))
    assert "The file is empty." in words(send(client, "").content.decode())
    assert send(client, format="pdf").status_code == 422


def test_hostile_words_stay_words(client: Client) -> None:
    quoted = HOSTILE.replace('"', '""')
    where = looked_over(client, f'statement\n"{quoted}"\n', ratings="")
    shown = page(client, where)
    assert HOSTILE in words(shown) or "&lt;script&gt;" in shown
    assert "<script>alert" not in shown


def test_readers_see_what_came_in_and_import_nothing(ada: Member) -> None:
    where = looked_over(signed_in(ada))
    reader = signed_in(factories.member(ada.newsroom, Role.READER))
    assert "Import" not in words(page(reader, address("claims"))).split("Claims", 1)[1][:40]
    assert ">Import<" not in page(reader, where)
    assert reader.get(address("new_import")).status_code == 403
    assert reader.post(where, {"revision": "1", "do": "import", "ratings": ""}).status_code == 403
    assert not Claim.objects.exists()


def test_only_admins_are_offered_archives(ada: Member) -> None:
    checker = signed_in(factories.member(ada.newsroom))
    assert "Archive of a newsroom" not in words(page(checker, address("new_import")))
    assert "Archive of a newsroom" in words(page(signed_in(ada), address("new_import")))
    assert send(checker, format="archive").status_code == 422


def test_to_others_it_does_not_exist(client: Client) -> None:
    where = looked_over(client)
    stranger = signed_in(factories.newsroom()[1])
    assert stranger.get(where).status_code == 404
    assert stranger.get(address("imports")).status_code == 404


def test_long_reports_come_in_pages(client: Client) -> None:
    rows = "".join(f"The town spent {n} euros.\n" for n in range(60))
    where = looked_over(client, f"statement\n{rows}")
    first = page(client, where)
    assert "The town spent 49 euros." in first
    assert "The town spent 50 euros." not in first
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = page(client, f"{where}{following}")
    assert "The town spent 50 euros." in second
    assert 'rel="prev"' in second
