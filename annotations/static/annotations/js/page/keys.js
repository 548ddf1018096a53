/**
 * Turns keys into commands. A single letter does nothing while one writes, and nothing at all
 * where <html data-keys="off"> (WCAG 2.1.4): all of this can also be pressed as a button or a
 * link, or found in the palette.
 */
import { KEYS } from "./key-table.js";
import { keysNow } from "./own-keys.js";

/** @typedef {import("./key-table.js").Key} Key */

/**
 * @typedef {object} Where a key was pressed
 * @property {boolean} modified with Ctrl, Alt or Meta, or while composing a letter
 * @property {boolean} writing in something one types into
 * @property {boolean} onControl on a link or a button, which Enter presses
 * @property {boolean} lettersOff while single letters are turned off
 * @property {string} [mode] of what it was pressed in
 */

/**
 * What a key asks for, or null.
 * @param {string} key
 * @param {Where} where
 * @param {readonly Key[]} keys as the person has them
 */
export function commandOf(key, where, keys = KEYS) {
  if (where.modified) return null;
  const ofMode = where.mode && keys.find((row) => row.mode === where.mode && row.key === key);
  if (ofMode) return ofMode.command;
  if (isMeantElsewhere(key, where)) return null;
  return keys.find((row) => !row.mode && row.key === key)?.command ?? null;
}

/**
 * @param {string} key
 * @param {Where} where
 */
function isMeantElsewhere(key, { writing, onControl, lettersOff }) {
  if (key === "Escape") return false;
  return writing || (key === "Enter" ? onControl : lettersOff);
}

const FIELDS = "input, textarea, select, [contenteditable]";
const CONTROLS = "a, button, summary, label";

/** Turn key presses of this page into "command" events on the document. */
export function listenToKeys() {
  document.addEventListener("keydown", (press) => {
    if (press.defaultPrevented || document.querySelector("dialog:modal")) return;
    const command = isChord(press)
      ? "show-palette"
      : commandOf(nameOf(press), whereOf(press), keysNow());
    if (command && tell(command)) press.preventDefault();
  });
}

/**
 * Ctrl+K, or Cmd+K: heard everywhere, also while one writes.
 * @param {KeyboardEvent} press
 */
const isChord = ({ key, ctrlKey, metaKey, altKey, shiftKey }) =>
  key.toLowerCase() === "k" && ctrlKey !== metaKey && !altKey && !shiftKey;

/** @param {KeyboardEvent} press */
const nameOf = ({ key, shiftKey }) => (shiftKey && key.startsWith("Arrow") ? `Shift+${key}` : key);

/**
 * @param {KeyboardEvent} press
 * @returns {Where}
 */
function whereOf(press) {
  const at = press.target instanceof Element ? press.target : document.body;
  const mode = /** @type {HTMLElement | null} */ (at.closest("[data-mode]"))?.dataset.mode;
  // At the cursor, Ctrl with an arrow goes by words, as in any text: there it always does.
  const control = press.ctrlKey && !(mode === "cursor" && press.key.startsWith("Arrow"));
  return {
    modified: [control, press.altKey, press.metaKey, press.isComposing].includes(true),
    // A field that was just hidden keeps the focus until the next frame.
    writing: at.closest(FIELDS)?.checkVisibility() ?? false,
    onControl: at.closest(CONTROLS) !== null,
    lettersOff: document.documentElement.dataset.keys === "off",
    mode,
  };
}

/**
 * Tell every element of the page what is asked for.
 * @param {string} command
 * @returns {boolean} whether one of them did it (and said so with preventDefault)
 */
export function tell(command) {
  return !document.dispatchEvent(new CustomEvent("command", { detail: command, cancelable: true }));
}
