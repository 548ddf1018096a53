/**
 * Everything that can be done on this page now, every page that its head leads to and every claim
 * that is on it, found by typing. Opened by its button, by "/" and by Ctrl+K. Commands come from
 * the table of keys, so none is missing here.
 *
 * A combobox with a listbox: the focus stays in the field, aria-activedescendant says what Enter
 * would do.
 */
import { announce } from "../page/announce.js";
import { ConnectedElement } from "../page/connected-element.js";
import { found } from "../page/finding.js";
import { tell } from "../page/keys.js";
import { keySign, make } from "../page/make.js";
import { keysNow } from "../page/own-keys.js";
import { gettext, interpolate, ngettext } from "../words.js";

/**
 * @typedef {object} Offer
 * @property {string} says
 * @property {string} kind what sort of thing it is
 * @property {string} [key]
 * @property {() => void} act
 */

const NOT_OFFERED = ["show-palette", "leave"];
const MOST = 50;

export class CommandPalette extends ConnectedElement {
  #dialog = make("dialog", { className: "palette" });
  #field = make("input", { type: "text", dir: "auto", autocomplete: "off", id: "palette-field" });
  #list = make("ul", { id: "palette-list", role: "listbox" });
  #status = make("p", { className: "meta", role: "status" });
  /** @type {readonly Offer[]} */
  #offers = [];
  /** @type {readonly Offer[]} */
  #shown = [];
  #at = 0;

  /** @param {AbortSignal} signal */
  connect(signal) {
    const button = make("button", { type: "button", className: "button quiet small" });
    button.dataset.command = "show-palette";
    button.append(gettext("Find"), " ", keySign("/"));
    button.addEventListener("click", () => this.#show(), { signal });
    this.#build();
    this.replaceChildren(button, this.#dialog);
    this.#field.addEventListener("input", () => this.#narrow(), { signal });
    this.#field.addEventListener("keydown", (press) => this.#key(press), { signal });
    this.#list.addEventListener("click", (event) => this.#press(event), { signal });
    this.#dialog.addEventListener("click", (event) => this.#outside(event), { signal });
    document.addEventListener("command", (event) => this.#command(event), { signal });
  }

  #build() {
    const name = gettext("Find a command, a page or a claim");
    this.#dialog.ariaLabel = name;
    this.#list.ariaLabel = name;
    this.#field.ariaLabel = name;
    this.#field.placeholder = name;
    this.#field.ariaAutoComplete = "list";
    this.#field.setAttribute("role", "combobox");
    this.#field.setAttribute("aria-controls", this.#list.id);
    this.#field.ariaExpanded = "true";
    this.#dialog.replaceChildren(
      make("div", { className: "field" }, this.#field),
      this.#list,
      this.#status,
    );
  }

  /** @param {Event} event */
  #command(event) {
    if (/** @type {CustomEvent<string>} */ (event).detail !== "show-palette") return;
    event.preventDefault();
    this.#show();
  }

  #show() {
    this.#offers = [...commands(), ...pages(), ...claims()];
    this.#field.value = "";
    this.#dialog.showModal();
    this.#narrow();
  }

  #narrow() {
    this.#shown = found(this.#field.value, this.#offers).slice(0, MOST);
    this.#list.replaceChildren(...this.#shown.map(option));
    this.#list.hidden = this.#shown.length === 0;
    this.#status.textContent = countOf(this.#shown.length);
    this.#point(0);
  }

  /** @param {number} at */
  #point(at) {
    const options = this.#list.children;
    options[this.#at]?.setAttribute("aria-selected", "false");
    this.#at = at;
    const option = options[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.#field.setAttribute("aria-activedescendant", option.id);
    else this.#field.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} press */
  #key(press) {
    if (press.isComposing) return;
    const { length } = this.#shown;
    if (press.key === "ArrowDown" && length) this.#point((this.#at + 1) % length);
    else if (press.key === "ArrowUp" && length) this.#point((this.#at - 1 + length) % length);
    else if (press.key === "Enter") this.#do(this.#at);
    else return;
    press.preventDefault();
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const option = /** @type {Element} */ (event.target).closest("[role=option]");
    if (option) this.#do([...this.#list.children].indexOf(option));
  }

  /** @param {MouseEvent} event */
  #outside(event) {
    if (event.target === this.#dialog) this.#dialog.close();
  }

  /** @param {number} at */
  #do(at) {
    const offer = this.#shown[at];
    if (!offer) return;
    this.#dialog.close(); // which gives the focus back: commands go by where it is
    offer.act();
  }
}

/**
 * @param {Offer} offer
 * @param {number} at
 */
function option({ says, kind, key }, at) {
  const words = make("span", { className: "says", dir: "auto" }, says);
  const item = make("li", { id: `palette-${at}`, role: "option" }, words, " ");
  item.ariaSelected = "false";
  item.append(key ? keySign(key) : make("span", { className: "kind" }, kind));
  return item;
}

/** @param {number} count */
function countOf(count) {
  if (!count) return gettext("Nothing here is called so.");
  return interpolate(ngettext("%(count)s found", "%(count)s found", count), { count });
}

/** @returns {Offer[]} */
function commands() {
  return keysNow()
    .filter((row) => !row.mode && !NOT_OFFERED.includes(row.command))
    .filter(({ at }) => at && document.querySelector(at))
    .map(({ key, command, says }) => ({
      says,
      key,
      kind: gettext("Command"),
      act: () => {
        if (!tell(command)) announce(gettext("That cannot be done here now."));
      },
    }));
}

/** @returns {Offer[]} */
function pages() {
  return [
    ...links(".site-nav a, .site-head .account a", gettext("Page")),
    ...links("view-tabs a", gettext("View")),
  ];
}

/**
 * @param {string} found selects the links
 * @param {string} kind
 * @returns {Offer[]}
 */
function links(found, kind) {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const all = document.querySelectorAll(found);
  return [...all].map((link) => ({
    says: link.textContent.replace(/\s+/g, " ").trim(),
    kind,
    act: () => location.assign(link.href),
  }));
}

/** @returns {Offer[]} */
function claims() {
  /** @type {import("./claim-margin.js").ClaimMargin | null} */
  const margin = document.querySelector("claim-margin");
  /** @type {NodeListOf<HTMLElement>} */
  const cards = document.querySelectorAll("claim-margin li[data-claim]");
  return [...cards].map((card) => ({
    says: ["number", "statement"].map((part) => wordsOf(card, part)).join(". "),
    kind: gettext("Claim"),
    act: () => margin?.activate(card, { scroll: true, focus: true }),
  }));
}

/**
 * @param {Element} card
 * @param {string} part
 */
const wordsOf = (card, part) => card.querySelector(`.${part}`)?.textContent.trim() ?? "";
