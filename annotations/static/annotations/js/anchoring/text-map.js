/**
 * Where a place on the page stands in the version's text, and back.
 *
 *     DOM point  <->  UTF-16 unit of `text`  <->  code point
 *
 * What the page promises, checked when a map is made:
 *   - every block (p, h2, li, ...) says with data-start and data-end which code points of the
 *     version it shows; blocks stand in order and none holds another;
 *   - between two blocks the version has nothing but line ends;
 *   - what is on the screen and not in the version stands under [data-not-text].
 *
 * A map describes the nodes as they are: make a new one when text nodes were split or replaced.
 */
import { CodePoints, firstIndex } from "./code-points.js";

/** @typedef {{start: number, end: number}} Span code points, end exclusive */
/** @typedef {{node: Text, from: number}} Run a text node and the unit its first letter has */
/** @typedef {{element: HTMLElement, from: number, to: number}} Block its extent in units */

/** The page does not show the text the server sent: it was translated, or changed by an add-on. */
export class TextChanged extends Error {}

const clusters = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const BLANK = /\s/;

export class TextMap {
  /** @type {Block[]} */
  blocks = [];
  /** @type {Run[]} */
  #runs = [];
  /** @type {Map<Node, Run>} */
  #runOf = new Map();

  /**
   * @param {Element} root holds the blocks
   * @throws {TextChanged} when the blocks do not add up
   */
  constructor(root) {
    /** @type {string[]} */
    const parts = []; // joined once: adding to one growing string is ten times slower
    let units = 0;
    let points = 0;
    for (const element of root.querySelectorAll("[data-start]")) {
      const block = /** @type {HTMLElement} */ (element);
      const start = Number(block.dataset.start);
      if (!(start >= points)) throw new TextChanged(`the block at ${start} begins too early`);
      parts.push("\n".repeat(start - points));
      units += start - points;
      const text = this.#readBlock(block, units);
      points = start + new CodePoints(text).length;
      if (points !== Number(block.dataset.end)) {
        throw new TextChanged(`the block at ${start} ends at ${points}, not ${block.dataset.end}`);
      }
      parts.push(text);
      units += text.length;
    }
    /** The version's text, as the page shows it. */
    this.text = parts.join("");
    this.points = new CodePoints(this.text);
  }

  /**
   * Take in the text nodes of a block that begins at unit `from`.
   * @param {HTMLElement} element
   * @param {number} from
   * @returns {string} their text
   */
  #readBlock(element, from) {
    let text = "";
    for (const node of textNodes(element)) {
      const run = { node, from: from + text.length };
      this.#runs.push(run);
      this.#runOf.set(node, run);
      text += node.data;
    }
    this.blocks.push({ element, from, to: from + text.length });
    return text;
  }

  /**
   * The version's text[start:end].
   * @param {Span} span
   */
  exact({ start, end }) {
    return this.text.slice(this.points.toUnit(start), this.points.toUnit(end));
  }

  /**
   * The unit of any point of the document; outside of the text it is the next letter's.
   * @param {Node} node
   * @param {number} offset
   */
  unitAt(node, offset) {
    const run = this.#runOf.get(node);
    if (run) return run.from + offset;
    const point = document.createRange();
    point.setStart(node, offset);
    const next = firstIndex(
      this.#runs.length,
      (i) => point.comparePoint(this.#runs[i].node, 0) >= 0,
    );
    return next < this.#runs.length ? this.#runs[next].from : this.text.length;
  }

  /**
   * The code point of the letter that follows a point in one of our text nodes, else null.
   * @param {Node} node
   * @param {number} offset
   */
  pointIn(node, offset) {
    const run = this.#runOf.get(node);
    return run ? this.points.fromUnit(run.from + offset) : null;
  }

  /**
   * The passage that a DOM range covers: without blank edges, whole characters as a reader
   * sees them. Null when nothing but blanks is covered.
   * @param {AbstractRange} range
   * @returns {Span | null}
   */
  span(range) {
    let from = this.unitAt(range.startContainer, range.startOffset);
    let to = this.unitAt(range.endContainer, range.endOffset);
    // A triple click ends at the start of the next block, a drag may begin in the page's margin:
    // without its blank edges the range is what the reader saw.
    while (from < to && BLANK.test(this.text[from])) from += 1;
    while (from < to && BLANK.test(this.text[to - 1])) to -= 1;
    if (from >= to) return null;
    return {
      start: this.points.fromUnit(this.#clusterAround(from).from),
      end: this.points.fromUnit(this.#clusterAround(to).to),
    };
  }

  /**
   * The tightest DOM range over a span; both its ends lie in text nodes.
   * @param {Span} span
   * @throws {RangeError} when the page has no letter there
   */
  range({ start, end }) {
    const from = this.points.toUnit(start);
    const to = this.points.toUnit(end);
    const runs = this.#runs;
    const first = runs[firstIndex(runs.length, (i) => runs[i].from + runs[i].node.length > from)];
    const last = runs[firstIndex(runs.length, (i) => runs[i].from >= to) - 1];
    if (!first || !last || first.from >= to || last.from + last.node.length <= from) {
      throw new RangeError(`no text at ${start}-${end}`);
    }
    const range = document.createRange();
    range.setStart(first.node, Math.max(0, from - first.from));
    range.setEnd(last.node, Math.min(last.node.length, to - last.from));
    return range;
  }

  /**
   * The grapheme cluster that a unit stands inside of, in units; the unit itself on an edge.
   * @param {number} unit
   */
  #clusterAround(unit) {
    const block = this.blocks[firstIndex(this.blocks.length, (i) => this.blocks[i].to >= unit)];
    if (!block || unit <= block.from || unit >= block.to) return { from: unit, to: unit };
    const text = this.text.slice(block.from, block.to);
    const cluster = clusters.segment(text).containing(unit - block.from);
    const from = block.from + (cluster?.index ?? 0);
    if (!cluster || from === unit) return { from: unit, to: unit };
    return { from, to: from + cluster.segment.length };
  }
}

/**
 * The text nodes under an element that belong to the version.
 * @param {Element} element
 * @returns {Generator<Text>}
 */
function* textNodes(element) {
  const walker = document.createTreeWalker(
    element,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    (node) => {
      if (node instanceof Text) return NodeFilter.FILTER_ACCEPT;
      const isOurs = /** @type {Element} */ (node).hasAttribute("data-not-text");
      return isOurs ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    },
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = /** @type {Text} */ (node);
    if (text.length) yield text;
  }
}
