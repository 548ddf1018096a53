/**
 * How a stretch of a text moves and grows, a sentence, a word or a letter at a time. Pure: each
 * function answers with the new stretch, or null where the text ends or nothing would be left.
 *
 * @typedef {import("./reading.js").Reading} Reading
 * @typedef {import("./reading.js").Stretch} Stretch
 * @typedef {import("./reading.js").Size} Size
 * @typedef {{anchor: number, focus: number}} Walk the end that stays, and the end that moves
 * @typedef {"start" | "end"} Side
 */

/** Units around the edge of a word in which a dragged edge is drawn to it. */
const SNAP = 2;
const BLANK = /\s/;

/**
 * What lies between the two ends, without blank edges.
 * @param {Reading} reading
 * @param {Walk} walk
 * @returns {Stretch}
 */
export function stretchOf({ text }, { anchor, focus }) {
  let [from, to] = [Math.min(anchor, focus), Math.max(anchor, focus)];
  while (from < to && BLANK.test(text[from])) from += 1;
  while (from < to && BLANK.test(text[to - 1])) to -= 1;
  return { from, to };
}

/** @param {Stretch | null} stretch */
export const walkOver = (stretch) => stretch && { anchor: stretch.from, focus: stretch.to };

/**
 * The next sentence or word; from something longer than a word, first to its own first word.
 * @param {Reading} reading
 * @param {Walk} walk
 * @param {Size} size
 * @param {boolean} forward
 * @returns {Walk | null}
 */
export function stepped(reading, walk, size, forward) {
  const { from, to } = stretchOf(reading, walk);
  const first = reading.after(size, "from", from - 1);
  const narrows = size === "word" && first !== null && first.to < to;
  const next = forward
    ? reading.after(size, "from", (narrows ? from : to) - 1)
    : reading.before(size, "from", narrows ? to : from);
  return walkOver(next);
}

/**
 * The end that moves, moved; it jumps over the end that stays, so that something is left.
 * @param {Reading} reading
 * @param {Walk} walk
 * @param {Size} size
 * @param {boolean} forward
 * @returns {Walk | null}
 */
export function extended(reading, { anchor, focus }, size, forward) {
  const isShrinking = forward ? focus < anchor : focus > anchor;
  if (!isShrinking) return grown(reading, { anchor, focus }, size, forward);
  return (
    shrunk(reading, { anchor, focus }, size, forward) ??
    grown(reading, { anchor, focus: anchor }, size, forward)
  );
}

/**
 * The end that moves, one step away from the other.
 * @param {Reading} reading
 * @param {Walk} walk
 * @param {Size} size
 * @param {boolean} forward
 * @returns {Walk | null}
 */
function grown(reading, { anchor, focus }, size, forward) {
  const next = forward
    ? reading.after(size, "to", focus)?.to
    : reading.before(size, "from", focus)?.from;
  return next === undefined ? null : { anchor, focus: next };
}

/**
 * The end that moves, one step towards the other; null where nothing would be left.
 * @param {Reading} reading
 * @param {Walk} walk
 * @param {Size} size
 * @param {boolean} forward
 * @returns {Walk | null}
 */
function shrunk(reading, { anchor, focus }, size, forward) {
  const next = forward
    ? reading.after(size, "from", focus)?.from
    : reading.before(size, "to", focus)?.to;
  const isLeft = next !== undefined && (forward ? next < anchor : next > anchor);
  return isLeft ? { anchor, focus: next } : null;
}

/**
 * What an arrow asks for in a text that runs in this direction.
 * @param {string} where up, down, left or right
 * @param {string} dir rtl or not
 * @param {Size} [beside] how far left and right lead
 * @returns {{size: Size, forward: boolean}}
 */
export function meant(where, dir, beside = "word") {
  const onwards = ["down", dir === "rtl" ? "left" : "right"];
  const isBeside = where === "left" || where === "right";
  return { size: isBeside ? beside : "sentence", forward: onwards.includes(where) };
}

/**
 * One edge of a passage, moved a step.
 * @param {Reading} reading
 * @param {Stretch} stretch
 * @param {Side} side
 * @param {Size} size
 * @param {boolean} forward
 * @returns {Stretch | null}
 */
export function edgeStepped(reading, stretch, side, size, forward) {
  const edge = side === "start" ? "from" : "to";
  const next = reading[forward ? "after" : "before"](size, edge, stretch[edge]);
  const moved = next && { ...stretch, [edge]: next[edge] };
  return moved && moved.from < moved.to ? moved : null;
}

/**
 * One edge of a passage, brought to a place or, where a word begins or ends close by, to that.
 * @param {Reading} reading
 * @param {Stretch} stretch
 * @param {Side} side
 * @param {number} unit
 * @returns {Stretch}
 */
export function edgeDragged(reading, stretch, side, unit) {
  const edge = side === "start" ? "from" : "to";
  const word = nearest(reading, "word", edge, unit);
  const isNear = word !== null && Math.abs(word - unit) <= SNAP;
  const place = isNear ? word : nearest(reading, "letter", edge, unit);
  const moved = { ...stretch, [edge]: place };
  return moved.from < moved.to ? moved : { ...stretch, [edge]: leastEdge(reading, stretch, side) };
}

/**
 * The edge at which one letter is left before the other edge.
 * @param {Reading} reading
 * @param {Stretch} stretch
 * @param {Side} side
 */
function leastEdge(reading, { from, to }, side) {
  return side === "start"
    ? (reading.before("letter", "from", to)?.from ?? from)
    : (reading.after("letter", "to", from)?.to ?? to);
}

/**
 * @param {Reading} reading
 * @param {Size} size
 * @param {"from" | "to"} edge
 * @param {number} unit
 */
function nearest(reading, size, edge, unit) {
  const places = [reading.before(size, edge, unit + 1), reading.after(size, edge, unit - 1)];
  const [before, after] = places.map((stretch) => stretch?.[edge] ?? null);
  if (before === null || after === null) return before ?? after;
  return unit - before <= after - unit ? before : after;
}
