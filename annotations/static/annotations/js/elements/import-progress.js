/**
 * An import that is at work. While the attribute `at-work` is there it takes, now and then, what
 * the page says of it in place of what it said; the end is announced. It holds nothing that one
 * could be writing in.
 */
import { announce } from "../page/announce.js";
import { ConnectedElement } from "../page/connected-element.js";
import { LookingAgain } from "../page/looking-again.js";

export class ImportProgress extends ConnectedElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    const isAtWork = () => this.hasAttribute("at-work");
    new LookingAgain(isAtWork, (page) => this.#takeIn(page)).start(signal);
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
