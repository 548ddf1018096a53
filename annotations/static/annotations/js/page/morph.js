/**
 * Makes a part of the page what the server says it is now, without touching what is the same:
 * the focus, the selection, open menus and what one types stay where they are.
 *
 * Left alone: what our scripts have put there ([data-ours], <claim-form>) and forms in which
 * somebody has typed.
 */
import { isEdited } from "./edited.js";

const OURS = "[data-ours], claim-form";
/** What scripts and people, not the server, say of an element. */
const OUR_ATTRIBUTES = new Set(["style", "aria-current", "open", "aria-busy"]);
const OUR_CLASSES = ["folded", "measured", "placed", "linked", "fresh"];

/**
 * @param {Element} known on the page
 * @param {Element} fresh in an answer; it is not changed
 */
export function morph(known, fresh) {
  if (known.matches(OURS)) return;
  if (known instanceof HTMLFormElement && isBeingWritten(known)) return;
  takeAttributes(known, fresh);
  takeChildren(known, fresh);
}

/** @param {HTMLFormElement} form */
const isBeingWritten = (form) =>
  isEdited(form) || (form.contains(document.activeElement) && isWriting(document.activeElement));

/** @param {Element | null} element */
const isWriting = (element) =>
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement ||
  element instanceof HTMLInputElement;

/**
 * @param {Element} known
 * @param {Element} fresh
 */
function takeAttributes(known, fresh) {
  const kept = OUR_CLASSES.filter((name) => known.classList.contains(name));
  for (const { name } of [...known.attributes]) {
    if (!fresh.hasAttribute(name) && !OUR_ATTRIBUTES.has(name)) known.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (known.getAttribute(name) !== value && !OUR_ATTRIBUTES.has(name)) {
      known.setAttribute(name, value);
    }
  }
  if (kept.length) known.classList.add(...kept);
}

/**
 * @param {Element} known
 * @param {Element} fresh
 */
function takeChildren(known, fresh) {
  let next = theirs(known.firstChild);
  for (const child of fresh.childNodes) {
    const match = matchOf(child, next, known);
    if (!match) known.insertBefore(document.importNode(child, true), next);
    else if (match === next) next = theirs(match.nextSibling);
    else if (match.contains(document.activeElement)) next = behind(match, next);
    else known.insertBefore(match, next);
    if (match) takeNode(match, child);
  }
  while (next) {
    const following = theirs(next.nextSibling);
    next.remove();
    next = following;
  }
}

/**
 * Put what stands from `next` on to a node behind that node: if it were moved itself, what has the
 * focus in it would lose it.
 * @param {ChildNode} node
 * @param {ChildNode | null} next
 * @returns {ChildNode | null} what comes after the node now
 */
function behind(node, next) {
  const first = next;
  let last = node;
  while (next && next !== node) {
    const following = theirs(next.nextSibling);
    last.after(next);
    last = next;
    next = following;
  }
  return first;
}

/**
 * The node of the page that is the same as one of the answer: by its id, or where it stands.
 * @param {Node} child
 * @param {ChildNode | null} next the first that has no match yet
 * @param {Element} known
 */
function matchOf(child, next, known) {
  if (child instanceof Element && child.id) {
    const isIt = (/** @type {Element} */ one) =>
      one.id === child.id && one.tagName === child.tagName;
    return [...known.children].find(isIt) ?? null;
  }
  if (next?.nodeName !== child.nodeName) return null;
  return next instanceof Element && next.id ? null : next;
}

/**
 * @param {ChildNode} known
 * @param {Node} fresh
 */
function takeNode(known, fresh) {
  if (known.isEqualNode(fresh)) return;
  if (known instanceof Element && fresh instanceof Element) morph(known, fresh);
  else known.nodeValue = fresh.nodeValue;
}

/**
 * The first node from here on that the server speaks of.
 * @param {ChildNode | null} node
 */
function theirs(node) {
  while (node instanceof Element && node.matches(OURS)) node = node.nextSibling;
  return node;
}
