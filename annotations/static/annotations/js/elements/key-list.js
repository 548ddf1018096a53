/**
 * The list of the page's keys, behind a button and behind "?", made from the same table as the
 * keys themselves; its attribute `commands` says which of them the page has, if not all, and
 * `without` names one that it lacks. Here a person turns single letters off, and gives any of them another key, or none.
 */
import { ConnectedElement } from "../page/connected-element.js";
import { MODES } from "../page/key-table.js";
import { keySign, make } from "../page/make.js";
import * as ownKeys from "../page/own-keys.js";
import { gettext, interpolate } from "../words.js";

/** @typedef {import("../page/key-table.js").Key} Key */

const TAKES_AWAY = ["Backspace", "Delete"];
const ONLY_HOLD = ["Shift", "Control", "Alt", "AltGraph", "Meta", "Tab", "Enter", " "];

export class KeyList extends ConnectedElement {
  #dialog = document.createElement("dialog");
  #lists = document.createElement("div");
  #status = make("p", { className: "key-status", role: "status" });
  #close = make("button", { className: "button" });
  #usual = make("button", { type: "button", className: "button quiet" });
  /** @type {string | null} the command that is being given another key */
  #changing = null;

  /** @param {AbortSignal} signal */
  connect(signal) {
    const button = make("button", { type: "button", className: "button quiet small" });
    button.dataset.command = "show-keys";
    button.append(gettext("Keys"), " ", keySign("?"));
    button.addEventListener("click", () => this.#show(), { signal });
    this.#lists.className = "key-lists";
    this.#usual.textContent = gettext("Back to the usual keys");
    this.#usual.addEventListener("click", () => this.#forget(), { signal });
    this.#close.textContent = gettext("Close");
    this.#dialog.ariaLabel = gettext("Keys");
    this.#dialog.replaceChildren(
      // The focus goes to the top, not to the choice below all the keys.
      make("h2", { tabIndex: -1, autofocus: true }, gettext("Keys")),
      this.#status,
      this.#lists,
      choice(),
      make("form", { method: "dialog", className: "actions" }, this.#close, this.#usual),
    );
    button.dataset.ours = this.#dialog.dataset.ours = "";
    this.replaceChildren(button, this.#dialog);
    this.#lists.addEventListener("click", (event) => this.#press(event), { signal });
    this.#dialog.addEventListener("keydown", (press) => this.#key(press), { signal });
    this.#dialog.addEventListener("close", () => (this.#changing = null), { signal });
    document.addEventListener("command", (event) => this.#command(event), { signal });
  }

  /** @param {Event} event */
  #command(event) {
    if (/** @type {CustomEvent<string>} */ (event).detail !== "show-keys") return;
    event.preventDefault();
    this.#show();
  }

  #show() {
    this.#status.textContent = "";
    this.#draw();
    this.#dialog.showModal();
  }

  #draw() {
    const commands = this.getAttribute("commands")?.split(" ").concat("show-palette");
    const keys = ownKeys.keysNow();
    const without = this.getAttribute("without");
    const here = keys.filter(
      ({ command }) => command !== without && (!commands || commands.includes(command)),
    );
    this.#lists.replaceChildren(...listsOfKeys(here, this.#changing));
    this.#usual.hidden = ownKeys.areUsual();
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (!button) return;
    if (button.name === "none") this.#choose("");
    else this.#ask(button.name === "change" ? button.value : null, button.value);
  }

  /**
   * @param {string | null} command to be given another key; null for none any more
   * @param {string} at the command at which the focus stays
   */
  #ask(command, at) {
    this.#changing = command;
    this.#status.textContent = command
      ? gettext("Press the new key. Backspace leaves it without one, Escape as it is.")
      : "";
    this.#draw();
    const button = this.#lists.querySelector(`button[value="${at}"]`);
    /** @type {HTMLElement | null} */ (button)?.focus();
  }

  /** @param {KeyboardEvent} press */
  #key(press) {
    const { key, ctrlKey, altKey, metaKey } = press;
    if (!this.#changing || ONLY_HOLD.includes(key) || ctrlKey || altKey || metaKey) return;
    press.preventDefault();
    press.stopPropagation();
    if (key === "Escape") this.#ask(null, this.#changing);
    else this.#choose(TAKES_AWAY.includes(key) ? "" : key);
  }

  /** @param {string} key */
  #choose(key) {
    const command = this.#changing ?? "";
    const against = key && ownKeys.objection(key, command, ownKeys.keysNow());
    if (against) {
      this.#status.textContent = refusal(key, against);
      return;
    }
    ownKeys.chooseKey(command, key);
    this.#ask(null, command);
    this.#status.textContent = gettext("Kept in this browser.");
  }

  #forget() {
    ownKeys.forgetKeys();
    this.#ask(null, "");
    this.#status.textContent = gettext("All keys are the usual ones.");
    this.#close.focus();
  }
}

/**
 * @param {string} key
 * @param {Key | "unfit"} against
 */
function refusal(key, against) {
  if (against === "unfit") return gettext("Only letters, digits and signs can be chosen.");
  const says = gettext("“%(key)s” is taken: %(says)s. Press another.");
  return interpolate(says, { key, says: against.says });
}

/**
 * The keys that are heard everywhere, then those of each mode under its name.
 * @param {readonly Key[]} keys
 * @param {string | null} changing
 */
function listsOfKeys(keys, changing) {
  const everywhere = keys.filter(({ mode }) => !mode);
  const modes = Object.entries(MODES).map(([mode, name]) => ({
    name,
    rows: keys.filter((key) => key.mode === mode),
  }));
  return [
    listOfKeys(everywhere, changing),
    ...modes
      .filter(({ rows }) => rows.length)
      .flatMap(({ name, rows }) => [make("h3", {}, name), listOfKeys(rows, null)]),
  ];
}

/**
 * @param {readonly Key[]} keys
 * @param {string | null} changing
 */
function listOfKeys(keys, changing) {
  const rows = keys.flatMap((row) => {
    const isChanging = row.command === changing;
    const sign = row.key && !isChanging ? keySign(row.key) : isChanging ? "…" : gettext("none");
    const controls = ownKeys.isChangeableNow(row) ? controlsOf(row, isChanging) : [];
    return [make("dt", {}, sign), make("dd", {}, make("span", {}, row.says), ...controls)];
  });
  return make("dl", { className: "key-list" }, ...rows);
}

/**
 * @param {Key} row
 * @param {boolean} isChanging
 */
function controlsOf({ command, says }, isChanging) {
  const button = (/** @type {string} */ name, /** @type {string} */ words) => {
    const made = make(
      "button",
      { type: "button", className: "plain", name, value: command },
      words,
    );
    made.ariaLabel = `${words}: ${says}`;
    return made;
  };
  if (!isChanging) return [button("change", gettext("Change"))];
  return [button("leave", gettext("Leave it")), button("none", gettext("No key"))];
}

function choice() {
  const box = make("input", { type: "checkbox" });
  box.checked = ownKeys.areLettersOn();
  box.addEventListener("change", () => ownKeys.turnLetters(box.checked));
  const label = make("label", {}, box, gettext("Use single letters as keys"));
  return make("p", { className: "choices" }, label);
}
