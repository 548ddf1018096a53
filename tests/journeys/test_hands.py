"""The main job by mouse, by keys alone, by touch, from right to left, and without any script."""

from playwright.sync_api import expect

from annotations.claims.actions import edit_claim
from annotations.claims.models import Claim
from annotations.newsrooms.models import Member
from tests import factories
from tests.journeys.conftest import SignIn
from tests.journeys.reader import Reader

ARABIC = [
    "المدينة تؤجل بناء الجسر",
    "قال رئيس البلدية إن المدينة لم تنفق المال بعد. ولم يفاجأ أحد.",
    "سيُفتتح الجسر في الربيع المقبل، كما قال.",
]


def test_with_keys_alone(desk: SignIn, ada: Member) -> None:
    article = factories.article(ada)
    page = desk(ada)
    page.goto(article.get_absolute_url())
    reader, keys = Reader(page), page.keyboard

    for _ in range(3):  # the headline, "The council voted", the sentence
        keys.press("s")
    expect(page.locator("#announce")).to_have_text(f"Unread. {factories.SENTENCE}")
    expect(page.locator("selection-bar")).to_be_visible()
    keys.press("c")
    expect(reader.form.get_by_label("Statement")).to_be_focused()
    keys.type("Nothing was spent.")
    keys.press("Control+Enter")
    expect(reader.card("Nothing was spent.")).to_be_focused()
    assert reader.highlighted("open") == [factories.SENTENCE]

    keys.press("e")
    expect(reader.form.get_by_label("Web address")).to_be_focused()
    keys.type("lindau.example/minutes/7")
    keys.press("Tab")
    keys.type("No payment was made.")
    keys.press("Tab")
    keys.press("Space")  # "Supports"
    keys.press("Control+Enter")
    expect(reader.active.locator(".claim-state")).to_contain_text("In progress")

    keys.press("a")
    expect(reader.form.get_by_label("True", exact=False).first).to_be_focused()
    keys.press("ArrowDown")  # chooses "Mostly true"
    keys.press("Tab")
    keys.type("The minutes say so.")
    keys.press("Control+Enter")
    expect(reader.verdict).to_contain_text("Mostly true")
    assert reader.highlighted("mostly-true") == [factories.SENTENCE]

    keys.press("Enter")
    expect(page.locator("h1")).to_have_text("Nothing was spent.")


def test_with_a_thumb_on_a_phone(desk: SignIn, ada: Member) -> None:
    article = factories.article(ada)
    page = desk(ada, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(article.get_absolute_url())
    reader = Reader(page)

    reader.select("Nobody was surprised.")
    page.locator("selection-bar [data-command=mark-claim]").tap()
    expect(reader.form.get_by_label("Statement")).to_be_visible()
    reader.form.get_by_label("Statement").fill("No one wondered.")
    reader.form.get_by_role("button", name="Mark the claim").tap()
    expect(reader.card("No one wondered.")).to_be_visible()

    reader.active.get_by_role("link", name="Assess").tap()
    reader.form.locator("label.rating-unverifiable").tap()
    reader.form.get_by_label("Reasons").fill("Nobody asked them.")
    reader.form.get_by_role("button", name="Assess").tap()
    expect(reader.verdict).to_contain_text("Unverifiable")

    page.locator("a.ref .number").tap()
    expect(reader.active).to_contain_text("No one wondered.")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_from_right_to_left(desk: SignIn, ada: Member) -> None:
    article = factories.article(ada, ARABIC, language="ar")
    page = desk(ada)
    page.goto(article.get_absolute_url())
    reader = Reader(page)

    words = "لم تنفق المال بعد"
    reader.drag_over(words)
    page.keyboard.press("c")
    reader.form.get_by_role("button", name="Mark the claim").click()
    expect(reader.card(words)).to_be_visible()

    assert reader.highlighted("open") == [words]
    passage = Claim.objects.get().passages.get()
    start = article.latest.text.index(words)
    assert (passage.start, passage.end, passage.exact) == (start, start + len(words), words)
    assert page.locator("html").get_attribute("dir") == "ltr"
    column, cards = (
        page.locator("#text").bounding_box(),
        page.locator("claim-margin").bounding_box(),
    )
    assert column
    assert cards
    assert column["x"] + column["width"] <= cards["x"]


def test_a_selection_across_paragraphs_and_one_inside_it(desk: SignIn, ada: Member) -> None:
    article = factories.article(ada)
    page = desk(ada)
    page.goto(article.get_absolute_url())
    reader = Reader(page)

    across = "Nobody was surprised.\n\n“We will wait,”"
    for words, statement in ((across, "Both sentences."), ("was surprised", "The inner words.")):
        reader.select(words)
        page.keyboard.press("c")
        reader.form.get_by_label("Statement").fill(statement)
        reader.form.get_by_role("button", name="Mark the claim").click()
        expect(reader.card(statement)).to_be_visible()

    assert sorted(reader.highlighted("open")) == sorted([across, "was surprised"])
    assert reader.highlighted("overlap-2") == ["was surprised"]
    assert [(one["number"], one["end"] - one["start"]) for one in reader.passages()] == [
        (1, len(across)),
        (2, len("was surprised")),
    ]
    shown = reader.references()
    page.reload()
    assert reader.references() == shown
    assert sorted(reader.highlighted("open")) == sorted([across, "was surprised"])


def test_without_any_script(desk: SignIn, ada: Member) -> None:
    article = factories.article(ada)
    page = desk(ada, java_script_enabled=False)
    page.goto(article.get_absolute_url())

    page.get_by_text("Mark a claim by its words").click()
    form = page.locator("details[open]")
    form.get_by_label("The exact words in the article").fill(factories.SENTENCE)
    page.get_by_label("Statement").fill("Nothing was spent.")
    page.get_by_role("button", name="Mark the claim").click()
    card = page.locator("li[data-claim]")
    expect(card).to_contain_text("Nothing was spent.")

    card.get_by_role("link", name="Add source").click()
    page.get_by_label("Web address").fill("https://lindau.example/minutes/7")
    page.get_by_label("Exact quote").fill("No payment was made.")
    page.get_by_label("Supports").check()
    page.get_by_role("button", name="Add the source").click()
    expect(card).to_contain_text("In progress")

    card.get_by_role("link", name="Assess").click()
    page.locator("label.rating-true input").check()
    page.get_by_label("Reasons").fill("The minutes say so.")
    page.get_by_role("button", name="Assess").click()
    expect(card.locator(".claim-state")).to_contain_text("True")

    page.get_by_role("link", name="With marks in the text").click()
    expect(page.locator("mark.rating-true")).to_have_text(factories.SENTENCE)


def test_two_people_at_one_claim_lose_no_word(desk: SignIn, ada: Member) -> None:
    claim = factories.claim(ada)
    bea = factories.member(ada.newsroom, name="Bea Berg")
    first, second = desk(ada), desk(bea)
    for page in (first, second):
        page.goto(claim.get_absolute_url())
        page.get_by_role("link", name="Edit the wording").click()
    first.get_by_label("Statement").fill("Ada’s wording.")
    first.get_by_role("button", name="Save").click()
    expect(first.locator("h1")).to_have_text("Ada’s wording.")

    second.get_by_label("Statement").fill("Bea’s wording.")
    second.get_by_role("button", name="Save").click()

    expect(second.get_by_role("region", name="As it stands now")).to_contain_text("Ada’s wording.")
    expect(second.get_by_label("Statement")).to_have_value("Bea’s wording.")
    second.get_by_role("button", name="Save mine over theirs").click()
    expect(second.locator("h1")).to_have_text("Bea’s wording.")
    expect(second.locator(".timeline")).to_contain_text("Ada Admin reworded the claim.")


def test_what_one_writes_survives_somebody_elses_edit_and_a_refusal(
    desk: SignIn, ada: Member
) -> None:
    article = factories.article(ada)
    page = desk(ada)
    page.goto(article.get_absolute_url())
    reader = Reader(page)
    reader.select(factories.SENTENCE)
    page.keyboard.press("c")
    reader.form.get_by_label("Statement").fill("Nothing was spent.")
    reader.form.get_by_label("Tags").fill(", ".join(f"tag {number}" for number in range(51)))

    reader.form.get_by_role("button", name="Mark the claim").click()

    expect(reader.form).to_contain_text("A claim has at most 50 tags.")
    expect(reader.form.get_by_label("Statement")).to_have_value("Nothing was spent.")
    reader.form.get_by_label("Tags").fill("money")
    reader.form.get_by_role("button", name="Mark the claim").click()
    expect(reader.card("Nothing was spent.")).to_be_visible()

    claim = Claim.objects.get()
    edit_claim(claim=claim, revision=1, by=ada, statement="Not a cent was spent.")
    reader.active.get_by_role("link", name="Assess").click()
    reader.form.locator("label.rating-false input").check()
    reader.form.get_by_label("Reasons").fill("It was.")
    reader.form.get_by_role("button", name="Assess").click()
    expect(reader.active).to_contain_text("Not a cent was spent.")
