"""Finding commands, pages and claims by typing; giving commands other keys."""

from playwright.sync_api import Locator, Page, expect


def palette(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Find a command, a page or a claim")


def test_a_slash_and_ctrl_k_open_the_palette_and_escape_closes_it(read: Page) -> None:
    for keys in ("/", "Control+k"):
        read.keyboard.press(keys)
        expect(palette(read)).to_be_focused()
        read.keyboard.press("Escape")
        expect(palette(read)).to_be_hidden()
    read.get_by_role("button", name="Find").click()
    expect(palette(read)).to_be_focused()


def test_a_command_is_found_by_typing_and_done_by_enter(read: Page) -> None:
    read.keyboard.press("/")
    read.keyboard.type("sent next")
    option = read.get_by_role("option", selected=True)
    expect(option).to_have_text("Sentence cursor: the next sentence s")
    assert palette(read).get_attribute("aria-activedescendant") == option.get_attribute("id")
    read.keyboard.press("Enter")
    expect(read.get_by_role("application")).to_be_focused()


def test_what_cannot_be_done_now_is_not_offered(read: Page) -> None:
    assess = read.get_by_role("option", name="Assess the claim")
    read.keyboard.press("/")
    expect(assess).to_have_count(0)
    read.keyboard.press("Escape")
    expect(palette(read)).to_be_hidden()
    read.keyboard.press("j")
    expect(read.locator(".claim[aria-current=true]")).to_have_count(1)
    read.keyboard.press("/")
    expect(assess).to_have_count(1)


def test_keys_count_again_as_soon_as_it_is_closed(read: Page) -> None:
    read.keyboard.press("/")
    expect(palette(read)).to_be_focused()
    read.evaluate(
        """() => {  // before the next frame takes the focus from the field
          const field = document.activeElement;
          field.closest("dialog").close();
          const press = { key: "j", bubbles: true, cancelable: true };
          field.dispatchEvent(new KeyboardEvent("keydown", press));
        }"""
    )
    expect(read.locator(".claim[aria-current=true]")).to_have_count(1)


def test_arrows_walk_round_what_was_found(read: Page) -> None:
    read.keyboard.press("/")
    read.keyboard.type("select words")
    options = read.get_by_role("option")
    last = options.count() - 1
    assert last > 0
    read.keyboard.press("ArrowUp")
    expect(options.nth(last)).to_have_attribute("aria-selected", "true")
    read.keyboard.press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")


def test_a_claim_and_a_page_are_found_by_their_words(read: Page) -> None:
    read.keyboard.press("/")
    read.keyboard.type("twelve million")
    read.get_by_role("option", selected=True).click()
    expect(read.locator(".claim[aria-current=true] .number")).to_have_text("3")
    read.keyboard.press("Control+k")
    read.keyboard.type("settings")
    read.keyboard.press("Enter")
    read.wait_for_url("**/parts")


def test_where_nothing_is_found_it_says_so(read: Page) -> None:
    read.keyboard.press("/")
    read.keyboard.type("qqzz")
    expect(read.get_by_role("status").filter(has_text="Nothing here is called so.")).to_be_visible()
    read.keyboard.press("Enter")
    expect(palette(read)).to_be_focused()


def change(page: Page, says: str) -> None:
    page.get_by_role("button", name=f"Change: {says}").click()


def test_a_command_gets_another_key_that_is_kept_and_shown(read: Page) -> None:
    read.keyboard.press("?")
    change(read, "Next claim")
    read.keyboard.press("w")
    expect(read.get_by_text("Kept in this browser.")).to_be_visible()
    expect(read.get_by_role("button", name="Change: Next claim")).to_be_focused()
    read.reload()
    read.keyboard.press("j")
    expect(read.locator(".claim[aria-current=true]")).to_have_count(0)
    read.keyboard.press("w")
    expect(read.locator(".claim[aria-current=true] .number")).to_have_text("1")


def test_a_key_that_is_taken_is_refused_with_what_has_it(read: Page) -> None:
    read.keyboard.press("?")
    change(read, "Next claim")
    read.keyboard.press("k")
    expect(read.get_by_text("“k” is taken: Previous claim. Press another.")).to_be_visible()
    read.keyboard.press("Escape")
    expect(read.get_by_role("dialog", name="Keys")).to_be_visible()
    expect(read.get_by_role("button", name="Change: Next claim")).to_be_focused()


def test_one_key_alone_is_taken_away_and_comes_back(read: Page) -> None:
    sign = read.locator("selection-bar [data-command=mark-claim] kbd")
    read.keyboard.press("?")
    change(read, "Make a claim of the selected words")
    read.get_by_role("button", name="No key").click()
    expect(sign).to_have_attribute("hidden", "")
    read.get_by_role("button", name="Back to the usual keys").click()
    expect(sign).to_have_text("c")
    expect(sign).not_to_have_attribute("hidden", "")
    expect(read.get_by_role("button", name="Back to the usual keys")).to_be_hidden()
