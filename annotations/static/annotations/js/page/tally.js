/**
 * How much of a document is taken in, as a sentence.
 * @param {readonly {taken: boolean, text: string}[]} blocks
 * @param {string} language for the numbers, a BCP 47 tag or ""
 * @returns {string} e.g. "12 of 20 blocks, 1,034 words"
 */
export function tally(blocks, language) {
  const number = new Intl.NumberFormat(language || "en");
  const taken = blocks.filter((block) => block.taken);
  const words = taken.reduce((sum, { text }) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
  const [some, all] = [taken.length, blocks.length].map((count) => number.format(count));
  const [blockWord, wordWord] = [noun("block", blocks.length), noun("word", words)];
  return `${some} of ${all} ${blockWord}, ${number.format(words)} ${wordWord}`;
}

/**
 * @param {string} word
 * @param {number} count
 */
const noun = (word, count) => (count === 1 ? word : `${word}s`);
