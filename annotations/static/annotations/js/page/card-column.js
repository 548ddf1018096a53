/**
 * The cards beside the text: measures them, asks margin.js where they go, and puts them there.
 * First everything is read, then everything is written, so the browser lays out once. What was
 * measured is kept until the text or the card is another: of a thousand cards, a key changes two.
 */
import { CardHeights } from "./card-heights.js";
import { arrange } from "./margin.js";
import { MANY, NearCards } from "./near-cards.js";

const GAP = 10;
/** From a card's top to the middle of its first line; that line stands level with the passage. */
const FIRST_LINE = 19;
/** How many windows above and below this one a card is near enough to be seen on its way. */
const NEAR = 1;

/** @typedef {import("../elements/article-text.js").ArticleText} ArticleText */

/** Where there is room for a column beside the text; below, the cards are a sheet. */
export const BESIDE = window.matchMedia("(min-width: 64rem)");

export class CardColumn {
  /** @type {Map<string, number>} where each card wishes to stand, below the text's top */
  #wishes = new Map();
  #heights = new CardHeights();
  /** What heights depend on: how wide the column is, and how large its letters. */
  #size = "";
  #near;
  /** @type {WeakMap<Element, string>} where each card was put */
  #places = new WeakMap();

  /** @param {import("../elements/claim-margin.js").ClaimMargin} margin */
  constructor(margin) {
    this.margin = margin;
    const placeOf = (/** @type {Element} */ card) => margin.article.passagesOf(claimOf(card))[0];
    this.#near = new NearCards(margin, placeOf);
  }

  /** @returns {HTMLElement[]} */
  get cards() {
    return /** @type {HTMLElement[]} */ ([...this.margin.list.children].filter(isCard));
  }

  /** Whether only cards that are near take part. */
  get isCrowded() {
    return this.margin.list.children.length > MANY;
  }

  /** Forget where passages stood: they were laid out anew. */
  forget() {
    this.#wishes.clear();
    this.#near.forget();
  }

  /**
   * Put every card that is near in its place, the active one exactly beside its passage.
   * @param {HTMLElement | null} active
   */
  place(active) {
    const { list, article } = this.margin;
    const isSheet = !BESIDE.matches;
    const cards = this.#near.choose(this.cards, active, isSheet);
    if (isSheet || !article.map) return this.#release(list, this.cards);
    const text = article.getBoundingClientRect().top;
    const { top: head, width } = list.getBoundingClientRect();
    const style = getComputedStyle(list);
    const line = parseFloat(style.getPropertyValue("--folded-height"));
    const open = new Set(cards.filter((card) => card === active || isWrittenOn(card)));
    const fresh = this.#measure(cards, list, `${width} ${style.fontSize}`);
    const measured = cards.map((card) => {
      const height = this.#heights.of(card);
      const wish = text - head + this.#wish(card, text);
      return { wish, height, line: open.has(card) ? height : line };
    });
    const places = arrange(measured, GAP, active ? cards.indexOf(active) : -1);
    list.classList.add("beside");
    for (const card of fresh) if (!open.has(card)) card.classList.add("measured");
    for (const card of open) this.#heights.forget(card); // it grows, and will be closed
    let bottom = 0;
    places.forEach((place, i) => {
      this.#put(cards[i], place, head);
      bottom = Math.max(bottom, place.top + (place.folded ? line : measured[i].height));
    });
    list.style.minBlockSize = `${Math.ceil(bottom)}px`;
  }

  /**
   * Measure the cards whose height, unfolded, is not known. All are written to before one is read.
   * @param {readonly HTMLElement[]} cards
   * @param {HTMLElement} list
   * @param {string} size
   */
  #measure(cards, list, size) {
    if (size !== this.#size) this.#heights.forgetAll();
    this.#size = size;
    const fresh = this.#heights.unknown(cards, list);
    for (const card of fresh) {
      card.classList.remove("folded", "measured");
      this.#places.delete(card);
    }
    for (const card of fresh) this.#heights.measure(card);
    return fresh;
  }

  /**
   * Only a card that is put elsewhere is touched. It glides there where one can see it, but not to
   * its first place: many at once, each a layer of its own, would cost more than all the rest.
   * @param {HTMLElement} card
   * @param {import("./margin.js").Place} place
   * @param {number} head the list's top in the window
   */
  #put(card, { top, folded }, head) {
    const translate = `0 ${Math.round(top)}px`;
    const place = `${translate} ${folded}`;
    if (this.#places.get(card) === place) return;
    this.#places.set(card, place);
    const distance = Math.abs(head + top - window.innerHeight / 2) / window.innerHeight;
    card.classList.toggle("placed", card.style.translate !== "" && distance < NEAR + 0.5);
    card.classList.toggle("folded", folded);
    card.style.translate = translate;
  }

  /**
   * @param {HTMLElement} card
   * @param {number} text the text's top in the window
   */
  #wish(card, text) {
    const known = this.#wishes.get(card.id);
    if (known !== undefined) return known;
    const { article } = this.margin;
    const line = article.lines(spanOf(card, article))[0];
    const top = line ? (line.top + line.bottom) / 2 - FIRST_LINE - text : 0;
    this.#wishes.set(card.id, top);
    return top;
  }

  /**
   * @param {HTMLElement} list
   * @param {HTMLElement[]} cards
   */
  #release(list, cards) {
    list.classList.remove("beside");
    list.style.removeProperty("min-block-size");
    for (const card of cards) {
      card.classList.remove("folded", "placed");
      card.style.removeProperty("translate");
      this.#places.delete(card);
    }
  }
}

/** @param {Element} card */
const isWrittenOn = (card) => card.querySelector("claim-form") !== null;

/** @param {Element} item */
const isCard = (item) => item.classList.contains("claim");

/**
 * The claim a card is about; null for a draft.
 * @param {Element} card
 */
export const claimOf = (card) =>
  card.hasAttribute("data-claim") ? card.id.replace("claim-", "") : null;

/**
 * The passage a card stands beside: its claim's first, or the one a draft is about.
 * @param {Element} card
 * @param {ArticleText} article
 * @returns {import("../anchoring/text-map.js").Span}
 */
export function spanOf(card, article) {
  const claim = claimOf(card);
  const [first] = article.passagesOf(claim);
  if (claim && first) return first;
  const value = (/** @type {string} */ name) =>
    Number(/** @type {HTMLInputElement | null} */ (card.querySelector(`[name=${name}]`))?.value);
  return { start: value("start"), end: value("end") };
}
