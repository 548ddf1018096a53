/**
 * A list of files that are being prepared. While the attribute `under-way` is there it looks at
 * the page again and again, ever less often, and takes in the rows that changed; a file that is
 * ready or failed is announced. It does not look while nobody can see the page.
 */
import { load, Problem } from "../api.js";
import { announce } from "../page/announce.js";

const FIRST = 1_000; // ms until the first look
const LAST = 15_000; // ms between looks, at most
const GROWTH = 1.5;

export class ExportList extends HTMLElement {
  #connection = new AbortController();
  #pause = FIRST;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    document.addEventListener("visibilitychange", () => this.#goOn(FIRST), { signal });
    this.#goOn(FIRST);
  }

  disconnectedCallback() {
    this.#connection.abort();
    clearTimeout(this.#timer);
  }

  /** @param {number} pause ms until the next look */
  #goOn(pause) {
    clearTimeout(this.#timer);
    this.#pause = pause;
    if (!this.hasAttribute("under-way") || document.hidden) return;
    this.#timer = setTimeout(() => this.#look(), pause);
  }

  async #look() {
    try {
      this.#takeIn(await load(location.href));
    } catch (error) {
      if (!(error instanceof Problem)) throw error; // the next look may be answered
    }
    if (this.isConnected) this.#goOn(Math.min(this.#pause * GROWTH, LAST));
  }

  /** @param {Document} page */
  #takeIn(page) {
    const fresh = page.querySelector("export-list");
    if (!fresh) return location.reload(); // the last one is gone: the page says something else
    this.toggleAttribute("under-way", fresh.hasAttribute("under-way"));
    for (const row of this.querySelectorAll("li[data-at]")) {
      if (!page.getElementById(row.id)) row.remove();
    }
    for (const row of fresh.querySelectorAll("li[data-at]")) {
      if (row instanceof HTMLElement) replace(row);
    }
  }
}

/**
 * Put a row in the place of what we know of it, if it differs; the focus stays where it was.
 * @param {HTMLElement} row
 */
function replace(row) {
  const known = document.getElementById(row.id);
  if (!known || known.dataset.at === row.dataset.at) return;
  const had = known.contains(document.activeElement);
  const fresh = document.importNode(row, true);
  known.replaceWith(fresh);
  if (had) /** @type {HTMLElement | null} */ (fresh.querySelector("a, button"))?.focus();
  if (fresh.dataset.says && !known.dataset.says) announce(fresh.dataset.says);
}
