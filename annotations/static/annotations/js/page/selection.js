/**
 * Notices when a reader has selected something: by mouse, touch, keyboard or screen reader.
 */
import { isField } from "./form-values.js";

/** Touch handles and the keyboard change a selection many times: wait until it rests. */
const REST_MS = 150;

/**
 * Call `report` with what is selected, or null, each time a selection comes to rest.
 * @param {(range: Range | null) => void} report
 * @param {AbortSignal} signal ends the watch
 */
export function watchSelection(report, signal) {
  let pressed = false;
  let resting = 0; // the timer of a selection that was not reported yet
  const tell = () => {
    resting = 0;
    report(selectedRange());
  };
  const later = (/** @type {number} */ delay) => {
    clearTimeout(resting);
    resting = window.setTimeout(tell, delay);
  };
  const released = () => {
    pressed = false;
    later(0);
  };
  document.addEventListener("pointerdown", () => (pressed = true), { signal });
  document.addEventListener("pointerup", released, { signal });
  document.addEventListener("pointercancel", released, { signal });
  // A letter says what to do with what is selected: whoever selected it is done.
  const hurried = (/** @type {KeyboardEvent} */ press) => {
    const { key, target } = press;
    if (!resting || key.length > 1 || (target instanceof Element && isField(target))) return;
    clearTimeout(resting);
    tell();
  };
  document.addEventListener("keydown", hurried, { signal, capture: true });
  // While the button is down the drag goes on; letting go reports it without waiting.
  document.addEventListener("selectionchange", () => pressed || later(REST_MS), { signal });
}

/**
 * What is selected; several ranges (Firefox makes them) count as one from first to last.
 * @returns {Range | null}
 */
function selectedRange() {
  const selection = document.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const last = selection.getRangeAt(selection.rangeCount - 1);
  range.setEnd(last.endContainer, last.endOffset);
  return range;
}
