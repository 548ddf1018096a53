/**
 * The text of an article, in which a reader selects words and points at claims.
 *
 * Says, bubbling:
 *   - `passage-selected`, detail {start, end, exact}, or null when nothing is selected any more;
 *   - `claims-pointed`, detail {claims, pressed}: the claims under the pointer, innermost first;
 *   - `article-shown` when passages were (re)drawn.
 * Does the commands next-sentence and previous-sentence.
 */
import { TextChanged, TextMap } from "../anchoring/text-map.js";
import { announce } from "../page/announce.js";
import { passagesIn } from "../page/answer.js";
import { Highlights } from "../page/highlights.js";
import { selectedRange, watchSelection } from "../page/selection.js";
import { sentenceAfter, sentenceBefore, sentencesOf } from "../page/sentences.js";
import { gettext } from "../words.js";

/** @typedef {import("../page/highlights.js").Passage} Passage */
/** @typedef {import("../anchoring/text-map.js").Span} Span */

export class ArticleText extends HTMLElement {
  /** @type {readonly Passage[]} */
  passages = [];
  /** @type {TextMap | null} null where the page does not show the server's text */
  map = null;
  /** @type {Highlights | null} */
  #highlights = null;
  #stale = false;
  #frame = 0;
  #connection = new AbortController();

  get article() {
    return /** @type {HTMLElement} */ (this.querySelector("article"));
  }

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    watchSelection((range) => this.#report(range), signal);
    document.addEventListener("command", (event) => this.#command(event), { signal });
    this.addEventListener("pointermove", (event) => this.#hover(event), { signal });
    this.addEventListener("pointerleave", () => this.#tellPointed([], false), { signal });
    this.addEventListener("click", (event) => this.#press(event), { signal });
    const watcher = new MutationObserver(() => (this.#stale = true));
    watcher.observe(this.article, { childList: true, characterData: true, subtree: true });
    signal.addEventListener("abort", () => watcher.disconnect());
    this.show();
  }

  disconnectedCallback() {
    this.#connection.abort();
  }

  /** Read text and passages from the page anew and draw them. */
  show() {
    this.passages = passagesIn(document) ?? [];
    this.#readText();
    if (!this.map) return;
    this.#highlights ??= new Highlights(this.map);
    this.#highlights.map = this.map;
    this.#highlights.show(this.passages);
    this.toggleAttribute("data-painted", this.#highlights.paints);
    this.dispatchEvent(new CustomEvent("article-shown", { bubbles: true }));
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
   * The passages of a claim.
   * @param {string | null} claim
   */
  passagesOf(claim) {
    return this.passages.filter((passage) => passage.claim === claim);
  }

  /**
   * The lines on which a span stands, in window coordinates.
   * @param {Span} span
   */
  lines(span) {
    const range = this.#current()?.range(span);
    return range ? [...range.getClientRects()].filter((rect) => rect.width > 0) : [];
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
    const map = this.#current();
    const span = range && map?.span(range);
    const detail = span && map ? { ...span, exact: map.exact(span) } : null;
    this.dispatchEvent(new CustomEvent("passage-selected", { bubbles: true, detail }));
  }

  /** @param {PointerEvent} event */
  #hover({ clientX, clientY, pointerType }) {
    if (pointerType === "touch") return;
    cancelAnimationFrame(this.#frame); // once a frame is enough
    this.#frame = requestAnimationFrame(() => {
      this.#tellPointed(this.#claimsAt(clientX, clientY), false);
    });
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const pressed = /** @type {Element} */ (event.target).closest("a");
    if (pressed?.matches(".ref")) {
      event.preventDefault();
      this.#tellPointed([pressed.hash.replace("#claim-", "")], true);
    } else if (!pressed && document.getSelection()?.isCollapsed) {
      this.#tellPointed(this.#claimsAt(event.clientX, event.clientY), true);
    }
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  #claimsAt(x, y) {
    if (!this.#current()) return [];
    return [...new Set(this.#highlights?.at(x, y).map(({ claim }) => claim))];
  }

  /**
   * @param {string[]} claims
   * @param {boolean} pressed
   */
  #tellPointed(claims, pressed) {
    this.article.classList.toggle("on-claim", claims.length > 0);
    if (!pressed) this.point("hover", this.passagesOf(claims[0] ?? null));
    const detail = { claims, pressed };
    this.dispatchEvent(new CustomEvent("claims-pointed", { bubbles: true, detail }));
  }

  /** @param {Event} event */
  #command(event) {
    const { detail } = /** @type {CustomEvent<string>} */ (event);
    if (detail !== "next-sentence" && detail !== "previous-sentence") return;
    event.preventDefault();
    this.#selectSentence(detail === "next-sentence");
  }

  /** @param {boolean} forward */
  #selectSentence(forward) {
    const map = this.#current();
    if (!map) return;
    const selected = selectedRange();
    const here = selected
      ? map.unitAt(selected.startContainer, selected.startOffset)
      : this.#firstVisibleUnit(map) - 1;
    const sentences = sentencesOf(map.text, map.blocks, this.article.lang);
    const next = forward ? sentenceAfter(sentences, here) : sentenceBefore(sentences, here);
    if (!next) return announce(gettext("No further sentence."));
    const range = map.range({
      start: map.points.fromUnit(next.from),
      end: map.points.fromUnit(next.to),
    });
    const selection = document.getSelection();
    selection?.setBaseAndExtent(
      range.startContainer,
      range.startOffset,
      range.endContainer,
      range.endOffset,
    );
    range.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
    announce(range.toString());
  }

  /** @param {TextMap} map */
  #firstVisibleUnit(map) {
    const top = document.querySelector(".site-head")?.getBoundingClientRect().bottom ?? 0;
    return (
      map.blocks.find(({ element }) => element.getBoundingClientRect().bottom > top)?.from ?? 0
    );
  }
}
