/**
 * Words for people, in the language of the page: Django's catalogue, which templates/base.html
 * loads before any module. Where there is none, as in tests of a module, the English ones stand.
 *
 * `makemessages -d djangojs` finds what is passed to gettext() and ngettext(), so pass literals.
 *
 * @typedef {{gettext(words: string): string,
 *   ngettext(one: string, many: string, count: number): string}} Catalogue
 */
const catalogue = /** @type {{django?: Catalogue}} */ (globalThis).django;

/**
 * @param {string} words
 * @returns {string}
 */
export const gettext = (words) => catalogue?.gettext(words) ?? words;

/**
 * @param {string} one
 * @param {string} many
 * @param {number} count
 * @returns {string}
 */
export const ngettext = (one, many, count) =>
  catalogue?.ngettext(one, many, count) ?? (count === 1 ? one : many);

/** The language of the page, as a BCP 47 tag. */
export const languageOfPage = () => globalThis.document?.documentElement.lang || "en";

/** The time zone in which the page tells times; undefined for the browser's own. */
export const zoneOfPage = () => globalThis.document?.body.dataset.zone || undefined;

/**
 * A number as the reader writes it.
 * @param {number} value
 */
const inDigits = (value) => new Intl.NumberFormat(languageOfPage()).format(value);

/**
 * Words with the values that their %(names)s stand for; numbers as the reader writes them.
 * @param {string} words
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
export const interpolate = (words, values) =>
  words.replace(/%\((\w+)\)s/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? inDigits(value) : value;
  });
