/**
 * Says what others have changed, in as few words as will do. Pure but for the catalogue of words.
 *
 * @typedef {{claim: string, by: string}} Changed a claim, and the name of who changed it
 */
import { gettext, interpolate, languageOfPage, ngettext } from "../words.js";

/**
 * One sentence for all that happened: several changes of a claim are one.
 * @param {readonly Changed[]} changes not empty
 * @returns {string} e.g. "2 claims changed by Ana and Ben."
 */
export function sentenceOf(changes) {
  const count = new Set(changes.map(({ claim }) => claim)).size;
  const people = namesOf([...new Set(changes.map(({ by }) => by).filter(Boolean))]);
  const words = people
    ? ngettext(
        "%(count)s claim changed by %(people)s.",
        "%(count)s claims changed by %(people)s.",
        count,
      )
    : ngettext("%(count)s claim changed.", "%(count)s claims changed.", count);
  return interpolate(words, { count, people });
}

/**
 * One sentence for all that others read, or are to read again.
 * @param {readonly string[]} names
 * @param {string} tally how much is read now
 * @returns {string} e.g. "Readings changed by Ana and Ben: 4 of 6 sentences read."
 */
export function readingsBy(names, tally) {
  const words = gettext("Readings changed by %(people)s: %(tally)s.");
  return interpolate(words, { people: namesOf(names), tally: tally.trim() });
}

/**
 * @param {readonly string[]} names
 * @returns {string} e.g. "Ana, Ben and Cem"
 */
export function namesOf(names) {
  return new Intl.ListFormat(languageOfPage(), { type: "conjunction" }).format(names);
}

/**
 * Which of the cards one is on, its verdict and its statement.
 * @param {Element} card
 * @param {{number: number, count: number}} place
 */
export function nameOf(card, place) {
  const parts = ["verdict", "statement"].map((name) => card.querySelector(`.${name}`));
  const words = parts.map((part) => heardIn(part)).filter(Boolean);
  const which = interpolate(gettext("Claim %(number)s of %(count)s."), place);
  return [which, words.join(". ")].join(" ");
}

/** @param {Element | null} element its words, without the signs that are there to be seen */
const heardIn = (element) =>
  [...(element?.childNodes ?? [])]
    .filter((node) => !(node instanceof Element && node.ariaHidden === "true"))
    .map((node) => node.textContent)
    .join("")
    .trim();
