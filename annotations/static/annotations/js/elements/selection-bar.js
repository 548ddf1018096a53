/**
 * The bar below selected words: what can be made of them.
 *
 * Holds buttons with data-command, e.g. <button data-command="mark-claim">. Shows itself when an
 * <article-text> says `passage-selected`. Says `claim-wanted`, detail {start, end, exact}.
 */
import { announce } from "../page/announce.js";
import { gettext } from "../words.js";

/** @typedef {import("../anchoring/text-map.js").Span & {exact: string}} Selected */

const GAP = 8;

export class SelectionBar extends HTMLElement {
  /** @type {Selected | null} */
  #selected = null;
  #connection = new AbortController();

  connectedCallback() {
    this.popover = "manual";
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    document.addEventListener("passage-selected", (event) => this.#offer(event), { signal });
    document.addEventListener("command", (event) => this.#command(event), { signal });
    // Pressing the bar must not take the selection away.
    this.addEventListener("pointerdown", (event) => event.preventDefault(), { signal });
    this.addEventListener("click", (event) => this.#press(event), { signal });
  }

  disconnectedCallback() {
    this.#connection.abort();
  }

  /** @param {Event} event */
  #offer(event) {
    this.#selected = /** @type {CustomEvent<Selected | null>} */ (event).detail;
    this.togglePopover(this.#selected !== null);
    if (!this.#selected) return;
    const article = /** @type {import("./article-text.js").ArticleText} */ (event.target);
    const last = article.lines(this.#selected).at(-1);
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
  #press(event) {
    const button = /** @type {Element} */ (event.target).closest("[data-command]");
    if (button?.getAttribute("data-command") === "mark-claim") this.#markClaim();
  }

  /** @param {Event} event */
  #command(event) {
    const { detail } = /** @type {CustomEvent<string>} */ (event);
    if (detail === "leave" && this.#selected) {
      event.preventDefault();
      this.#close();
    } else if (detail === "mark-claim") {
      event.preventDefault();
      this.#markClaim();
    }
  }

  #markClaim() {
    const detail = this.#selected;
    if (!detail) {
      announce(gettext("First select the words of the claim; s selects the next sentence."));
      return;
    }
    this.#close();
    this.dispatchEvent(new CustomEvent("claim-wanted", { bubbles: true, detail }));
  }

  #close() {
    this.#selected = null;
    this.hidePopover();
    document.getSelection()?.removeAllRanges();
  }
}

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
const clamp = (value, least, most) => Math.max(least, Math.min(value, most));
