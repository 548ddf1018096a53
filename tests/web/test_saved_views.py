"""Views above the list of claims."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from annotations.matching.actions import withdraw_view
from annotations.matching.models import View
from annotations.newsrooms.models import Member, Role
from annotations.rows import new_id
from tests import factories
from tests.web.pages import part, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(ada: Member) -> Client:
    return signed_in(ada)


def at(name: str, member: Member, *args: Any) -> str:
    return reverse(f"web:{name}", args=[member.newsroom.slug, *args])


def listed(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def current(html: str) -> list[str]:
    """What the tabs name as the page that is shown."""
    tabs = part(html, '<nav class="tabs views"', "</nav>").split("<li>")[1:]
    return [
        words(tab.split('<span class="count">')[0]) for tab in tabs if 'aria-current="page"' in tab
    ]


def revision(view: View) -> dict[str, int]:
    return {"revision": View.objects.get(pk=view.pk).revision}


def test_what_is_on_the_screen_is_saved_and_found_again(client: Client, ada: Member) -> None:
    claims = at("claims", ada)
    factories.claim(ada, statement="The harbour stays open.")
    factories.claim(ada, statement="The sky is blue.")
    html = listed(client, f"{claims}?q=harbour&order=statement&colour=red")
    assert "views" not in html.split("<main")[1].split('class="search"')[0].split("view-bar")[0]
    new = f"{at('new_view', ada)}?q=harbour&amp;order=statement"
    assert f'href="{new}"' in html

    page = listed(client, new.replace("&amp;", "&"))
    assert "Search: harbour" in words(page)
    answer = client.post(new.replace("&amp;", "&"), {"name": "The harbour"})
    view = View.objects.get()
    assert (answer.status_code, view.filters, view.order, view.shared) == (
        *(303, {"q": ["harbour"]}, "statement"),
        False,
    )
    html = listed(client, answer["Location"])
    assert current(html) == ["The harbour"]
    assert "The view was saved." in words(html)
    assert "The sky is blue." not in words(html)
    assert "Save as" not in words(html)
    assert current(listed(client, f"{claims}?q=harbour&order=statement")) == ["The harbour"]
    assert current(listed(client, claims)) == ["All claims"]
    assert current(listed(client, f"{claims}?q=sky")) == []
    assert f'name="view" value="{view.pk}"' in html, "what is searched for next stays its question"


def test_a_screen_that_differs_says_so_and_replaces_the_view(client: Client, ada: Member) -> None:
    view = factories.view(ada)
    html = listed(client, f"{at('claims', ada)}?view={view.pk}&stage=settled")
    assert current(html) == ["Waiting"]
    assert "Not as the view “ Waiting ” was saved." in words(html)
    assert "Replace the view Back to the view Save as another view…" in words(html)

    replace = f"{at('replace_view', ada, view.pk)}?stage=settled&order=-marked_at"
    html = listed_after(client, replace, revision(view))
    assert "The view was replaced." in words(html)
    assert "Not as the view" not in words(html)
    view.refresh_from_db()
    assert view.query == "stage=settled&order=-marked_at"

    html = listed_after(client, replace, {"revision": 1})
    assert "changed by somebody else" in words(html)


def listed_after(client: Client, address: str, form: dict[str, Any]) -> str:
    answer = client.post(address, form, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_view_that_was_removed_can_be_restored_from_where_it_was(
    client: Client, ada: Member
) -> None:
    view = factories.view(ada)
    html = listed_after(client, at("withdraw_view", ada, view.pk), revision(view))
    assert "The view “ Waiting ” was removed." in words(html)
    assert at("restore_view", ada, view.pk) in html

    html = listed_after(client, at("restore_view", ada, view.pk), revision(view))
    assert current(html) == ["Waiting"]
    assert "The view was restored." in words(html)


def test_a_view_is_renamed_and_shared(client: Client, ada: Member) -> None:
    view = factories.view(ada)
    edit = at("edit_view", ada, view.pk)
    assert "Stage: Open" in words(listed(client, edit))
    form = {"name": "Open claims", "shared": "on", **revision(view)}
    assert "The view was changed." in words(listed_after(client, edit, form))

    stale = client.post(edit, {**form, "name": "Later", "revision": 1})
    assert stale.status_code == 409
    assert "As it stands now Name Open claims Who sees it the newsroom" in words(
        stale.content.decode()
    )
    reader = factories.member(ada.newsroom, Role.READER)
    html = listed(signed_in(reader), at("view", ada, view.pk))
    assert current(html) == ["Open claims"]
    assert "Open claims 0 claims shared" in words(html)
    assert "Remove the view" not in words(html)
    for name in ("edit_view", "withdraw_view", "replace_view"):
        refused = signed_in(reader).post(at(name, ada, view.pk), form)
        assert refused.status_code == 403, name


def test_only_those_who_edit_are_asked_whether_to_share(ada: Member) -> None:
    checker = signed_in(factories.member(ada.newsroom))
    page = listed(checker, at("new_view", ada))
    assert "Share it with the newsroom" not in page
    checker.post(at("new_view", ada), {"name": "Mine", "shared": "on"})
    assert View.objects.get().shared is False

    view = factories.view(ada, shared=True)
    other = signed_in(factories.member(ada.newsroom, Role.EDITOR))
    other.post(at("edit_view", ada, view.pk), {"name": "Ours", **revision(view)})
    view.refresh_from_db()
    assert (view.name, view.shared) == ("Ours", True)


@pytest.mark.parametrize("how", ["never was", "another's", "no id"])
def test_a_view_that_is_not_there_is_named_and_the_list_is_shown(
    client: Client, ada: Member, how: str
) -> None:
    view = factories.view(factories.member(ada.newsroom))
    factories.claim(ada, statement="It is so.")
    named = {"never was": new_id(), "another's": view.pk, "no id": "1"}[how]
    html = listed(client, f"{at('claims', ada)}?view={named}&stage=open")
    assert "The view in this address is not there any more" in words(html)
    assert "It is so." in words(html)
    if how == "another's":
        assert client.get(at("view", ada, view.pk)).status_code == 404


def test_a_view_says_what_it_asks_for_and_is_gone(client: Client, ada: Member) -> None:
    former = factories.member(ada.newsroom, name="Fee Former")
    former.left_at = former.joined_at
    former.save(update_fields=["left_at"])
    filters = {
        "article": [str(new_id())],
        "rating": ["brilliant"],
        "assignee": [str(former.pk)],
        "marked_by": [str(new_id())],
    }
    view = factories.view(ada, filters=filters)
    View.objects.update(filters={**filters, "mood": ["good"]})

    html = listed(client, at("view", ada, view.pk))
    chips = words(part(html, '<ul class="chips"', "</ul>"))
    assert chips.count("not there any more") == 3
    assert "Assigned to: Fee Former ×" in chips
    assert "This view narrows by what the list knows no more: mood" in words(html)
    assert "Not as the view" not in words(html)


@pytest.mark.parametrize("count", [1, 3])
def test_tabs_cost_one_query_however_many(
    client: Client, ada: Member, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        factories.view(ada, f"View {number}", shared=number == 2)
    with django_assert_num_queries(10):
        listed(client, at("claims", ada))


def test_withdrawn_views_make_no_tab(client: Client, ada: Member) -> None:
    withdraw_view(view=factories.view(ada), revision=1, by=ada)
    assert '<nav class="tabs views"' not in listed(client, at("claims", ada))


def tabs(html: str) -> list[str]:
    return re.findall(r"data-view><bdi>(.*?)</bdi>", html)


def move(client: Client, view: View, place: int, order: int) -> str:
    address = at("move_view", view.member, view.pk)
    answer = client.post(address, {"place": place, "order": order}, follow=True)
    assert answer.redirect_chain == [(f"{at('views', view.member)}#view-{view.pk}", 303)]
    return str(answer.content.decode())


def test_tabs_say_how_many_claims_there_are(client: Client, ada: Member) -> None:
    factories.claim(ada)
    factories.view(ada, "Open")
    html = listed(client, at("claims", ada))
    nav = part(html, '<nav class="tabs views"', "</nav>")
    assert words(nav).endswith("All claims Open 1 claim Arrange…")


def test_views_are_put_in_an_order_of_ones_own(client: Client, ada: Member) -> None:
    views = {name: factories.view(ada, name, shared=name == "C") for name in "ABC"}
    assert tabs(listed(client, at("claims", ada))) == ["C", "A", "B"]

    html = move(client, views["B"], 1, order=0)
    assert re.findall(r'data-place="(\d)" data-places="(\d)"', html) == [
        ("1", "3"),
        ("2", "3"),
        ("3", "3"),
    ]
    assert tabs(listed(client, at("claims", ada))) == ["B", "C", "A"]
    assert "changed by somebody else" in words(move(client, views["C"], 3, order=0))
    move(client, views["C"], 3, order=1)
    assert tabs(listed(client, at("claims", ada))) == ["B", "A", "C"]

    cem = factories.member(ada.newsroom)
    assert tabs(listed(signed_in(cem), at("claims", cem))) == ["C"]
    theirs = signed_in(cem).post(at("move_view", ada, views["A"].pk), {"place": 1, "order": 0})
    assert theirs.status_code == 404
    assert client.post(at("move_view", ada, views["A"].pk), {"place": "up"}).status_code == 400


def test_who_has_no_views_reads_how_one_makes_them(client: Client, ada: Member) -> None:
    assert "No views yet" in words(listed(client, at("views", ada)))
    assert "Arrange" not in words(listed(client, at("claims", ada)))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_views_costs_the_same_however_many(
    client: Client, ada: Member, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        factories.view(ada, f"View {number}", shared=number == 2)
    with django_assert_num_queries(6):
        listed(client, at("views", ada))
