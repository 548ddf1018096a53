/**
 * How far a text was looked at: the same as annotations/coverage/sentences.py says, with cases in
 * common. A sentence is read when a claim was marked in it, or when readings hold all of its
 * words. Pure; offsets are code points, end exclusive.
 *
 * @typedef {import("../anchoring/text-map.js").Span} Span
 * @typedef {"claim" | "read" | "unread"} State of words
 */
import { firstIndex } from "../anchoring/code-points.js";

export class Coverage {
  /**
   * @param {readonly Span[]} sentences in order, disjoint
   * @param {readonly Span[]} claims where passages stand
   * @param {readonly Span[]} readings words without a claim, and the blanks behind them
   */
  constructor(sentences, claims, readings) {
    this.sentences = sentences;
    this.claims = merged(claims);
    this.readings = merged(readings);
    const states = sentences.map((sentence) => this.#stateOf(sentence));
    this.unread = sentences.filter((_, i) => states[i] === "unread");
    this.withClaims = states.filter((state) => state === "claim").length;
    this.without = states.filter((state) => state === "read").length;
  }

  /** How many sentences somebody has looked at. */
  get read() {
    return this.sentences.length - this.unread.length;
  }

  /**
   * What is known of words, be they a sentence or not: one unread word is enough.
   * @param {Span} span
   * @returns {State}
   */
  stateOf(span) {
    if (touches(this.claims, span)) return "claim";
    return touches(this.unread, span) ? "unread" : "read";
  }

  /**
   * The first unread sentence that begins at a place or after it, else the first of all.
   * @param {number} place
   * @returns {Span | null}
   */
  nextUnread(place) {
    const { unread } = this;
    const next = firstIndex(unread.length, (i) => unread[i].start >= place);
    return unread[next] ?? unread[0] ?? null;
  }

  /** What is unread, neighbours in one: a browser paints few long stretches faster. */
  get stretches() {
    /** @type {Span[]} */
    const found = [];
    let i = -1;
    for (const sentence of this.unread) {
      const last = found.at(-1);
      if (last && this.sentences[i]?.end === last.end && this.sentences[i + 1] === sentence) {
        last.end = sentence.end;
      } else {
        found.push({ ...sentence });
      }
      i = this.sentences.indexOf(sentence, i + 1);
    }
    return found;
  }

  /**
   * @param {Span} sentence
   * @returns {State}
   */
  #stateOf(sentence) {
    if (touches(this.claims, sentence)) return "claim";
    return holds(this.readings, sentence) ? "read" : "unread";
  }
}

/**
 * Spans from numbers in a row: start, end, start, end, ...
 * @param {readonly number[]} flat
 * @returns {Span[]}
 */
export function spansOf(flat) {
  const found = [];
  for (let i = 0; i < flat.length; i += 2) found.push({ start: flat[i], end: flat[i + 1] });
  return found;
}

/**
 * Each span with the blanks that follow it: what is read on both sides of them is read through.
 * @param {readonly Span[]} spans
 * @param {string} text
 * @param {import("../anchoring/code-points.js").CodePoints} points of that text
 * @returns {Span[]}
 */
export function overBlanks(spans, text, points) {
  return spans.map(({ start, end }) => {
    let unit = points.toUnit(end);
    while (unit < text.length && BLANK.test(text[unit])) unit += 1;
    return { start, end: points.fromUnit(unit) };
  });
}

const BLANK = /\s/;

/**
 * The same words in as few spans as can be, in order.
 * @param {readonly Span[]} spans
 */
function merged(spans) {
  /** @type {Span[]} */
  const found = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}

/**
 * Whether one of these spans, in order and disjoint, shares a character with a span.
 * @param {readonly Span[]} spans
 * @param {Span} span
 */
function touches(spans, { start, end }) {
  const first = spans[firstIndex(spans.length, (i) => spans[i].end > start)];
  return first !== undefined && first.start < end;
}

/**
 * Whether one of these spans, in order and disjoint, has the whole of a span in it.
 * @param {readonly Span[]} spans
 * @param {Span} span
 */
function holds(spans, { start, end }) {
  const first = spans[firstIndex(spans.length, (i) => spans[i].end >= end)];
  return first !== undefined && first.start <= start;
}

/**
 * What is left of spans once others are cut out of them: in order, disjoint.
 * @param {readonly Span[]} spans
 * @param {readonly Span[]} cuts
 */
export function without(spans, cuts) {
  const others = merged(cuts);
  /** @type {Span[]} */
  const left = [];
  for (const { start, end } of merged(spans)) {
    let from = start;
    let i = firstIndex(others.length, (at) => others[at].end > start);
    for (; i < others.length && others[i].start < end; i += 1) {
      if (others[i].start > from) left.push({ start: from, end: others[i].start });
      from = Math.max(from, others[i].end);
    }
    if (from < end) left.push({ start: from, end });
  }
  return left;
}
