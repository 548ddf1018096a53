/**
 * Where the cards of the margin stand. Pure: heights and wishes in, tops out.
 *
 * Each card wishes to stand at its passage. Cards never overlap, never change their order, never
 * rise above the column's top, and otherwise stand as near to their wishes as they can (the sum
 * of squared distances is least). The active card is pinned: it stands exactly at its wish. When
 * the cards above it are too high for that, those that may are shown as one line, the topmost
 * first; if even that leaves too little room, the pinned card yields downwards.
 *
 * @typedef {object} Card
 * @property {number} wish the top of its passage
 * @property {number} height
 * @property {number} line its height as one line; the same as `height` if it must stay open
 *
 * @typedef {{top: number, folded: boolean}} Place
 */

/**
 * @param {readonly Card[]} cards in reading order
 * @param {number} gap least distance between two cards
 * @param {number} pinned index of the active card, or -1
 * @returns {Place[]} in the same order
 */
export function arrange(cards, gap, pinned = -1) {
  const folded = fold(cards, gap, pinned);
  const heights = cards.map((card, i) => (folded[i] ? card.line : card.height));
  const shifts = runningSum(heights.map((height) => height + gap));
  // With every card moved up by what stands above it, "no overlap" becomes "never falling".
  const wishes = cards.map((card, i) => card.wish - shifts[i]);
  const levels = levelsAround(wishes, pinned).map((level) => Math.max(0, level));
  return cards.map((_, i) => ({ top: levels[i] + shifts[i], folded: folded[i] }));
}

/**
 * Which cards above the pinned one must become a line so that it can stand at its wish.
 * @param {readonly Card[]} cards
 * @param {number} gap
 * @param {number} pinned
 */
function fold(cards, gap, pinned) {
  const folded = cards.map(() => false);
  if (pinned < 0) return folded;
  const above = cards.slice(0, pinned);
  let excess = above.reduce((sum, { height }) => sum + height + gap, 0) - cards[pinned].wish;
  for (let i = 0; i < pinned && excess > 0; i += 1) {
    folded[i] = above[i].line < above[i].height;
    excess -= above[i].height - Math.min(above[i].line, above[i].height);
  }
  return folded;
}

/**
 * The rising sequence nearest to `wishes` that keeps the pinned one.
 * @param {number[]} wishes
 * @param {number} pinned
 */
function levelsAround(wishes, pinned) {
  if (pinned < 0) return nearestRising(wishes);
  const pin = wishes[pinned];
  return [
    ...nearestRising(wishes.slice(0, pinned)).map((level) => Math.min(level, pin)),
    pin,
    ...nearestRising(wishes.slice(pinned + 1)).map((level) => Math.max(level, pin)),
  ];
}

/**
 * The never-falling sequence with the least squared distance to `values`: neighbours in the wrong
 * order share their mean (pool adjacent violators).
 * @param {number[]} values
 */
export function nearestRising(values) {
  /** @type {{sum: number, size: number}[]} */
  const pools = [];
  for (const value of values) {
    let pool = { sum: value, size: 1 };
    for (let last = pools.at(-1); last && mean(last) > mean(pool); last = pools.at(-1)) {
      pools.pop();
      pool = { sum: last.sum + pool.sum, size: last.size + pool.size };
    }
    pools.push(pool);
  }
  return pools.flatMap((pool) => Array(pool.size).fill(mean(pool)));
}

/** @param {{sum: number, size: number}} pool */
const mean = ({ sum, size }) => sum / size;

/**
 * What stands before each item. @param {number[]} values
 */
function runningSum(values) {
  let sum = 0;
  return values.map((value) => (sum += value) - value);
}
