/**
 * Every key of the article page, once: the keyboard, the list behind "?" and the tests read this
 * table. A single letter does nothing while one writes, and nothing at all where
 * <html data-keys="off"> (WCAG 2.1.4): all of this can also be pressed as a button or a link.
 *
 * Inside something with data-mode, the keys of that mode come first.
 *
 * @typedef {object} Key
 * @property {string} key as in KeyboardEvent.key; of keys with a name also "Shift+ArrowLeft"
 * @property {string} command what listeners of the event "command" are told
 * @property {string} says for the list of keys
 * @property {Mode} [mode] where alone it is heard
 *
 * @typedef {"cursor" | "edges"} Mode
 */
import { gettext } from "../words.js";

/** What the modes are called in the list of keys. */
export const MODES = /** @type {const} */ ({
  cursor: gettext("At the sentence cursor"),
  edges: gettext("At the edge of a passage"),
});

/** @type {readonly Key[]} */
export const KEYS = [
  { key: "j", command: "next-claim", says: gettext("Next claim") },
  { key: "k", command: "previous-claim", says: gettext("Previous claim") },
  { key: "Enter", command: "open-claim", says: gettext("Open the claim's page") },
  { key: "s", command: "next-sentence", says: gettext("Sentence cursor: the next sentence") },
  { key: "S", command: "previous-sentence", says: gettext("Sentence cursor: the one before") },
  { key: "c", command: "mark-claim", says: gettext("Make a claim of the selected words") },
  { key: "p", command: "add-passage", says: gettext("Add the selected words to the claim") },
  { key: "P", command: "choose-claim", says: gettext("Add the selected words to another claim") },
  { key: "m", command: "move-passage", says: gettext("Move the edges of the passage") },
  { key: "e", command: "add-source", says: gettext("Add a source to the claim") },
  { key: "a", command: "assess", says: gettext("Assess the claim") },
  { key: "z", command: "undo", says: gettext("Undo what you did here last") },
  { key: "Z", command: "redo", says: gettext("Redo what you undid") },
  { key: "x", command: "select-claim", says: gettext("Select the claim, or let go of it") },
  { key: "?", command: "show-keys", says: gettext("Show these keys") },
  { key: "Escape", command: "leave", says: gettext("Leave the claim, close what is open") },
  ...of("cursor", [
    ["ArrowDown", "cursor-down", gettext("The next sentence")],
    ["ArrowUp", "cursor-up", gettext("The sentence before")],
    ["ArrowRight", "cursor-right", gettext("The word to the right")],
    ["ArrowLeft", "cursor-left", gettext("The word to the left")],
    ["Shift+ArrowDown", "extend-down", gettext("Select on by a sentence")],
    ["Shift+ArrowUp", "extend-up", gettext("Select back by a sentence")],
    ["Shift+ArrowRight", "extend-right", gettext("Select by a word to the right")],
    ["Shift+ArrowLeft", "extend-left", gettext("Select by a word to the left")],
    ["Enter", "mark-claim", gettext("Make a claim of it")],
  ]),
  ...of("edges", [
    ["ArrowRight", "edge-right", gettext("By a word to the right")],
    ["ArrowLeft", "edge-left", gettext("By a word to the left")],
    ["Shift+ArrowRight", "edge-right-letter", gettext("By a letter to the right")],
    ["Shift+ArrowLeft", "edge-left-letter", gettext("By a letter to the left")],
    ["ArrowDown", "edge-down", gettext("By a sentence on")],
    ["ArrowUp", "edge-up", gettext("By a sentence back")],
    ["Enter", "save-edges", gettext("Save the passage")],
    ["Escape", "leave-edges", gettext("Put the passage back")],
  ]),
];

/**
 * @param {Mode} mode
 * @param {[string, string, string][]} rows
 * @returns {Key[]}
 */
function of(mode, rows) {
  return rows.map(([key, command, says]) => ({ mode, key, command, says }));
}

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
 */
export function commandOf(key, where) {
  if (where.modified) return null;
  const ofMode = where.mode && KEYS.find((row) => row.mode === where.mode && row.key === key);
  if (ofMode) return ofMode.command;
  if (isMeantElsewhere(key, where)) return null;
  return KEYS.find((row) => !row.mode && row.key === key)?.command ?? null;
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
    const command = commandOf(nameOf(press), whereOf(press));
    if (command && tell(command)) press.preventDefault();
  });
}

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
    writing: at.closest(FIELDS) !== null,
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
