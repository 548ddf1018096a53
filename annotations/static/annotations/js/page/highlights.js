/**
 * Shows passages over the article without touching its DOM: one CSS highlight for each *look*,
 * never one for each passage, so the style sheet stays fixed and painting stays fast.
 * Where the browser has no highlight registry nothing is painted; numbers and cards still lead
 * from text to claim and back.
 */
import { SpanIndex } from "../anchoring/span-index.js";
import { ALL, touches } from "./nearby.js";

/** @typedef {import("../anchoring/text-map.js").TextMap} TextMap */
/** @typedef {import("../anchoring/text-map.js").Span} Span */
/**
 * @typedef {{id: string, claim: string, number: number, look: string, revision: number} & Span}
 *   Passage
 */

const RATING_LOOKS = /** @type {const} */ ([
  "open",
  "unverifiable",
  "true",
  "mostly-true",
  "half-true",
  "misleading",
  "mostly-false",
  "false",
]);

/** How far the text was looked at: drawn for itself, whatever passages there are. */
const COVERAGE_LOOKS = /** @type {const} */ (["unread", "read"]);

/** The look of words in a newer version on which nobody has put a claim yet. */
export const CHANGED = "changed";

/** The looks that passages give the text. */
const PASSAGE_LOOKS = /** @type {const} */ ([...RATING_LOOKS, CHANGED, "overlap-2", "overlap-3"]);

/** Every look, lowest first: a later one is painted over an earlier one. */
const LOOKS = /** @type {const} */ ([
  ...COVERAGE_LOOKS,
  ...PASSAGE_LOOKS,
  "draft",
  "hover",
  "active",
  "cursor",
]);

/** @typedef {"unread" | "read" | "hover" | "active" | "draft" | "cursor"} PassingLook */

export class Highlights {
  /** @type {Map<string, Highlight>} */
  #layers = new Map();
  /** @type {SpanIndex<Passage>} */
  #index = new SpanIndex([]);
  /** @type {readonly (Span & {depth: number})[]} where several passages lie over one another */
  #overlaps = [];
  /** The part of the text whose passages are drawn. */
  #near = ALL;
  /** @type {Map<string, string>} the spans that have each look */
  #pointed = new Map();

  /** @param {TextMap} map */
  constructor(map) {
    this.map = map;
    if (!globalThis.CSS?.highlights) return;
    LOOKS.forEach((look, priority) => {
      const layer = new Highlight();
      layer.priority = priority;
      this.#layers.set(look, layer);
      CSS.highlights.set(look, layer);
    });
  }

  /** Whether this browser can show anything. */
  get paints() {
    return this.#layers.size > 0;
  }

  /**
   * Show these passages and no others, and none of the passing looks of a claim.
   * @param {readonly Passage[]} passages
   */
  show(passages) {
    this.#index = new SpanIndex(passages);
    this.#overlaps = this.#index.overlaps();
    for (const look of LOOKS.slice(COVERAGE_LOOKS.length)) {
      this.#layers.get(look)?.clear();
      this.#pointed.delete(look);
    }
    this.#draw();
  }

  /**
   * Draw the passages in this part of the text and no others; all of them can be pointed at.
   * @param {Span} span
   */
  drawNear(span) {
    this.#near = span;
    for (const look of PASSAGE_LOOKS) this.#layers.get(look)?.clear();
    this.#draw();
  }

  #draw() {
    for (const passage of this.#index.spans) {
      if (touches(passage, this.#near)) this.#paint(passage.look, passage);
    }
    for (const stretch of this.#overlaps) {
      if (!touches(stretch, this.#near)) continue;
      this.#paint(stretch.depth > 2 ? "overlap-3" : "overlap-2", stretch);
    }
  }

  /**
   * Give a passing look to these spans and to no others. Where they have it, nothing is touched:
   * any change makes the browser look through all ranges of all looks.
   * @param {PassingLook} look
   * @param {readonly Span[]} spans
   */
  point(look, spans) {
    const places = spans.map(({ start, end }) => `${start}-${end}`).join();
    if ((this.#pointed.get(look) ?? "") === places) return;
    this.#pointed.set(look, places);
    this.#layers.get(look)?.clear();
    for (const span of spans) this.#paint(look, span);
  }

  /**
   * The passages under a point of the window, innermost first.
   * @param {number} x
   * @param {number} y
   */
  at(x, y) {
    const offset = offsetAt(this.map, x, y);
    return offset === null ? [] : this.#index.at(offset);
  }

  /**
   * @param {string} look one that the style sheet does not know is shown as open
   * @param {Span} span
   */
  #paint(look, span) {
    // A range of its own each time: engines paint a range that two highlights share only once.
    (this.#layers.get(look) ?? this.#layers.get("open"))?.add(this.map.range(span));
  }
}

/**
 * The code point of the character whose box holds a point of the window, or null.
 * @param {TextMap} map
 * @param {number} x
 * @param {number} y
 */
export function offsetAt(map, x, y) {
  const caret = caretAt(x, y);
  if (!(caret?.node instanceof Text)) return null;
  // The caret is the nearest gap between two characters, however far away the point is: only a
  // box of one of these two can hold it.
  for (const at of [caret.offset, caret.offset - 1]) {
    if (at < 0 || at >= caret.node.length) continue;
    const box = document.createRange();
    box.setStart(caret.node, at);
    box.setEnd(caret.node, at + 1);
    if ([...box.getClientRects()].some((rect) => holds(rect, x, y))) {
      return map.pointIn(caret.node, at);
    }
  }
  return null;
}

/**
 * The gap between two letters that is nearest to a point of the window.
 * @param {number} x
 * @param {number} y
 * @returns {{node: Node, offset: number} | null}
 */
export function caretAt(x, y) {
  if (document.caretPositionFromPoint) {
    const position = document.caretPositionFromPoint(x, y);
    return position && { node: position.offsetNode, offset: position.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y); // Safari before 26.2
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}

/**
 * @param {DOMRect} rect
 * @param {number} x
 * @param {number} y
 */
function holds(rect, x, y) {
  return x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom;
}
