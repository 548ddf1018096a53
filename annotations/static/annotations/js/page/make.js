/** @typedef {HTMLElementTagNameMap} Names */

/**
 * A new element.
 * @template {keyof Names} Name
 * @param {Name} name
 * @param {Record<string, string | number | boolean>} properties
 * @param {...(Node | string)} children
 * @returns {Names[Name]}
 */
export function make(name, properties, ...children) {
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

/**
 * A key as it is shown.
 * @param {string} key as in the table of keys
 */
export function keySign(key) {
  const parts = key === "+" ? [key] : key.split("+");
  return make("kbd", {}, parts.map((part) => SIGNS[part] ?? part).join(" "));
}
