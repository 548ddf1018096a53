import { ConnectedElement } from "../page/connected-element.js";

/**
 * A list whose rows one walks with the keys that lead from claim to claim. The focus goes to the
 * link in the row's heading, so that Enter opens it, as ever.
 */
const STEPS = new Map([
  ["next-claim", 1],
  ["previous-claim", -1],
]);

export class RowWalk extends ConnectedElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    document.addEventListener("command", (event) => this.#command(event), { signal });
  }

  /** @param {Event} event */
  #command(event) {
    const step = STEPS.get(/** @type {CustomEvent<string>} */ (event).detail);
    if (!step) return;
    event.preventDefault();
    const rows = [...this.querySelectorAll("li:has(> h2)")];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const next = at < 0 && step < 0 ? rows.length - 1 : at + step;
    const link = rows[next]?.querySelector("h2 a");
    if (!(link instanceof HTMLElement)) return;
    link.focus({ preventScroll: true });
    rows[next]?.scrollIntoView({ block: "nearest" });
  }
}
