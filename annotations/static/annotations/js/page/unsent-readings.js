/**
 * Readings that the site has not taken yet: kept in this browser, like what is typed, until it
 * has. Each has a key, so that one whose answer was lost is not written twice.
 */
import { DraftStore } from "./draft-store.js";

/** @typedef {import("../elements/article-text.js").Selected} Selected */
/** @typedef {Selected & {once: string}} Unsent */

export class UnsentReadings {
  /** @type {Map<string, Unsent>} by their keys; what cannot be stored is here all the same */
  #known = new Map();

  /** @param {string} address to which they are sent */
  constructor(address) {
    const user = document.querySelector('meta[name="csrf-token"]')?.getAttribute("data-user") ?? "";
    this.place = `${new URL(address, location.href).pathname}#unsent`;
    this.store = new DraftStore(localStorage, user);
    for (const { once, values } of this.store.read(this.place).toReversed()) {
      const [start, end] = [values.start, values.end].map(([value]) => Number(value));
      this.#known.set(once, { start, end, exact: values.exact[0], once });
    }
  }

  /** The oldest first. */
  get all() {
    return [...this.#known.values()];
  }

  /**
   * @param {Selected} selected
   * @returns {Unsent}
   */
  add({ start, end, exact }) {
    const once = crypto.randomUUID();
    const values = { start: [String(start)], end: [String(end)], exact: [exact] };
    this.store.write(this.place, { writer: once, at: Date.now(), once, values, base: {} });
    const unsent = { start, end, exact, once };
    this.#known.set(once, unsent);
    return unsent;
  }

  /** @param {string} once */
  remove(once) {
    this.#known.delete(once);
    this.store.remove(this.place, (kept) => kept.once === once);
  }
}
