/**
 * The blocks that were found in a document, each a row with a checkbox: is it taken in?
 *
 *   <block-picker>
 *     <div class="picker-head"><output data-count></output></div>
 *     <label data-block class="block-heading" data-level="1">  (block-KIND, level of headings)
 *       <input type="checkbox" name value checked>
 *       <span class="block-kind">Heading</span> <span data-block-text>Its words</span>
 *       <span class="block-why">why it is left out</span>
 *     </label>
 *
 * Without script these are plain checkboxes in labels. With it: a press anywhere on a row switches
 * it, with Shift also every row since the last press; arrows or j and k walk; Space or x switch;
 * the count tells how many blocks and words are taken in.
 */
import { ConnectedElement } from "../page/connected-element.js";
import { tally } from "../page/tally.js";

export class BlockPicker extends ConnectedElement {
  #last = 0;

  /** @returns {HTMLElement[]} */
  get rows() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-block]"))];
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.addEventListener("mousedown", keepSelection, { signal });
    this.addEventListener("click", (event) => this.#press(event), { signal });
    this.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.addEventListener("change", () => this.#count(), { signal });
    this.rows.forEach((row, i) => (boxOf(row).tabIndex = i ? -1 : 0)); // one stop for Tab
    this.#count();
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const row = this.#rowAround(event.target);
    if (!row || document.getSelection()?.toString()) return; // words were selected, not pressed
    const box = boxOf(row);
    if (event.target !== box) {
      event.preventDefault(); // the label would switch the box a second time
      box.checked = !box.checked;
    }
    const at = this.rows.indexOf(row);
    if (event.shiftKey) this.#switchRange(at, box.checked);
    this.#last = at;
    this.#focus(at);
    this.#count();
  }

  /**
   * @param {number} to
   * @param {boolean} taken
   */
  #switchRange(to, taken) {
    const [first, last] = [this.#last, to].sort((a, b) => a - b);
    for (const row of this.rows.slice(first, last + 1)) boxOf(row).checked = taken;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const row = this.#rowAround(event.target);
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.rows.indexOf(row);
    /** @type {Record<string, () => void>} */
    const keys = {
      j: () => this.#focus(at + 1),
      ArrowDown: () => this.#focus(at + 1),
      k: () => this.#focus(at - 1),
      ArrowUp: () => this.#focus(at - 1),
      Home: () => this.#focus(0),
      End: () => this.#focus(this.rows.length - 1),
      x: () => boxOf(row).click(),
    };
    const act = keys[event.key];
    const lettersOff = document.documentElement.dataset.keys === "off";
    if (!act || (lettersOff && event.key.length === 1)) return;
    event.preventDefault();
    act();
  }

  /** @param {number} at */
  #focus(at) {
    const { rows } = this;
    const row = rows[Math.max(0, Math.min(at, rows.length - 1))];
    for (const other of rows) boxOf(other).tabIndex = other === row ? 0 : -1;
    boxOf(row).focus();
  }

  /** @param {EventTarget | null} target */
  #rowAround(target) {
    const row = target instanceof Element ? target.closest("[data-block]") : null;
    return row instanceof HTMLElement ? row : null;
  }

  #count() {
    const output = this.querySelector("[data-count]");
    if (!output) return;
    output.textContent = tally(
      this.rows.map((row) => ({
        taken: boxOf(row).checked,
        text: row.querySelector("[data-block-text]")?.textContent ?? "",
      })),
    );
  }
}

/** @param {HTMLElement} row */
const boxOf = (row) => /** @type {HTMLInputElement} */ (row.querySelector("[type=checkbox]"));

/**
 * With Shift a press means rows, not the words between.
 * @param {MouseEvent} event
 */
function keepSelection(event) {
  if (event.shiftKey) event.preventDefault();
}
