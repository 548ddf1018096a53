/**
 * Where the window is too narrow for a margin, the cards lie in a sheet at its bottom: one at a
 * time, the next one a swipe away. It shows the card's first lines; its handle opens it.
 */
import { gettext, interpolate } from "../words.js";
import { BESIDE } from "./card-column.js";

export class Sheet {
  #handle = document.createElement("button");

  /** @param {HTMLElement & {readonly list: HTMLElement}} margin has data-open while it is open */
  constructor(margin) {
    this.margin = margin;
    this.#handle.type = "button";
    this.#handle.className = "sheet-handle";
    this.#handle.ariaExpanded = "false";
  }

  /**
   * Call `report` with each card that a swipe has brought to the middle.
   * @param {(card: HTMLElement) => void} report
   * @param {AbortSignal} signal
   */
  connect(report, signal) {
    this.margin.prepend(this.#handle);
    this.#handle.addEventListener("click", () => this.open(!this.isOpen), { signal });
    const rest = () => {
      const card = BESIDE.matches ? null : this.#middle();
      if (card && card.ariaCurrent !== "true") report(card);
    };
    this.margin.list.addEventListener("scrollend", rest, { signal });
  }

  get isOpen() {
    return this.margin.hasAttribute("data-open");
  }

  /** @param {boolean} open */
  open(open) {
    this.margin.toggleAttribute("data-open", open);
    this.#handle.ariaExpanded = String(open);
  }

  /**
   * Bring a card to the middle.
   * @param {HTMLElement | null} card
   */
  show(card) {
    if (BESIDE.matches) return this.open(false);
    const cards = [...this.margin.list.children];
    const all = cards.length;
    this.#handle.textContent = card
      ? interpolate(gettext("Claim %(place)s of %(all)s"), { place: cards.indexOf(card) + 1, all })
      : interpolate(gettext("Claims: %(all)s"), { all });
    card?.scrollIntoView({ inline: "center", block: "nearest", behavior: "instant" });
  }

  #middle() {
    const middle = this.margin.list.getBoundingClientRect().left + this.margin.list.clientWidth / 2;
    const cards = /** @type {HTMLElement[]} */ ([...this.margin.list.children]);
    return cards.find((card) => {
      const { left, right } = card.getBoundingClientRect();
      return left <= middle && right >= middle;
    });
  }
}
