/**
 * Selecting rows of a list by their boxes, which belong to the form inside: one box for all of the
 * page, a key for the row that has the focus, and Shift with a press for all rows in between. Says
 * how many are selected. Without it the boxes and the form work as they are.
 */
import { ConnectedElement } from "../page/connected-element.js";
import { gettext, interpolate, ngettext } from "../words.js";

export class RowPicks extends ConnectedElement {
  #all = document.createElement("input");
  /** @type {HTMLInputElement | null} the box that was pressed last */
  #last = null;

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#addAll();
    this.#all.addEventListener("change", () => this.#pickAll(), { signal });
    for (const box of this.#boxes()) {
      box.addEventListener("click", (press) => this.#press(box, press), { signal });
    }
    document.addEventListener("command", (event) => this.#command(event), { signal });
    // Browsers keep what was ticked when one comes back to a page.
    window.addEventListener("pageshow", () => this.#tell(), { signal });
    this.#tell();
  }

  /** @returns {HTMLFormElement} */
  get #form() {
    return /** @type {HTMLFormElement} */ (this.querySelector("form"));
  }

  /** @returns {HTMLInputElement[]} */
  #boxes() {
    const fields = /** @type {HTMLInputElement[]} */ ([...this.#form.elements]);
    return fields.filter(({ name }) => name === "claim");
  }

  #addAll() {
    if (this.#all.isConnected) return;
    this.#all.type = "checkbox";
    const label = document.createElement("label");
    label.className = "all";
    label.append(this.#all, gettext("All on this page"));
    this.#form.prepend(label);
    this.#form.querySelector("[data-part=count]")?.setAttribute("role", "status");
  }

  #pickAll() {
    for (const box of this.#boxes()) box.checked = this.#all.checked;
    this.#tell();
  }

  /**
   * @param {HTMLInputElement} box
   * @param {MouseEvent} press
   */
  #press(box, press) {
    if (press.shiftKey && this.#last) {
      const boxes = this.#boxes();
      const ends = [boxes.indexOf(this.#last), boxes.indexOf(box)];
      for (const one of boxes.slice(Math.min(...ends), Math.max(...ends) + 1)) {
        one.checked = box.checked;
      }
    }
    this.#last = box;
    this.#tell();
  }

  /** @param {Event} event */
  #command(event) {
    if (/** @type {CustomEvent<string>} */ (event).detail !== "select-claim") return;
    const row = document.activeElement?.closest("li");
    const box = this.#boxes().find((one) => row?.contains(one));
    if (!box) return;
    event.preventDefault();
    box.checked = !box.checked;
    this.#last = box;
    this.#tell();
  }

  #tell() {
    const boxes = this.#boxes();
    const count = boxes.filter(({ checked }) => checked).length;
    this.#all.checked = count > 0 && count === boxes.length;
    this.#all.indeterminate = count > 0 && count < boxes.length;
    for (const button of this.#form.querySelectorAll("button")) button.disabled = !count;
    const place = this.#form.querySelector("[data-part=count]");
    const words = ngettext("%(count)s selected", "%(count)s selected", count);
    if (place) place.textContent = count ? interpolate(words, { count }) : gettext("None selected");
  }
}
