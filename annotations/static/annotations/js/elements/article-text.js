/**
 * The text of an article, in which a reader selects words and points at claims.
 *
 * `selected` is what is selected now, by pointer, touch, the browser's own keys or the sentence
 * cursor: the one place to ask. Says, bubbling:
 *   - `passage-selected`, detail `selected`, whenever that changes;
 *   - `claims-pointed` (see page/pointing.js);
 *   - `article-shown` when passages were (re)drawn;
 *   - `near-changed` when `near` is another part of the text.
 * Does the commands of the sentence cursor, and lets "leave" deselect.
 */
import { TextChanged, TextMap } from "../anchoring/text-map.js";
import { numbersIn, passagesIn } from "../page/answer.js";
import { ConnectedElement } from "../page/connected-element.js";
import { spansOf } from "../page/coverage.js";
import { firstVisibleUnit, SentenceCursor } from "../page/cursor.js";
import { Highlights } from "../page/highlights.js";
import { ALL, Nearby } from "../page/nearby.js";
import { Pointing } from "../page/pointing.js";
import { Reading } from "../page/reading.js";
import { watchSelection } from "../page/selection.js";

/** @typedef {import("../page/highlights.js").Passage} Passage */
/** @typedef {import("../page/reading.js").Stretch} Stretch */
/** @typedef {import("../anchoring/text-map.js").Span} Span */
/** @typedef {Span & {exact: string}} Selected a span in code points, and its words */

/** With more passages than this, only those near the window are drawn. */
const MANY = 200;

export class ArticleText extends ConnectedElement {
  /** @type {readonly Passage[]} */
  passages = [];
  /** @type {Map<string, Passage[]>} */
  #ofClaim = new Map();
  /** @type {TextMap | null} null where the page does not show the server's text */
  map = null;
  /** @type {Selected | null} */
  selected = null;
  /** @type {import("../page/coverage.js").Coverage | null} as <text-coverage> counts it */
  coverage = null;
  /** @type {Highlights | null} */
  #highlights = null;
  /** @type {Reading | null} */
  #reading = null;
  #nearby = new Nearby();
  #stale = false;
  #cursor = new SentenceCursor(this);

  get article() {
    return /** @type {HTMLElement} */ (this.querySelector("article"));
  }

  /** The text by sentences, words and letters. */
  get reading() {
    const map = this.#current();
    if (map && this.#reading?.text !== map.text) {
      const unit = (/** @type {number} */ point) => map.points.toUnit(point);
      const sentences = spansOf(numbersIn(document, "sentences") ?? []);
      const stretches = sentences.map(({ start, end }) => ({ from: unit(start), to: unit(end) }));
      this.#reading = new Reading(map.text, map.blocks, this.article.lang, stretches);
    }
    return map && this.#reading;
  }

  /** The part of the text that is near the window; all of it where few passages are shown. */
  get near() {
    return this.passages.length > MANY ? this.#nearby.span : ALL;
  }

  /** Whether the sentence cursor is on. */
  get isWalking() {
    return this.#cursor.isOn;
  }

  /** The code point from which one goes on: behind what is selected, else where the screen begins. */
  get place() {
    return this.selected?.end ?? this.map?.points.fromUnit(firstVisibleUnit(this)) ?? 0;
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    watchSelection((range) => this.#report(range), signal);
    document.addEventListener("command", (event) => this.#command(event), { signal });
    this.addEventListener("pointerdown", () => this.#cursor.isOn && this.deselect(), { signal });
    new Pointing(this).connect(signal);
    this.#followWindow(signal);
    const watcher = new MutationObserver(() => (this.#stale = true));
    watcher.observe(this.article, { childList: true, characterData: true, subtree: true });
    signal.addEventListener("abort", () => watcher.disconnect());
    this.show();
  }

  /** Read text and passages from the page anew and draw them. */
  show() {
    this.#readText();
    if (!this.map) return;
    this.#highlights ??= new Highlights(this.map);
    this.draw(passagesIn(document) ?? []);
    this.#nearby.forget();
    this.#drawNear();
    this.toggleAttribute("data-painted", this.#highlights.paints);
    this.dispatchEvent(new CustomEvent("article-shown", { bubbles: true }));
  }

  /**
   * Draw these passages, whatever the page says of them.
   * @param {readonly Passage[]} passages
   */
  draw(passages) {
    if (!this.#current()) return;
    this.passages = passages;
    this.#ofClaim = Map.groupBy(passages, ({ claim }) => claim);
    this.#highlights?.show(passages);
    this.#cursor.draw();
  }

  /** @param {AbortSignal} signal */
  #followWindow(signal) {
    const around = () => this.#drawNear();
    window.addEventListener("scroll", around, { passive: true, signal });
    const afresh = () => {
      this.#nearby.forget();
      this.#drawNear();
    };
    window.addEventListener("resize", afresh, { signal });
    window.addEventListener("beforeprint", () => this.#highlights?.drawNear(ALL), { signal });
    window.addEventListener("afterprint", () => this.#highlights?.drawNear(this.near), { signal });
  }

  /** Of many passages draw those near the window. */
  #drawNear() {
    const map = this.passages.length > MANY && this.#current();
    if (!map || !this.#nearby.look(map)) return;
    this.#highlights?.drawNear(this.near);
    this.dispatchEvent(new CustomEvent("near-changed", { bubbles: true }));
  }

  /**
   * Give a passing look to these spans only.
   * @param {import("../page/highlights.js").PassingLook} look
   * @param {readonly Span[]} spans
   */
  point(look, spans) {
    if (this.#current()) this.#highlights?.point(look, spans);
  }

  /**
   * Select a span, or nothing, without the browser's own selection.
   * @param {Span | null} span
   */
  select(span) {
    const map = this.#current();
    this.selected = span && map ? { ...span, exact: map.exact(span) } : null;
    const detail = this.selected;
    this.dispatchEvent(new CustomEvent("passage-selected", { bubbles: true, detail }));
  }

  /**
   * Put the sentence cursor on a span.
   * @param {Span} span
   * @param {string} [first] what is said before its words
   */
  walkTo({ start, end }, first = "") {
    const { points } = this.#current() ?? {};
    if (points) this.#cursor.standOn({ from: points.toUnit(start), to: points.toUnit(end) }, first);
  }

  /** Whatever is selected, by whatever means, no longer is. */
  deselect() {
    this.#cursor.leave();
    document.getSelection()?.removeAllRanges();
    this.select(null);
  }

  /**
   * The passages of a claim.
   * @param {string | null} claim
   * @returns {readonly Passage[]}
   */
  passagesOf(claim) {
    return (claim && this.#ofClaim.get(claim)) || [];
  }

  /**
   * The passages under a point of the window, innermost first.
   * @param {number} x
   * @param {number} y
   */
  passagesAt(x, y) {
    return (this.#current() && this.#highlights?.at(x, y)) ?? [];
  }

  /**
   * The lines on which a span stands, in window coordinates.
   * @param {Span} span
   */
  lines(span) {
    const range = this.#current()?.range(span);
    return range ? [...range.getClientRects()].filter((rect) => rect.width > 0) : [];
  }

  /**
   * A stretch of the text in code points.
   * @param {Stretch} stretch
   * @returns {Span}
   */
  spanOf({ from, to }) {
    const { points } = /** @type {TextMap} */ (this.map);
    return { start: points.fromUnit(from), end: points.fromUnit(to) };
  }

  /** The map, made anew if the text's nodes have changed since. */
  #current() {
    if (this.#stale) this.#readText();
    return this.map;
  }

  #readText() {
    this.#stale = false;
    this.map = null;
    const notice = document.getElementById("text-changed");
    try {
      this.map = new TextMap(this.article);
      if (this.#highlights) this.#highlights.map = this.map;
    } catch (error) {
      if (!(error instanceof TextChanged)) throw error;
    }
    if (notice) notice.hidden = this.map !== null;
  }

  /** @param {Range | null} range */
  #report(range) {
    const span = range && this.#current()?.span(range);
    if (span) this.#cursor.leave();
    if (span || !this.#cursor.isOn) this.select(span ?? null);
  }

  /** @param {Event} event */
  #command(event) {
    const { detail } = /** @type {CustomEvent<string>} */ (event);
    const leaves = detail === "leave" && this.selected !== null;
    if (leaves) this.deselect();
    if (leaves || this.#cursor.does(detail)) event.preventDefault();
  }
}
