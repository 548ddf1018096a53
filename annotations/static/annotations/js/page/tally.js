import { gettext, interpolate, ngettext } from "../words.js";

/**
 * How much of a document is taken in, as a sentence.
 * @param {readonly {taken: boolean, text: string}[]} blocks
 * @returns {string} e.g. "12 of 20 blocks, 1,034 words"
 */
export function tally(blocks) {
  const taken = blocks.filter((block) => block.taken);
  const words = taken.reduce((sum, { text }) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
  const all = blocks.length;
  return interpolate(gettext("%(blocks)s, %(words)s"), {
    blocks: interpolate(
      ngettext("%(some)s of %(count)s block", "%(some)s of %(count)s blocks", all),
      { some: taken.length, count: all },
    ),
    words: interpolate(ngettext("%(count)s word", "%(count)s words", words), { count: words }),
  });
}
