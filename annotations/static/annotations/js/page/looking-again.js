/**
 * Looks at the page again and again while something on it is at work, ever less often, and not
 * while nobody sees the page.
 */
import { load, Problem } from "../api.js";

const FIRST = 700; // ms until the first look
const LAST = 10_000; // ms between looks, at most
const GROWTH = 1.4;

export class LookingAgain {
  #pause = FIRST;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {() => boolean} isAtWork whether there is something to look for
   * @param {(page: Document) => void} takeIn what to do with what the page says now
   */
  constructor(isAtWork, takeIn) {
    this.isAtWork = isAtWork;
    this.takeIn = takeIn;
  }

  /** @param {AbortSignal} signal ends it */
  start(signal) {
    document.addEventListener("visibilitychange", () => this.#goOn(FIRST, signal), { signal });
    signal.addEventListener("abort", () => clearTimeout(this.#timer));
    this.#goOn(FIRST, signal);
  }

  /**
   * @param {number} pause ms until the next look
   * @param {AbortSignal} signal
   */
  #goOn(pause, signal) {
    clearTimeout(this.#timer);
    this.#pause = pause;
    if (signal.aborted || !this.isAtWork() || document.hidden) return;
    this.#timer = setTimeout(() => this.#look(signal), pause);
  }

  /** @param {AbortSignal} signal */
  async #look(signal) {
    try {
      const page = await load(location.href);
      if (!signal.aborted) this.takeIn(page);
    } catch (error) {
      if (!(error instanceof Problem)) throw error; // the next look may be answered
    }
    this.#goOn(Math.min(this.#pause * GROWTH, LAST), signal);
  }
}
