/**
 * The cards beside the text: measures them, asks margin.js where they go, and puts them there.
 * First everything is read, then everything is written, so the browser lays out once.
 */
import { arrange } from "./margin.js";

const GAP = 10;
/** From a card's top to the middle of its first line; that line stands level with the passage. */
const FIRST_LINE = 19;

/** @typedef {import("../elements/article-text.js").ArticleText} ArticleText */

/** Where there is room for a column beside the text; below, the cards are a sheet. */
export const BESIDE = window.matchMedia("(min-width: 64rem)");

export class CardColumn {
  /** @type {Map<string, number>} where each card wishes to stand, below the text's top */
  #wishes = new Map();

  /** @param {{readonly list: HTMLElement, readonly article: ArticleText}} margin */
  constructor(margin) {
    this.margin = margin;
  }

  /** @returns {HTMLElement[]} */
  get cards() {
    return [...this.margin.list.querySelectorAll("li")].filter(isCard);
  }

  /** Forget where passages stood: the text was laid out anew. */
  forget() {
    this.#wishes.clear();
  }

  /**
   * Put every card in its place, the active one exactly beside its passage.
   * @param {HTMLElement | null} active
   */
  place(active) {
    const { cards } = this;
    const { list, article } = this.margin;
    if (!BESIDE.matches || !article.map) return this.#release(list, cards);
    const text = article.getBoundingClientRect().top;
    const origin = text - list.getBoundingClientRect().top;
    const line = parseFloat(getComputedStyle(list).getPropertyValue("--folded-height"));
    const measured = cards.map((card) => ({
      wish: origin + this.#wish(card, text),
      ...measure(card, card === active ? 0 : line),
    }));
    const places = arrange(measured, GAP, active ? cards.indexOf(active) : -1);
    list.classList.add("beside");
    let bottom = 0;
    places.forEach(({ top, folded }, i) => {
      cards[i].classList.toggle("folded", folded);
      cards[i].style.translate = `0 ${Math.round(top)}px`;
      bottom = Math.max(bottom, top + (folded ? line : measured[i].height));
    });
    list.style.minBlockSize = `${Math.ceil(bottom)}px`;
    requestAnimationFrame(() => cards.forEach((card) => card.classList.add("placed")));
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
      card.classList.remove("folded");
      card.style.removeProperty("translate");
    }
  }
}

/**
 * @param {HTMLElement} card
 * @param {number} line height of a folded card; 0 if this one must stay open
 */
function measure(card, line) {
  card.classList.remove("folded");
  const height = card.offsetHeight;
  const isOpen = !line || card.querySelector("claim-form") !== null;
  return { height, line: isOpen ? height : line };
}

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
