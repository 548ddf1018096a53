/**
 * A list of files that are being prepared. While the attribute `under-way` is there it takes in,
 * now and then, the rows that changed; a file that is ready or failed is announced.
 */
import { announce } from "../page/announce.js";
import { ConnectedElement } from "../page/connected-element.js";
import { LookingAgain } from "../page/looking-again.js";

export class ExportList extends ConnectedElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    const isAtWork = () => this.hasAttribute("under-way");
    new LookingAgain(isAtWork, (page) => this.#takeIn(page)).start(signal);
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
