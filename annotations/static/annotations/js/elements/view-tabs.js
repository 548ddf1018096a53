import { ConnectedElement } from "../page/connected-element.js";

/** The views above a list: keys lead from each to the next, round and round. */
const STEPS = new Map([
  ["next-view", 1],
  ["previous-view", -1],
]);

export class ViewTabs extends ConnectedElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    document.addEventListener("command", (event) => this.#command(event), { signal });
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
