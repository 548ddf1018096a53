/**
 * The sentences of a text, for those who select without a mouse. Pure but for Intl.
 * @typedef {{from: number, to: number}} Stretch in UTF-16 units
 */

/**
 * Sentences of the blocks of a text, without blank edges; none crosses a block.
 * @param {string} text
 * @param {readonly Stretch[]} blocks
 * @param {string} language a BCP 47 tag, or "" for the browser's own
 * @returns {Generator<Stretch>}
 */
export function* sentencesOf(text, blocks, language) {
  const segmenter = new Intl.Segmenter(language || undefined, { granularity: "sentence" });
  for (const { from, to } of blocks) {
    for (const { segment, index } of segmenter.segment(text.slice(from, to))) {
      const blank = segment.length - segment.trimStart().length;
      const length = segment.trim().length;
      if (length) yield { from: from + index + blank, to: from + index + blank + length };
    }
  }
}

/**
 * The first sentence that begins after a place, or null.
 * @param {Iterable<Stretch>} sentences in order
 * @param {number} unit
 */
export function sentenceAfter(sentences, unit) {
  for (const sentence of sentences) if (sentence.from > unit) return sentence;
  return null;
}

/**
 * The last sentence that begins before a place, or null.
 * @param {Iterable<Stretch>} sentences in order
 * @param {number} unit
 */
export function sentenceBefore(sentences, unit) {
  let before = null;
  for (const sentence of sentences) {
    if (sentence.from >= unit) break;
    before = sentence;
  }
  return before;
}
