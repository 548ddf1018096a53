/**
 * One edge of a passage on the screen: a slider whose value is the place in the text, told in the
 * words that stand there.
 */
import { gettext, interpolate } from "../words.js";

/** @typedef {import("../elements/article-text.js").ArticleText} ArticleText */
/** @typedef {import("./reading.js").Stretch} Stretch */
/** @typedef {import("./walking.js").Side} Side */
/** @typedef {{x: number, y: number, height: number}} Place of an edge, from the article's corner */

const WORDS = 40; // units of the passage that are told at each edge
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/; // letters that run from right to left
const LETTER = /\p{L}/u;

export class Handle {
  element = document.createElement("span");

  /** @param {Side} side */
  constructor(side) {
    this.side = side;
    const { element } = this;
    element.className = `handle ${side}`;
    element.tabIndex = 0;
    element.hidden = true;
    element.setAttribute("role", "slider");
    element.ariaLabel =
      side === "start" ? gettext("Start of the passage") : gettext("End of the passage");
  }

  hide() {
    this.element.hidden = true;
  }

  /**
   * Where the edge is. Reads the layout, changes nothing.
   * @param {ArticleText} article
   * @param {Stretch} stretch
   * @returns {Place | null}
   */
  measure(article, { from, to }) {
    const { map } = article;
    if (!map) return null;
    const letter = this.side === "start" ? { from, to: from + 1 } : { from: to - 1, to };
    const boxes = [...map.range(article.spanOf(whole(map.text, letter))).getClientRects()];
    const box = this.side === "start" ? boxes[0] : boxes.at(-1);
    if (!box) return null;
    const corner = article.getBoundingClientRect();
    const isLeft =
      (this.side === "start") !== runsLeft(map.text.slice(letter.from, letter.to), article);
    return {
      x: (isLeft ? box.left : box.right) - corner.left,
      y: box.top - corner.top,
      height: box.height,
    };
  }

  /**
   * @param {ArticleText} article
   * @param {Stretch} stretch
   * @param {Place | null} place
   */
  show(article, stretch, place) {
    const { element, side } = this;
    element.hidden = place === null;
    if (!place) return;
    const { start, end } = article.spanOf(stretch);
    element.style.setProperty("--x", `${place.x}px`);
    element.style.setProperty("--y", `${place.y}px`);
    element.style.setProperty("--line", `${place.height}px`);
    element.ariaValueMin = "0";
    element.ariaValueMax = String(article.map?.points.length ?? 0);
    element.ariaValueNow = String(side === "start" ? start : end);
    const words = article.map?.exact({ start, end }) ?? "";
    element.ariaValueText =
      side === "start"
        ? interpolate(gettext("from “%(words)s”"), { words: firstWords(words) })
        : interpolate(gettext("to “%(words)s”"), { words: lastWords(words) });
  }
}

/**
 * A unit with the other half of its letter, where it has one.
 * @param {string} text
 * @param {Stretch} unit
 * @returns {Stretch}
 */
function whole(text, { from, to }) {
  const isLow = /[\udc00-\udfff]/.test(text[from]);
  const isHigh = /[\ud800-\udbff]/.test(text[to - 1]);
  return { from: from - Number(isLow), to: to + Number(isHigh) };
}

/**
 * Whether a letter runs from right to left; a sign does what the article does.
 * @param {string} letter
 * @param {ArticleText} article
 */
const runsLeft = (letter, { article }) =>
  RTL.test(letter) || (!LETTER.test(letter) && article.dir === "rtl");

/** @param {string} words */
const firstWords = (words) =>
  words.length <= WORDS ? words : `${words.slice(0, WORDS).replace(/\s*\S*$/, "")} …`;

/** @param {string} words */
const lastWords = (words) =>
  words.length <= WORDS ? words : `… ${words.slice(-WORDS).replace(/^\S*\s*/, "")}`;
