/** The views above a list: keys lead from each to the next, round and round. */
const STEPS = new Map([
  ["next-view", 1],
  ["previous-view", -1],
]);

export class ViewTabs extends HTMLElement {
  #connection = new AbortController();

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    document.addEventListener("command", (event) => this.#command(event), { signal });
  }

  disconnectedCallback() {
    this.#connection.abort();
  }

  /** @param {Event} event */
  #command(event) {
    const step = STEPS.get(/** @type {CustomEvent<string>} */ (event).detail);
    if (!step) return;
    event.preventDefault();
    const links = [
      .../** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("li:not(.arrange) > a")),
    ];
    const at = links.findIndex((link) => link.hasAttribute("aria-current"));
    const from = at < 0 && step < 0 ? 0 : at;
    links.at((from + step) % links.length)?.click();
  }
}
