/**
 * Asks which claim of the article is meant: a dialog with all of them by number, narrowed by what
 * is typed. `choose()` answers with the claim's id, or null where the person leaves it.
 */
import { ConnectedElement } from "../page/connected-element.js";
import { gettext } from "../words.js";

export class ClaimChoice extends ConnectedElement {
  #dialog = document.createElement("dialog");
  #search = document.createElement("input");
  #list = document.createElement("ul");

  /** @param {AbortSignal} signal */
  connect(signal) {
    const heading = document.createElement("h2");
    heading.textContent = gettext("Add to which claim?");
    this.#search.type = "search";
    this.#search.dir = "auto";
    this.#search.ariaLabel = gettext("Number or words of the claim");
    this.#search.placeholder = this.#search.ariaLabel;
    this.#list.className = "claim-choice";
    this.#list.setAttribute("role", "list");
    this.#dialog.ariaLabel = heading.textContent;
    const field = document.createElement("div");
    field.className = "field";
    field.append(this.#search);
    this.#dialog.replaceChildren(heading, field, this.#list);
    this.replaceChildren(this.#dialog);
    this.#search.addEventListener("input", () => this.#narrow(), { signal });
    this.#dialog.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.#list.addEventListener("click", (event) => this.#press(event), { signal });
  }

  /**
   * @param {string | null} first the claim that is offered first
   * @returns {Promise<string | null>}
   */
  choose(first) {
    const cards = [...document.querySelectorAll("claim-margin li[data-claim]")];
    cards.sort((a, b) => Number(isOf(b, first)) - Number(isOf(a, first)));
    this.#list.replaceChildren(...cards.map(offer));
    this.#search.value = "";
    this.#dialog.returnValue = "";
    this.#dialog.showModal();
    return new Promise((resolve) => {
      const closed = () => resolve(this.#dialog.returnValue || null);
      this.#dialog.addEventListener("close", closed, { once: true });
    });
  }

  get #offered() {
    return [...this.#list.querySelectorAll("button")].filter(({ parentElement }) => {
      return !parentElement?.hidden;
    });
  }

  #narrow() {
    const words = this.#search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    for (const item of this.#list.children) {
      const says = item.textContent?.toLocaleLowerCase() ?? "";
      /** @type {HTMLElement} */ (item).hidden = !words.every((word) => says.includes(word));
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const offered = this.#offered;
    const at = offered.findIndex((button) => button === document.activeElement);
    if (event.key === "ArrowDown") offered[Math.min(at + 1, offered.length - 1)]?.focus();
    else if (event.key === "ArrowUp") (offered[at - 1] ?? this.#search).focus();
    else if (event.key === "Enter" && at < 0) offered[0]?.click();
    else return;
    event.preventDefault();
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (button) this.#dialog.close(button.value);
  }
}

/**
 * @param {Element} card
 * @param {string | null} claim
 */
const isOf = (card, claim) => card.id === `claim-${claim}`;

/**
 * A claim to choose, as its card names it.
 * @param {Element} card
 */
function offer(card) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.value = card.id.replace("claim-", "");
  for (const name of ["number", "statement"]) {
    const part = document.createElement("span");
    part.className = name;
    part.dir = "auto";
    part.textContent = card.querySelector(`.${name}`)?.textContent?.trim() ?? "";
    button.append(part, " ");
  }
  item.append(button);
  return item;
}
