/**
 * An import that is at work. While the attribute `at-work` is there it looks at the page again and
 * again, ever less often, and takes what the page says of it in place of what it said; the end is
 * announced. It holds nothing that one could be writing in, and does not look while nobody sees.
 */
import { load, Problem } from "../api.js";
import { announce } from "../page/announce.js";

const FIRST = 700; // ms until the first look
const LAST = 5_000; // ms between looks, at most
const GROWTH = 1.4;

export class ImportProgress extends HTMLElement {
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
    if (!this.hasAttribute("at-work") || document.hidden) return;
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
    const fresh = page.querySelector("import-progress");
    if (!(fresh instanceof HTMLElement)) return;
    this.toggleAttribute("at-work", fresh.hasAttribute("at-work"));
    this.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
    if (fresh.dataset.says) announce(fresh.dataset.says);
  }
}
