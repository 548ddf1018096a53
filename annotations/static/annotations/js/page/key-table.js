/**
 * Every key of our pages, once: the keyboard, the list behind "?", the palette behind "/" and the
 * tests read this table. It has the usual keys; page/own-keys.js has those that a person chose.
 *
 * Inside something with data-mode, the keys of that mode come first.
 *
 * @typedef {object} Key
 * @property {string} key as in KeyboardEvent.key; of keys with a name also "Shift+ArrowLeft"; ""
 *   where a person took it away
 * @property {string} command what listeners of the event "command" are told
 * @property {string} says for the list of keys
 * @property {string} [at] selects what must be on the page for the palette to offer it
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

const CLAIMS = "claim-margin li[data-claim], row-walk li";
const ACTIVE = ".claim[aria-current=true]";
const step = (/** @type {string} */ name) => `#steps form[data-step=${name}]`;

/** @type {readonly Key[]} */
export const KEYS = [
  { key: "j", command: "next-claim", says: gettext("Next claim"), at: CLAIMS },
  { key: "k", command: "previous-claim", says: gettext("Previous claim"), at: CLAIMS },
  {
    key: "Enter",
    command: "open-claim",
    says: gettext("Open the claim's page"),
    at: `${ACTIVE} [data-command=open-claim]`,
  },
  {
    key: "s",
    command: "next-sentence",
    says: gettext("Sentence cursor: the next sentence"),
    at: "article-text",
  },
  {
    key: "S",
    command: "previous-sentence",
    says: gettext("Sentence cursor: the one before"),
    at: "article-text",
  },
  {
    key: "c",
    command: "mark-claim",
    says: gettext("Make a claim of the selected words"),
    at: "selection-bar",
  },
  {
    key: "p",
    command: "add-passage",
    says: gettext("Add the selected words to the claim"),
    at: "selection-bar",
  },
  {
    key: "P",
    command: "choose-claim",
    says: gettext("Add the selected words to another claim"),
    at: "selection-bar",
  },
  {
    key: "n",
    command: "mark-read",
    says: gettext("The selected words hold no claim"),
    at: "selection-bar [data-command=mark-read]",
  },
  { key: "u", command: "next-unread", says: gettext("Next unread sentence"), at: "text-coverage" },
  {
    key: "U",
    command: "show-unread",
    says: gettext("Show what is unread, or hide it"),
    at: "text-coverage",
  },
  {
    key: "m",
    command: "move-passage",
    says: gettext("Move the edges of the passage"),
    at: `${ACTIVE} [data-command=move-passage]`,
  },
  {
    key: "e",
    command: "add-source",
    says: gettext("Add a source to the claim"),
    at: `${ACTIVE} [data-command=add-source]`,
  },
  {
    key: "a",
    command: "assess",
    says: gettext("Assess the claim"),
    at: `${ACTIVE} [data-command=assess]`,
  },
  {
    key: "x",
    command: "select-claim",
    says: gettext("Select the claim, or let go of it"),
    at: "row-picks",
  },
  { key: "v", command: "next-view", says: gettext("The next view of the list"), at: "view-tabs" },
  { key: "V", command: "previous-view", says: gettext("The view before"), at: "view-tabs" },
  { key: "z", command: "undo", says: gettext("Undo what you did here last"), at: step("undo") },
  { key: "Z", command: "redo", says: gettext("Redo what you undid"), at: step("redo") },
  { key: "/", command: "show-palette", says: gettext("Find a command or a page, as Ctrl+K") },
  { key: "?", command: "show-keys", says: gettext("Show these keys"), at: "key-list" },
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
