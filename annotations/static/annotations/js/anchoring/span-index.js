/**
 * Which spans hold a place, and where do they overlap? Pure; built once for a set of spans.
 * @typedef {import("./text-map.js").Span} Span
 */
import { firstIndex } from "./code-points.js";

/**
 * Spans in reading order; of those that begin together the longest first.
 * @param {Span} a
 * @param {Span} b
 */
const inReadingOrder = (a, b) => a.start - b.start || b.end - a.end;

/** @template {Span} S */
export class SpanIndex {
  /** @param {readonly S[]} spans */
  constructor(spans) {
    this.spans = [...spans].sort(inReadingOrder);
    let furthest = -1;
    // How far any span up to this one reaches: lets a look-up stop early on its way back.
    this.reach = this.spans.map(({ end }) => (furthest = Math.max(furthest, end)));
  }

  /**
   * The spans that hold the character at `offset`, innermost first.
   * @param {number} offset
   * @returns {S[]}
   */
  at(offset) {
    const found = [];
    let i = firstIndex(this.spans.length, (index) => this.spans[index].start > offset) - 1;
    for (; i >= 0 && this.reach[i] > offset; i -= 1) {
      if (this.spans[i].end > offset) found.push(this.spans[i]);
    }
    return found.sort((a, b) => a.end - a.start - (b.end - b.start));
  }

  /**
   * Every stretch that two or more spans cover, with how many there are.
   * @returns {(Span & {depth: number})[]} in order, disjoint
   */
  overlaps() {
    const edges = this.spans.flatMap(({ start, end }) => [
      { at: start, step: 1 },
      { at: end, step: -1 },
    ]);
    edges.sort((a, b) => a.at - b.at);
    /** @type {(Span & {depth: number})[]} */
    const stretches = [];
    let depth = 0;
    edges.forEach(({ at, step }, i) => {
      const start = i ? edges[i - 1].at : 0;
      if (depth > 1 && at > start) stretches.push({ start, end: at, depth });
      depth += step;
    });
    return stretches;
  }
}
