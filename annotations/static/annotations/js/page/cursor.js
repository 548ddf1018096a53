/**
 * The sentence cursor: selecting without a pointer, and without a selection of the browser's. It
 * lies on a sentence, moves by sentences and words, and grows. What it is on has a look of its
 * own, is said to those who listen, and is the article's `selected` like any selection.
 *
 * While it is on, an element of its own holds the focus: role "application" lets a screen reader
 * hand on the arrow keys.
 */
import { gettext, interpolate } from "../words.js";
import { announce } from "./announce.js";
import { caretAt } from "./highlights.js";
import { bringIntoView, headBottom } from "./scrolling.js";
import { extended, meant, stepped, stretchOf, walkOver } from "./walking.js";

/** @typedef {import("../elements/article-text.js").ArticleText} ArticleText */
/** @typedef {import("./reading.js").Reading} Reading */
/** @typedef {import("./reading.js").Stretch} Stretch */
/** @typedef {import("./walking.js").Walk} Walk */

const COMMAND = /^(cursor|extend)-(up|down|left|right)$/;
const AIR = 12;

/** @type {Record<import("./coverage.js").State, () => string>} */
const STATES = {
  claim: () => gettext("Has a claim."),
  read: () => gettext("Read, no claim."),
  unread: () => gettext("Unread."),
};

export class SentenceCursor {
  #element = document.createElement("div");
  /** @type {Walk | null} */
  #walk = null;
  /** @type {Element | null} what had the focus before */
  #before = null;

  /** @param {ArticleText} article */
  constructor(article) {
    this.article = article;
    this.#element.tabIndex = -1;
    this.#element.className = "sentence-cursor";
    this.#element.dataset.mode = "cursor";
    this.#element.setAttribute("role", "application");
    this.#element.ariaLabel = gettext(
      "Sentence cursor. Arrows move it, with Shift they select, Enter makes a claim, Escape leaves.",
    );
  }

  get isOn() {
    return this.#walk !== null;
  }

  /**
   * @param {string} command
   * @returns {boolean} whether it was one for the cursor
   */
  does(command) {
    if (command === "next-sentence" || command === "previous-sentence") {
      this.#go(command === "next-sentence");
      return true;
    }
    const [, how, where] = COMMAND.exec(command) ?? [];
    if (!how || !this.isOn) return false;
    const { size, forward } = meant(where, this.article.article.dir);
    this.#move(how === "extend" ? extended : stepped, size, forward);
    return true;
  }

  /** Draw it again: the page's highlights were made anew. */
  draw() {
    if (this.#walk) this.article.point("cursor", [this.article.spanOf(this.#stretch(this.#walk))]);
  }

  /** Take it away, and give the focus back. */
  leave() {
    if (!this.isOn) return;
    this.#walk = null;
    this.article.point("cursor", []);
    const hadFocus = document.activeElement === this.#element;
    if (hadFocus && this.#before instanceof HTMLElement && this.#before.isConnected) {
      this.#before.focus({ preventScroll: true });
    }
    this.#element.remove();
  }

  /**
   * Stand on a stretch.
   * @param {Stretch} stretch
   * @param {string} first what is said before its words
   */
  standOn(stretch, first) {
    if (!this.isOn) this.#enter();
    this.#show({ anchor: stretch.from, focus: stretch.to }, false);
    announce(`${first} ${this.#told(stretch, "sentence")}`.trim());
  }

  /** @param {boolean} forward */
  #go(forward) {
    const { reading } = this.article;
    if (!reading) return;
    if (this.isOn) return this.#move(stepped, "sentence", forward);
    const start = walkOver(this.#start(reading));
    if (!start) return announce(gettext("No further sentence."));
    this.standOn(this.#stretch(start), "");
  }

  #enter() {
    this.#before = document.activeElement;
    this.article.append(this.#element);
    document.getSelection()?.removeAllRanges();
  }

  /**
   * The sentence that is selected, else the first that begins on the screen.
   * @param {Reading} reading
   */
  #start(reading) {
    const { map, selected } = this.article;
    if (!map) return null;
    if (selected) return reading.after("sentence", "to", map.points.toUnit(selected.start));
    return reading.after("sentence", "from", firstVisibleUnit(this.article) - 1);
  }

  /**
   * @param {typeof stepped} how
   * @param {import("./reading.js").Size} size
   * @param {boolean} forward
   */
  #move(how, size, forward) {
    const { reading } = this.article;
    if (!reading || !this.#walk) return;
    const walk = how(reading, this.#walk, size, forward);
    if (!walk) {
      const sentence = size === "sentence";
      return announce(sentence ? gettext("No further sentence.") : gettext("No further word."));
    }
    const before = how === extended ? this.#stretch(this.#walk) : null;
    this.#show(walk, walk.focus >= walk.anchor && before !== null);
    announce(before ? this.#change(before) : this.#told(this.#stretch(walk), size));
  }

  /**
   * Where the layout is read comes first, what is drawn last.
   * @param {Walk} walk
   * @param {boolean} atEnd keep its end in view, not its beginning
   */
  #show(walk, atEnd) {
    this.#walk = walk;
    const { article } = this;
    const span = article.spanOf(this.#stretch(walk));
    const line = article.lines(span).at(atEnd ? -1 : 0);
    if (line) bringIntoView(line, null, "instant");
    this.#element.focus({ preventScroll: true });
    article.select(span);
    article.point("cursor", [span]);
  }

  /** @param {Walk} walk */
  #stretch(walk) {
    return stretchOf(/** @type {Reading} */ (this.article.reading), walk);
  }

  /** @param {Stretch} stretch */
  #words({ from, to }) {
    return this.article.reading?.text.slice(from, to) ?? "";
  }

  /**
   * The words of a stretch; before those of a sentence, whether somebody has looked at it.
   * @param {Stretch} stretch
   * @param {import("./reading.js").Size} size
   */
  #told(stretch, size) {
    const state = this.article.coverage?.stateOf(this.article.spanOf(stretch));
    const words = this.#words(stretch);
    return state && size === "sentence" ? `${STATES[state]()} ${words}` : words;
  }

  /**
   * What came to the selection or went from it.
   * @param {Stretch} before
   */
  #change(before) {
    const now = this.#stretch(/** @type {Walk} */ (this.#walk));
    const isMore = now.to - now.from > before.to - before.from;
    const [outer, inner] = isMore ? [now, before] : [before, now];
    const difference = [
      { from: outer.from, to: Math.min(inner.from, outer.to) },
      { from: Math.max(inner.to, outer.from), to: outer.to },
    ];
    const words = difference.map((part) => this.#words(part).trim()).filter(Boolean);
    const says = isMore ? gettext("%(words)s selected") : gettext("%(words)s not selected");
    return interpolate(says, { words: words.join(" … ") });
  }
}

/**
 * The unit with which the text that is on the screen begins.
 * @param {ArticleText} text
 */
export function firstVisibleUnit({ map, article }) {
  const top = headBottom();
  const boxOf = (/** @type {Element} */ element) => element.getBoundingClientRect();
  const block = map?.blocks.find(({ element }) => boxOf(element).bottom > top);
  if (!map || !block) return 0;
  const box = boxOf(block.element);
  if (box.top >= top) return block.from;
  const edge = article.dir === "rtl" ? box.right - 1 : box.left + 1;
  const caret = caretAt(edge, top + AIR);
  return caret ? Math.max(block.from, map.unitAt(caret.node, caret.offset)) : block.from;
}
