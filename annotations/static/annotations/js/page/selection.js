/**
 * Notices when a reader has selected something: by mouse, touch, keyboard or screen reader.
 */

/** Touch handles and the keyboard change a selection many times: wait until it rests. */
const REST_MS = 150;

/**
 * Call `report` with what is selected, or null, each time a selection comes to rest.
 * @param {(range: Range | null) => void} report
 * @param {AbortSignal} signal ends the watch
 */
export function watchSelection(report, signal) {
  let pressed = false;
  let resting = 0;
  const later = (/** @type {number} */ delay) => {
    clearTimeout(resting);
    resting = window.setTimeout(() => report(selectedRange()), delay);
  };
  const released = () => {
    pressed = false;
    later(0);
  };
  document.addEventListener("pointerdown", () => (pressed = true), { signal });
  document.addEventListener("pointerup", released, { signal });
  document.addEventListener("pointercancel", released, { signal });
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
