/**
 * Takes an answer of the site into the article page without loading it anew.
 *
 * An answer is the article page itself or a part of it, as the server renders them. What has an
 * id here is known here; so one function serves a claim that was marked, a source that was added
 * and a verdict that was given:
 *   - script#passages (JSON): all passages of the version, numbered anew in reading order;
 *   - li[data-claim]: the cards that changed, or all of them;
 *   - a.ref: the numbers behind passages that changed, or all of them;
 *   - script#readings (JSON): the words that hold no claim; #readers: who says so;
 *   - #messages: what is said of it; #steps: what can be undone next; #about the article;
 *     #gone: the claims that it makes no longer.
 */

import { morph } from "./morph.js";

/** @typedef {import("./highlights.js").Passage} Passage */
/** @typedef {import("../anchoring/text-map.js").TextMap} TextMap */

/**
 * The passages that a page or an answer speaks of; null if it speaks of none.
 * @param {Document} page
 * @returns {Passage[] | null}
 */
export function passagesIn(page) {
  const json = page.querySelector("script#passages")?.textContent;
  return json ? JSON.parse(json) : null;
}

/**
 * The numbers that a page or an answer gives for something; null if it gives none.
 * @param {Document} page
 * @param {"readings" | "sentences"} of start, end, start, end, ... in code points
 * @returns {number[] | null}
 */
export function numbersIn(page, of) {
  const json = page.querySelector(`script#${of}`)?.textContent;
  return json ? JSON.parse(json) : null;
}

/**
 * The form that an answer wants filled in, be it a part or a whole page.
 * @param {Document} answer
 * @returns {HTMLFormElement | null}
 */
export function formIn(answer) {
  return answer.querySelector("claim-form form") ?? answer.querySelector("main form");
}

/**
 * Take an answer in.
 * @param {Document} answer
 * @param {object} here
 * @param {TextMap} here.map of the article, as it is before
 * @param {Element} here.list of the claims' cards
 * @param {(card: Element, fresh: Element) => void} [here.hold] what to do about a card on which
 *   somebody writes; otherwise it stays as it is
 * @returns {Passage[]} all passages of the page after it
 */
export function takeIn(answer, { map, list, hold }) {
  const before = passagesIn(document) ?? [];
  const passages = passagesIn(answer) ?? before;
  const script = document.querySelector("script#passages");
  if (script) script.textContent = JSON.stringify(passages);
  renumber(passages);
  takeParts(answer);
  takeCards(answer, list, hold);
  removeMoved(before, passages);
  takeRefs(answer, map, passages);
  removeGone(passages, list);
  sortCards(passages, list);
  return passages;
}

/**
 * Say something in place of what was said before. The region itself stays, so that it is heard.
 * @param {Iterable<Node>} messages
 */
export function takeMessages(messages) {
  document.getElementById("messages")?.replaceChildren(...messages);
}

/** @param {Document} answer */
function takeParts(answer) {
  const messages = answer.getElementById("messages")?.children ?? [];
  if (messages.length) takeMessages([...messages].map((one) => document.importNode(one, true)));
  for (const id of ["about", "steps", "readers", "readings", "gone"]) {
    const [known, fresh] = [document, answer].map((page) => page.getElementById(id));
    if (known && fresh) morph(known, fresh);
  }
}

/**
 * Take the cards that an answer holds.
 * @param {Document} answer
 * @param {Element} list
 * @param {(card: Element, fresh: Element) => void} [hold] see takeIn()
 */
export function takeCards(answer, list, hold) {
  for (const card of answer.querySelectorAll("li[data-claim]")) {
    const known = document.getElementById(card.id);
    if (!known) list.append(document.importNode(card, true));
    else if (known.querySelector("claim-form")) hold?.(known, card);
    else morph(known, card);
  }
}

/**
 * The number behind a passage that was moved goes, to be put behind its new last word.
 * @param {readonly Passage[]} before
 * @param {readonly Passage[]} after
 */
function removeMoved(before, after) {
  const stood = new Map(before.map(({ id, end }) => [id, end]));
  for (const { id, end } of after) {
    if (stood.has(id) && stood.get(id) !== end) document.getElementById(`ref-${id}`)?.remove();
  }
}

/**
 * @param {Document} answer
 * @param {TextMap} map
 * @param {readonly Passage[]} passages
 */
function takeRefs(answer, map, passages) {
  // From the last to the first: a text node that is split keeps its front part, so the places
  // before the cut still hold in this map.
  for (const passage of passages.toSorted((a, b) => b.end - a.end || b.number - a.number)) {
    const ref = answer.getElementById(`ref-${passage.id}`);
    if (!ref) continue;
    const known = document.getElementById(ref.id);
    if (known) morph(known, ref);
    else insertAfter(map.range(passage), document.importNode(ref, true), passage.number);
  }
}

/**
 * Put a number behind a passage; of several there the smallest comes first.
 * @param {Range} range
 * @param {HTMLElement} ref
 * @param {number} number
 */
function insertAfter(range, ref, number) {
  const comesFirst = (/** @type {Element} */ other) =>
    numberOf(other) < number || (numberOf(other) === number && other.id < ref.id);
  const text = /** @type {Text} */ (range.endContainer);
  /** @type {Node | null} */
  let next = range.endOffset < text.length ? text.splitText(range.endOffset) : text.nextSibling;
  while (next instanceof HTMLElement && next.matches("a.ref") && comesFirst(next)) {
    next = next.nextSibling;
  }
  text.parentNode?.insertBefore(ref, next);
}

/** @param {Element} element */
const numberOf = (element) => Number(element.querySelector(".number")?.textContent);

/**
 * @param {readonly Passage[]} passages
 * @param {Element} list
 */
function removeGone(passages, list) {
  const claims = new Set(passages.map(({ claim }) => `claim-${claim}`));
  const refs = new Set(passages.map(({ id }) => `ref-${id}`));
  for (const card of list.querySelectorAll("li[data-claim]")) {
    if (!claims.has(card.id) && !card.querySelector("claim-form")) card.remove();
  }
  for (const ref of document.querySelectorAll("a.ref")) if (!refs.has(ref.id)) ref.remove();
}

/** @param {readonly Passage[]} passages */
function renumber(passages) {
  for (const { id, claim, number } of passages) {
    for (const known of [`ref-${id}`, `claim-${claim}`]) {
      const place = document.getElementById(known)?.querySelector(".number");
      // Words that are put in place of the same words would have the text read anew.
      if (place && place.textContent !== String(number)) place.textContent = String(number);
    }
  }
}

/**
 * @param {readonly Passage[]} passages
 * @param {Element} list
 */
function sortCards(passages, list) {
  const order = new Set(passages.toSorted((a, b) => a.number - b.number).map((p) => p.claim));
  let next = list.firstElementChild;
  for (const claim of order) {
    const card = document.getElementById(`claim-${claim}`);
    if (!card) continue;
    while (next && !next.hasAttribute("data-claim")) next = next.nextElementSibling;
    if (card === next) next = next.nextElementSibling;
    else list.insertBefore(card, next); // moving a card that stands right would lose its focus
  }
}
