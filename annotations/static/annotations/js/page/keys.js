/**
 * Every key of the article page, once: the keyboard, the list behind "?" and the tests read this
 * table. A single letter does nothing while one writes, and nothing at all where
 * <html data-keys="off"> (WCAG 2.1.4): all of this can also be pressed as a button or a link.
 *
 * @typedef {object} Key
 * @property {string} key as in KeyboardEvent.key
 * @property {string} command what listeners of the event "command" are told
 * @property {string} says for the list of keys
 */

/** @type {readonly Key[]} */
export const KEYS = [
  { key: "j", command: "next-claim", says: "Next claim" },
  { key: "k", command: "previous-claim", says: "Previous claim" },
  { key: "Enter", command: "open-claim", says: "Open the claim's page" },
  { key: "s", command: "next-sentence", says: "Select the next sentence" },
  { key: "S", command: "previous-sentence", says: "Select the sentence before" },
  { key: "c", command: "mark-claim", says: "Make a claim of the selected words" },
  { key: "e", command: "add-source", says: "Add a source to the claim" },
  { key: "a", command: "assess", says: "Assess the claim" },
  { key: "?", command: "show-keys", says: "Show these keys" },
  { key: "Escape", command: "leave", says: "Leave the claim, close what is open" },
];

/**
 * @typedef {object} Where a key was pressed
 * @property {boolean} modified with Ctrl, Alt or Meta, or while composing a letter
 * @property {boolean} writing in something one types into
 * @property {boolean} onControl on a link or a button, which Enter presses
 * @property {boolean} lettersOff while single letters are turned off
 */

/**
 * What a key asks for, or null.
 * @param {string} key
 * @param {Where} where
 */
export function commandOf(key, where) {
  if (isMeantElsewhere(key, where)) return null;
  return KEYS.find((row) => row.key === key)?.command ?? null;
}

/**
 * @param {string} key
 * @param {Where} where
 */
function isMeantElsewhere(key, { modified, writing, onControl, lettersOff }) {
  if (modified) return true;
  if (key === "Escape") return false;
  return writing || (key === "Enter" ? onControl : lettersOff);
}

const FIELDS = "input, textarea, select, [contenteditable]";
const CONTROLS = "a, button, summary, label";

/** Turn key presses of this page into "command" events on the document. */
export function listenToKeys() {
  document.addEventListener("keydown", (press) => {
    if (press.defaultPrevented || document.querySelector("dialog:modal")) return;
    const command = commandOf(press.key, whereOf(press));
    if (command && tell(command)) press.preventDefault();
  });
}

/**
 * @param {KeyboardEvent} press
 * @returns {Where}
 */
function whereOf(press) {
  const at = press.target instanceof Element ? press.target : document.body;
  return {
    modified: [press.ctrlKey, press.altKey, press.metaKey, press.isComposing].includes(true),
    writing: at.closest(FIELDS) !== null,
    onControl: at.closest(CONTROLS) !== null,
    lettersOff: document.documentElement.dataset.keys === "off",
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
