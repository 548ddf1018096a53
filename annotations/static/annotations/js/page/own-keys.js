/**
 * The keys that a person chose instead of the usual ones. They stay in this browser, as whether
 * single letters are heard at all does. Says "keys-changed" on the document.
 *
 * @typedef {import("./key-table.js").Key} Key
 * @typedef {Record<string, string>} OwnKeys the key of each command that has another; "" for none
 */
import { KEYS } from "./key-table.js";
import { isRecord, parsed } from "./stored.js";

const STORED_SWITCH = "factcheck-keys";
const STORED_KEYS = "factcheck-own-keys";

/**
 * Whether a person may choose another key: single characters. Arrows, Enter and Escape mean the
 * same in every program.
 * @param {Key} row of the usual table
 */
export const isChangeable = ({ key, mode }) => !mode && key.length === 1;

/**
 * The same of a row that may have another key already, or none.
 * @param {Key} row
 */
export const isChangeableNow = ({ command, mode }) =>
  !mode && KEYS.some((row) => row.command === command && isChangeable(row));

/**
 * The table with a person's own keys in it.
 * @param {OwnKeys} own
 * @param {readonly Key[]} [usual]
 * @returns {Key[]}
 */
export function withOwn(own, usual = KEYS) {
  return usual.map((row) =>
    isChangeable(row) && row.command in own ? { ...row, key: own[row.command] } : row,
  );
}

/**
 * What stands against a key for a command: the row that has it, "unfit" for what is no single
 * character, or null.
 * @param {string} key
 * @param {string} command
 * @param {readonly Key[]} keys as they are now
 * @returns {Key | "unfit" | null}
 */
export function objection(key, command, keys) {
  if ([...key].length !== 1 || !key.trim()) return "unfit";
  return keys.find((row) => !row.mode && row.key === key && row.command !== command) ?? null;
}

/** @returns {OwnKeys} */
function stored() {
  const found = parsed(localStorage.getItem(STORED_KEYS));
  /** @type {OwnKeys} */
  const own = {};
  for (const { command } of KEYS.filter(isChangeable)) {
    const key = isRecord(found) ? found[command] : undefined;
    if (typeof key === "string" && [...key].length < 2) own[command] = key;
  }
  return own;
}

/** The table as it holds for this person, in this browser. */
export const keysNow = () => withOwn(stored());

/** Whether all keys are the usual ones. */
export const areUsual = () => Object.keys(stored()).length === 0;

/**
 * @param {string} command
 * @param {string} key "" takes its key away
 */
export function chooseKey(command, key) {
  const usual = KEYS.find((row) => row.command === command && !row.mode)?.key;
  const own = { ...stored(), [command]: key };
  if (key === usual) delete own[command];
  store(own);
}

/** Back to the usual keys. */
export const forgetKeys = () => store({});

/** @param {OwnKeys} own */
function store(own) {
  localStorage.setItem(STORED_KEYS, JSON.stringify(own));
  document.dispatchEvent(new CustomEvent("keys-changed"));
}

/** Whether single letters are heard. */
export const areLettersOn = () => document.documentElement.dataset.keys !== "off";

/** @param {boolean} on */
export function turnLetters(on) {
  document.documentElement.dataset.keys = on ? "on" : "off";
  localStorage.setItem(STORED_SWITCH, on ? "on" : "off");
}

/** Apply what was chosen earlier in this browser, and keep what buttons say of keys true. */
export function applyKeyChoice() {
  if (localStorage.getItem(STORED_SWITCH) === "off") document.documentElement.dataset.keys = "off";
  document.addEventListener("keys-changed", showOnButtons);
  document.addEventListener("article-shown", showOnButtons);
  showOnButtons();
}

/** Every <kbd> in something with data-command says the key of that command. */
function showOnButtons() {
  const keys = new Map(keysNow().flatMap((row) => (row.mode ? [] : [[row.command, row.key]])));
  for (const sign of document.querySelectorAll("[data-command] kbd")) {
    const command = sign.closest("[data-command]")?.getAttribute("data-command") ?? "";
    const key = keys.get(command) ?? "";
    if (sign.textContent !== key) sign.textContent = key;
    /** @type {HTMLElement} */ (sign).hidden = key === "";
  }
}
