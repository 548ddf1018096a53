/**
 * Small notes that our scripts put beside what the server says: who changed it, who writes on it,
 * what was kept. The words around a person's name stay in their language, the name in its own.
 */

/**
 * A sentence in which a name stands for %(name)s.
 * @param {string} words
 * @param {string} name
 * @returns {Node[]}
 */
export function naming(words, name) {
  const [before, after] = words.split("%(name)s");
  const person = document.createElement("bdi");
  person.textContent = name;
  return [new Text(before), person, new Text(after ?? "")];
}

/**
 * @param {string} className
 * @param {...(Node | string)} content
 * @returns {HTMLElement} one that page/morph.js leaves alone
 */
export function noteOf(className, ...content) {
  const note = document.createElement("p");
  note.className = className;
  note.dataset.ours = "";
  note.append(...content);
  return note;
}

/**
 * @param {string} label
 * @param {() => void} press
 */
export function buttonOf(label, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link-button";
  button.textContent = label;
  button.addEventListener("click", press);
  return button;
}
