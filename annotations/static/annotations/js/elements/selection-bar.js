/**
 * The bar below selected words: what can be made of them.
 *
 * Holds buttons with data-command: mark-claim, mark-read, add-passage (whose .what says to which claim),
 * choose-claim. Shows itself when an <article-text> says `passage-selected`. Says `claim-wanted`,
 * detail {start, end, exact}; `reading-wanted`, detail {start, end, exact, isWalking}; and
 * `passage-wanted`, detail {claim, start, end, exact}: the claim in hand, else the active one;
 * null where the person is to choose.
 */
import { announce } from "../page/announce.js";
import { ConnectedElement } from "../page/connected-element.js";
import { gettext, interpolate } from "../words.js";

/** @typedef {import("./article-text.js").ArticleText} ArticleText */
/** @typedef {import("./article-text.js").Selected} Selected */

const GAP = 8;

export class SelectionBar extends ConnectedElement {
  /** @type {ArticleText | null} */
  #article = null;
  /** @type {{claim: string | null, number: number | null}} */
  #active = { claim: null, number: null };

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.popover = "manual";
    document.addEventListener("passage-selected", (event) => this.#offer(event), { signal });
    document.addEventListener("claim-activated", (event) => this.#activated(event), { signal });
    document.addEventListener("command", (event) => this.#command(event), { signal });
    // Pressing the bar must not take the selection away.
    this.addEventListener("pointerdown", (event) => event.preventDefault(), { signal });
    this.addEventListener("click", (event) => this.#press(event), { signal });
  }

  get #isWalking() {
    return this.#article?.isWalking ?? false;
  }

  get #inHand() {
    return document.getElementById("in-hand")?.dataset.claim ?? null;
  }

  /** @param {Event} event */
  #offer(event) {
    this.#article = /** @type {ArticleText} */ (event.target);
    const { selected } = this.#article;
    const [last] = selected ? this.#article.lines(selected).slice(-1) : [];
    this.#name();
    this.togglePopover(selected !== null);
    if (last) this.#place(last);
    performance.mark("selection-offered");
  }

  /**
   * Below the last line, inside the window, clear of the phone's own menu above the selection.
   * @param {DOMRect} line
   */
  #place(line) {
    const { offsetWidth: width, offsetHeight: height } = this;
    const middle = (line.left + line.right) / 2;
    const left = clamp(middle - width / 2, GAP, document.documentElement.clientWidth - width - GAP);
    const top = clamp(line.bottom + GAP, GAP, window.innerHeight - height - GAP);
    this.style.left = `${left + window.scrollX}px`;
    this.style.top = `${top + window.scrollY}px`;
  }

  /** @param {Event} event */
  #activated(event) {
    const { claim, passage } = /** @type {CustomEvent} */ (event).detail;
    this.#active = { claim, number: passage?.number ?? null };
  }

  /** Say on the button what pressing it would do. */
  #name() {
    const what = this.querySelector("[data-command=add-passage] .what");
    if (!what) return;
    const { number } = this.#active;
    what.textContent = this.#inHand
      ? gettext("Add to the claim")
      : number === null
        ? gettext("Add to a claim…")
        : interpolate(gettext("Add to claim %(number)s"), { number });
  }

  /** @param {Event} event */
  #press(event) {
    const button = /** @type {Element} */ (event.target).closest("[data-command]");
    this.#do(button?.getAttribute("data-command") ?? "");
  }

  /** @param {Event} event */
  #command(event) {
    const { detail } = /** @type {CustomEvent<string>} */ (event);
    if (this.#do(detail)) event.preventDefault();
  }

  /** @param {string} command */
  #do(command) {
    if (command === "mark-claim") this.#say("claim-wanted", {});
    else if (command === "mark-read") this.#say("reading-wanted", { isWalking: this.#isWalking });
    else if (command === "add-passage") this.#add(this.#inHand ?? this.#active.claim);
    else if (command === "choose-claim") this.#add(null);
    else return false;
    return true;
  }

  /** @param {string | null} claim */
  #add(claim) {
    if (claim || document.querySelector("claim-margin li[data-claim]")) {
      this.#say("passage-wanted", { claim });
    } else {
      announce(gettext("There is no claim here to add to: make one of the words."));
    }
  }

  /**
   * @param {string} name
   * @param {object} more
   */
  #say(name, more) {
    const selected = this.#article?.selected;
    if (!this.#article || !selected) {
      announce(gettext("First select the words, or walk through the sentences."));
      return;
    }
    this.#article.deselect();
    const detail = { ...selected, ...more };
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
const clamp = (value, least, most) => Math.max(least, Math.min(value, most));
