/**
 * The list of the page's keys, behind a button and behind "?", made from the same table as the
 * keys themselves; its attribute `commands` says which of them the page has, if not all, and
 * `without` names one that it lacks. Lets a person turn single letters off; the choice stays in
 * this browser.
 */
import { KEYS, MODES } from "../page/keys.js";
import { gettext } from "../words.js";

const STORED = "factcheck-keys";

/** Apply what was chosen earlier in this browser. */
export function applyKeyChoice() {
  if (localStorage.getItem(STORED) === "off") document.documentElement.dataset.keys = "off";
}

export class KeyList extends HTMLElement {
  #dialog = document.createElement("dialog");
  #connection = new AbortController();

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    const button = make("button", { type: "button", className: "button quiet small" }, "Keys ");
    button.append(make("kbd", {}, "?"));
    button.addEventListener("click", () => this.#dialog.showModal(), { signal });
    this.#dialog.replaceChildren(
      // The focus goes to the top, not to the choice below all the keys.
      make("h2", { tabIndex: -1, autofocus: true }, gettext("Keys")),
      ...listsOfKeys(this.#keys()),
      choice(),
      closing(),
    );
    this.#dialog.ariaLabel = "Keys";
    button.dataset.ours = this.#dialog.dataset.ours = "";
    this.replaceChildren(button, this.#dialog);
    document.addEventListener("command", (event) => this.#command(event), { signal });
  }

  disconnectedCallback() {
    this.#connection.abort();
  }

  #keys() {
    const commands = this.getAttribute("commands")?.split(" ");
    const without = this.getAttribute("without");
    return KEYS.filter(
      ({ command }) => command !== without && (!commands || commands.includes(command)),
    );
  }

  /** @param {Event} event */
  #command(event) {
    if (/** @type {CustomEvent<string>} */ (event).detail !== "show-keys") return;
    event.preventDefault();
    this.#dialog.showModal();
  }
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number | boolean>} properties
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
function make(name, properties, ...children) {
  const element = document.createElement(name);
  Object.assign(element, properties);
  element.append(...children);
  return element;
}

/** @type {Record<string, string>} */
const SIGNS = {
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};

/** @param {readonly import("../page/keys.js").Key[]} keys */
function listOfKeys(keys) {
  const rows = keys.flatMap(({ key, says }) => [
    make(
      "dt",
      {},
      make(
        "kbd",
        {},
        key
          .split("+")
          .map((part) => SIGNS[part] ?? part)
          .join(" "),
      ),
    ),
    make("dd", {}, says),
  ]);
  return make("dl", { className: "key-list" }, ...rows);
}

/**
 * The keys that are heard everywhere, then those of each mode under its name.
 * @param {readonly import("../page/keys.js").Key[]} keys
 */
function listsOfKeys(keys) {
  const everywhere = keys.filter(({ mode }) => !mode);
  const modes = Object.entries(MODES).map(([mode, name]) => ({
    name,
    rows: keys.filter((key) => key.mode === mode),
  }));
  return [
    listOfKeys(everywhere),
    ...modes
      .filter(({ rows }) => rows.length)
      .flatMap(({ name, rows }) => [make("h3", {}, name), listOfKeys(rows)]),
  ];
}

function choice() {
  const box = make("input", { type: "checkbox" });
  box.checked = document.documentElement.dataset.keys !== "off";
  box.addEventListener("change", () => {
    const chosen = box.checked ? "on" : "off";
    document.documentElement.dataset.keys = chosen;
    localStorage.setItem(STORED, chosen);
  });
  return make("p", { className: "choices" }, make("label", {}, box, "Use single letters as keys"));
}

function closing() {
  const button = make("button", { className: "button" }, "Close");
  return make("form", { method: "dialog", className: "actions" }, button);
}
