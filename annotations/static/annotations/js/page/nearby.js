/**
 * The part of a long text that is near the window. What is far from it need not be drawn: with
 * every change of the page the browser looks through all that is.
 */
import { firstIndex } from "../anchoring/code-points.js";

/** @typedef {import("../anchoring/text-map.js").Span} Span */
/** @typedef {import("../anchoring/text-map.js").TextMap} TextMap */

/** How many windows above and below this one are near. */
const NEAR = 2;
/** Before fewer than so many are left in the way one scrolls, it is time for another part. */
const LEFT = 1;

/** @type {Span} */
export const ALL = { start: 0, end: Infinity };

export class Nearby {
  /** Whole blocks, in code points. */
  span = ALL;
  /** Where the window may be scrolled to while this part serves, in pixels. */
  #from = Infinity;
  #to = -Infinity;

  /** Forget it: the text was laid out anew. */
  forget() {
    this.#from = Infinity;
  }

  /**
   * Look where the window is.
   * @param {TextMap} map
   * @returns {boolean} whether another part is near now
   */
  look({ blocks, points }) {
    const { scrollY, innerHeight } = window;
    if (scrollY >= this.#from && scrollY <= this.#to) return false;
    const slack = (NEAR - LEFT) * innerHeight;
    [this.#from, this.#to] = [scrollY - slack, scrollY + slack];
    const box = (/** @type {number} */ i) => blocks[i].element.getBoundingClientRect();
    const [top, bottom] = [-NEAR * innerHeight, (1 + NEAR) * innerHeight];
    const first = firstIndex(blocks.length, (i) => box(i).bottom > top);
    const behind = firstIndex(blocks.length, (i) => box(i).top >= bottom);
    const start = points.fromUnit(blocks[first]?.from ?? 0);
    const span = { start, end: points.fromUnit(blocks[behind - 1]?.to ?? 0) };
    const isOther = span.start !== this.span.start || span.end !== this.span.end;
    this.span = span;
    return isOther;
  }
}

/**
 * Whether two spans share a letter.
 * @param {Span} one
 * @param {Span} other
 */
export const touches = (one, other) => one.start < other.end && other.start < one.end;
