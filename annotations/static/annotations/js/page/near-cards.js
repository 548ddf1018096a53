/**
 * Of very many cards, those that take part: whose passage is near the window or, in the sheet,
 * which lie near the active one; and always the active one and those on which one writes. The
 * others keep their place in the list, where the browser still finds their words, but have no box
 * that would have to be measured, placed and drawn (hidden="until-found").
 */
import { ALL, touches } from "./nearby.js";

/** Up to so many cards all take part. */
export const MANY = 500;
/** Cards beside the active one that are ready for a swipe. */
const BESIDE_IT = 3;

/** @typedef {import("../anchoring/text-map.js").Span} Span */

export class NearCards {
  /** The part of the text for which they were chosen; null where they are to be chosen anew. */
  #chosenFor = /** @type {Span | null} */ (null);

  /**
   * @param {import("../elements/claim-margin.js").ClaimMargin} margin
   * @param {(card: Element) => Span | undefined} placeOf where the claim of a card is made first;
   *   nothing for what is no claim yet
   */
  constructor(margin, placeOf) {
    this.margin = margin;
    this.placeOf = placeOf;
  }

  /** There are other cards, or another text. */
  forget() {
    this.#chosenFor = null;
  }

  /**
   * Choose again, if there is cause to.
   * @param {HTMLElement[]} cards all of them, in their order
   * @param {HTMLElement | null} active
   * @param {boolean} isSheet
   * @returns {HTMLElement[]} those that take part
   */
  choose(cards, active, isSheet) {
    if (cards.length <= MANY) return this.#all(cards);
    const { near } = this.margin.article;
    if (isSheet || near !== this.#chosenFor) {
      this.#chosenFor = near;
      const isNear = isSheet ? around(cards, active) : this.#touching(near);
      const kept = new Set([active, ...this.#written()]);
      for (const card of cards) setHidden(card, !kept.has(card) && !isNear(card));
    }
    if (active) setHidden(active, false);
    return cards.filter((card) => !card.hasAttribute("hidden"));
  }

  /** @param {HTMLElement[]} cards */
  #all(cards) {
    if (this.#chosenFor) for (const card of cards) setHidden(card, false);
    this.#chosenFor = null;
    return cards;
  }

  /** The cards on which one writes. */
  #written() {
    return [...this.margin.list.querySelectorAll("claim-form")].map((form) => form.closest("li"));
  }

  /** @param {Span} near */
  #touching(near) {
    return (/** @type {Element} */ card) => {
      const place = this.placeOf(card);
      return near === ALL || !place || touches(place, near);
    };
  }
}

/**
 * @param {readonly Element[]} cards
 * @param {Element | null} active
 */
function around(cards, active) {
  const at = Math.max(0, active ? cards.indexOf(active) : 0);
  const near = new Set(cards.slice(Math.max(0, at - BESIDE_IT), at + BESIDE_IT + 1));
  return (/** @type {Element} */ card) => near.has(card);
}

/**
 * @param {Element} card
 * @param {boolean} hidden
 */
function setHidden(card, hidden) {
  if (!hidden) {
    card.removeAttribute("hidden"); // the browser does so itself with a card in which it found words
    card.removeAttribute("aria-hidden");
  } else if (!card.hasAttribute("hidden")) {
    card.setAttribute("hidden", "until-found");
    card.ariaHidden = "true"; // else it is an empty item of the list
  }
}
