/**
 * Words that were typed and not sent yet, kept in this browser until the site has taken them.
 *
 * Each form of a user has a place of its own, and in it each page that writes there: two tabs
 * that fill in the same form never overwrite each other. Pure but for the storage it is given.
 *
 * @typedef {Record<string, string[]>} Values what stands in each field
 * @typedef {object} Kept
 * @property {string} writer the page that wrote it
 * @property {number} at milliseconds
 * @property {string} once the key of the form, by which it is saved once
 * @property {Values} values
 * @property {Values} base what the form began from
 */
import { isRecord, parsed } from "./stored.js";

const PREFIX = "factcheck.draft";
const FORGOTTEN_AFTER = 30 * 24 * 3600 * 1000;

export class DraftStore {
  /**
   * @param {Storage} storage
   * @param {string} user
   */
  constructor(storage, user) {
    this.storage = storage;
    this.prefix = `${PREFIX} ${user} `;
  }

  /** The places of forms in which something is kept. */
  get places() {
    return Object.keys(this.storage)
      .filter((key) => key.startsWith(this.prefix))
      .map((key) => key.slice(this.prefix.length));
  }

  /**
   * What is kept for a form, the newest first.
   * @param {string} place
   * @returns {Kept[]}
   */
  read(place) {
    return parse(this.storage.getItem(this.prefix + place)).toSorted((a, b) => b.at - a.at);
  }

  /**
   * Keep what a page has written, instead of what it wrote before.
   * @param {string} place
   * @param {Kept} kept
   * @returns {boolean} false where this browser keeps nothing
   */
  write(place, kept) {
    return this.#put(place, [
      kept,
      ...this.read(place).filter(({ writer }) => writer !== kept.writer),
    ]);
  }

  /**
   * @param {string} place
   * @param {(kept: Kept) => boolean} which
   */
  remove(place, which) {
    this.#put(
      place,
      this.read(place).filter((kept) => !which(kept)),
    );
  }

  /**
   * The site has taken a form: nothing of it need be kept.
   * @param {string} once
   */
  taken(once) {
    for (const place of this.places) this.remove(place, (kept) => kept.once === once);
  }

  /** Forget everything of this user. */
  clear() {
    for (const place of this.places) this.#put(place, []);
  }

  /**
   * Forget what nobody, whoever they are, came back for.
   * @param {number} now milliseconds
   */
  forgetOld(now) {
    for (const key of Object.keys(this.storage)) {
      if (!key.startsWith(`${PREFIX} `)) continue;
      const kept = parse(this.storage.getItem(key));
      if (kept.every(({ at }) => now - at > FORGOTTEN_AFTER)) this.storage.removeItem(key);
    }
  }

  /**
   * @param {string} place
   * @param {Kept[]} all
   */
  #put(place, all) {
    try {
      if (all.length) this.storage.setItem(this.prefix + place, JSON.stringify(all));
      else this.storage.removeItem(this.prefix + place);
      return true;
    } catch (error) {
      if (error instanceof DOMException) return false; // it is full, or may not be used
      throw error;
    }
  }
}

/**
 * @param {string | null} json
 * @returns {Kept[]}
 */
function parse(json) {
  const all = parsed(json);
  return Array.isArray(all) ? all.filter(isKept) : [];
}

/**
 * @param {unknown} value
 * @returns {value is Kept}
 */
const isKept = (value) =>
  isRecord(value) &&
  typeof value.writer === "string" &&
  typeof value.at === "number" &&
  typeof value.once === "string" &&
  isValues(value.values) &&
  isValues(value.base);

/**
 * @param {unknown} values
 * @returns {values is Values}
 */
const isValues = (values) =>
  isRecord(values) &&
  Object.values(values).every(
    (all) => Array.isArray(all) && all.every((one) => typeof one === "string"),
  );
