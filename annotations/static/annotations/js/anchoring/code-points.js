/**
 * Two ways to count a text: JavaScript indexes UTF-16 units, our offsets count code points.
 * They differ by one for every character beyond U+FFFF that stands before the place.
 */

/**
 * The first index below `length` at which `holds`; `length` if there is none.
 * `holds` must be false up to some index and true from there on.
 * @param {number} length
 * @param {(index: number) => boolean} holds
 * @returns {number}
 */
export function firstIndex(length, holds) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Converts places in one string between UTF-16 units and code points. */
export class CodePoints {
  /** @type {number[]} */
  #wide = []; // unit at which each two-unit character begins, ascending

  /** @param {string} text without lone surrogates */
  constructor(text) {
    for (const { index } of text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) this.#wide.push(index);
    /** How many code points the text has. */
    this.length = text.length - this.#wide.length;
  }

  /**
   * The code point at a unit. Between the two halves of a character it is that character.
   * @param {number} unit
   */
  fromUnit(unit) {
    return unit - firstIndex(this.#wide.length, (i) => this.#wide[i] >= unit);
  }

  /**
   * The unit at which a code point begins.
   * @param {number} point
   */
  toUnit(point) {
    return point + firstIndex(this.#wide.length, (i) => this.#wide[i] - i >= point);
  }
}
