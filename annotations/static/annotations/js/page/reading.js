/**
 * A text as one goes through it: by sentences, words and letters, block by block. Pure but for
 * Intl. Punctuation that stands together is a word of its own; blanks belong to nothing.
 *
 * @typedef {{from: number, to: number}} Stretch in UTF-16 units
 * @typedef {"sentence" | "word" | "letter"} Size
 */
import { firstIndex } from "../anchoring/code-points.js";

const GRANULARITY = /** @type {const} */ ({
  sentence: "sentence",
  word: "word",
  letter: "grapheme",
});

export class Reading {
  /** @type {Map<string, Stretch[]>} by size and block */
  #known = new Map();

  /**
   * @param {string} text
   * @param {readonly Stretch[]} blocks in order
   * @param {string} language a BCP 47 tag, or "" for the browser's own
   * @param {readonly Stretch[]} [sentences] in order, as the site counts them; without any, the
   *   browser cuts the blocks
   */
  constructor(text, blocks, language, sentences = []) {
    this.text = text;
    this.blocks = blocks;
    this.language = language || undefined;
    this.sentences = sentences;
  }

  /**
   * The first stretch of which this edge lies after a place, or null.
   * @param {Size} size
   * @param {"from" | "to"} edge
   * @param {number} unit
   * @returns {Stretch | null}
   */
  after(size, edge, unit) {
    const { length } = this.blocks;
    for (let i = firstIndex(length, (at) => this.blocks[at].to > unit); i < length; i += 1) {
      const found = this.#stretches(size, i).find((stretch) => stretch[edge] > unit);
      if (found) return found;
    }
    return null;
  }

  /**
   * The last stretch of which this edge lies before a place, or null.
   * @param {Size} size
   * @param {"from" | "to"} edge
   * @param {number} unit
   * @returns {Stretch | null}
   */
  before(size, edge, unit) {
    let i = firstIndex(this.blocks.length, (at) => this.blocks[at].from >= unit) - 1;
    for (; i >= 0; i -= 1) {
      const found = this.#stretches(size, i).findLast((stretch) => stretch[edge] < unit);
      if (found) return found;
    }
    return null;
  }

  /**
   * @param {Size} size
   * @param {number} i which block
   */
  #stretches(size, i) {
    const name = `${size} ${i}`;
    const isGiven = size === "sentence" && this.sentences.length > 0;
    const cut = () => (isGiven ? this.#given(this.blocks[i]) : this.#cut(size, this.blocks[i]));
    const known = this.#known.get(name) ?? cut();
    this.#known.set(name, known);
    return known;
  }

  /**
   * The sentences of a block, as they were given.
   * @param {Stretch} block
   */
  #given({ from, to }) {
    const { sentences } = this;
    const first = firstIndex(sentences.length, (i) => sentences[i].from >= from);
    return sentences.slice(
      first,
      firstIndex(sentences.length, (i) => sentences[i].from >= to),
    );
  }

  /**
   * @param {Size} size
   * @param {Stretch} block
   */
  #cut(size, { from, to }) {
    const segmenter = new Intl.Segmenter(this.language, { granularity: GRANULARITY[size] });
    const segments = segmenter.segment(this.text.slice(from, to));
    /** @type {(Stretch & {isSign: boolean})[]} */
    const found = [];
    for (const { segment, index, isWordLike } of segments) {
      const begin = from + index + (segment.length - segment.trimStart().length);
      const end = begin + segment.trim().length;
      if (begin === end) continue;
      const isSign = size === "word" && !isWordLike;
      const last = found.at(-1);
      if (isSign && last?.isSign && last.to === begin) last.to = end;
      else found.push({ from: begin, to: end, isSign });
    }
    return found.map((stretch) => ({ from: stretch.from, to: stretch.to }));
  }
}
