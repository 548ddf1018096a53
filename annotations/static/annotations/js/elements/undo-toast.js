/**
 * A message about what was just done, mostly with a button to undo it. It stays until somebody
 * closes it, or something else is done: no clock takes the button away (WCAG 2.2.1).
 */
import { gettext } from "../words.js";

export class UndoToast extends HTMLElement {
  connectedCallback() {
    if (this.querySelector(":scope > .close")) return;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "close";
    close.textContent = "×";
    close.ariaLabel = gettext("Close");
    close.addEventListener("click", () => this.#leave());
    this.append(close);
    this.addEventListener("keydown", (press) => {
      if (press.key !== "Escape") return;
      press.preventDefault();
      this.#leave();
    });
  }

  #leave() {
    const hadFocus = this.contains(document.activeElement);
    this.remove();
    if (hadFocus) document.getElementById("main")?.focus({ preventScroll: true });
  }
}
