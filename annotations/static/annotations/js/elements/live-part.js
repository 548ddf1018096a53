/**
 * A part of a page that follows what others do. data-of says what it shows:
 *   - "place": the claim or article that the page is about. It is asked for anew when that changes, and
 *     what differs is taken in; a form in which one writes stays as it is. When the claim is gone,
 *     the page says so and stays.
 *   - "counts": how much waits. Asked for anew a moment after anything happened.
 *   - "rows": a list. Its rows never move under the pointer: the line in the head says how many
 *     things changed, with a link that loads the list anew.
 */
import { load, Problem } from "../api.js";
import { announce } from "../page/announce.js";
import { takeMessages } from "../page/answer.js";
import { ConnectedElement } from "../page/connected-element.js";
import { morph } from "../page/morph.js";
import { steadily } from "../page/steady.js";
import { namesOf } from "../page/telling.js";
import { gettext, interpolate, ngettext } from "../words.js";

/** @typedef {import("../page/live-source.js").News & {me: string, place: string}} News */

const SOON = 100;
const LATER = 1500; // many pages show counts: they need not all ask in the same moment

export class LivePart extends ConnectedElement {
  /** @type {Set<string>} what changed since the list was made */
  #changed = new Set();
  #timer = 0;
  #isAsking = false;

  /** @param {AbortSignal} signal */
  connect(signal) {
    const hear = (/** @type {any} */ { detail }) => this.#hear(detail);
    document.addEventListener("live-news", hear, { signal });
    signal.addEventListener("abort", () => clearTimeout(this.#timer));
  }

  /** @param {News} news */
  #hear({ facts, afresh, me, place }) {
    const of = this.dataset.of;
    const ours = of === "place" ? facts.filter((fact) => isAbout(fact, place)) : facts;
    if (!ours.length && !afresh) return;
    if (of === "place" && ours.some((fact) => isGone(fact, place))) return tellGone();
    if (of === "rows") return this.#count(ours);
    const others = ours.flatMap(({ by }) => (by && by.id !== me ? [by.name] : []));
    this.#askIn(of === "counts" ? LATER * (0.5 + Math.random()) : SOON, others);
  }

  /** @param {News["facts"]} facts */
  #count(facts) {
    for (const { thing } of facts) this.#changed.add(thing.id);
    const place = document.querySelector("live-line [data-part=changes]");
    if (!place || !this.#changed.size) return;
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = gettext("Show");
    const words = ngettext("%(count)s change:", "%(count)s changes:", this.#changed.size);
    place.replaceChildren(interpolate(words, { count: this.#changed.size }), " ", link);
  }

  /**
   * @param {number} delay
   * @param {readonly string[]} others who changed something
   */
  #askIn(delay, others) {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#take(others), delay);
  }

  /** @param {readonly string[]} others */
  async #take(others) {
    if (this.#isAsking) return this.#askIn(SOON, others);
    this.#isAsking = true;
    try {
      const page = await load(location.pathname + location.search);
      const fresh = page.querySelector(`live-part[data-of=${this.dataset.of}]`);
      if (fresh) steadily(() => morph(this, fresh));
      const people = namesOf([...new Set(others)]);
      if (people && this.dataset.of === "place") {
        announce(interpolate(gettext("Changed by %(people)s."), { people }));
      }
    } catch (error) {
      if (!(error instanceof Problem)) throw error; // the line in the head says how we stand
    } finally {
      this.#isAsking = false;
    }
  }
}

/**
 * Whether a thing is what the page is about, or a claim in the article that it is about.
 * @param {import("../page/live-source.js").Fact} fact
 * @param {string} place
 */
const isAbout = ({ thing, articles }, place) => thing.id === place || articles.includes(place);

/**
 * @param {import("../page/live-source.js").Fact} fact
 * @param {string} place
 */
const isGone = ({ thing, kind }, place) => kind === null && thing.id === place;

/** Where the claim was marked by mistake, there is nothing to ask for any more. */
function tellGone() {
  const notice = document.createElement("p");
  notice.className = "notice warning";
  notice.textContent = gettext("This claim is gone: who marked it has taken the mark back.");
  takeMessages([notice]);
}
