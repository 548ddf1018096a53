/**
 * Finding things by what one types of their names. Pure.
 *
 * @typedef {{says: string}} Named
 */

/**
 * Those of `things` that hold every typed word, the likeliest first; all of them where nothing
 * is typed. A word may be the beginning of one, stand inside one, or be letters of the name in
 * their order ("asc" for "Assess the claim").
 * @template {Named} Thing
 * @param {string} typed
 * @param {readonly Thing[]} things
 * @returns {Thing[]}
 */
export function found(typed, things) {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return things
    .map((thing) => ({ thing, weight: weightOf(words, plain(thing.says)) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ thing }) => thing);
}

/**
 * Without marks above letters, and without capitals.
 * @param {string} words
 */
const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * @param {readonly string[]} words
 * @param {string} name
 */
function weightOf(words, name) {
  let sum = 1;
  for (const word of words) {
    const weight = weightOfWord(word, name);
    if (!weight) return 0;
    sum += weight;
  }
  return sum;
}

/**
 * 4 where the name begins so, 3 where a word of it does, 2 inside, 1 for letters in order, 0.
 * @param {string} word
 * @param {string} name
 */
function weightOfWord(word, name) {
  if (name.startsWith(word)) return 4;
  if (name.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word))) return 3;
  if (name.includes(word)) return 2;
  return isSpelledIn(word, name) ? 1 : 0;
}

/**
 * Two letters or more, the first of which begins a word of the name.
 * @param {string} word
 * @param {string} name
 */
function isSpelledIn(word, name) {
  const [first, ...others] = word;
  if (!others.length) return false;
  return name.split(/[^\p{L}\p{N}]+/u).some((part, at, parts) => {
    if (!part.startsWith(first)) return false;
    let from = 1;
    const rest = parts.slice(at).join("");
    return others.every((letter) => (from = rest.indexOf(letter, from) + 1) > 0);
  });
}
