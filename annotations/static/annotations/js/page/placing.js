/**
 * Puts passages of claims where a person wants them: shows it at once, tells the site, and takes
 * its answer in. Where the site refuses, the page shows again how it stands, and says why.
 *
 * Hears, on the document:
 *   - `passage-wanted`, detail {claim, start, end, exact}: these words make the claim as well; if
 *     `claim` is null, the person is asked which (by <claim-choice>);
 *   - `passage-moved`, detail {passage, start, end, exact}: a passage has other bounds.
 */
import { Problem, sendValues } from "../api.js";
import { gettext, interpolate } from "../words.js";
import { announce } from "./announce.js";
import { takeIn } from "./answer.js";
import { calm, complain } from "./complaints.js";

/** @typedef {import("../elements/claim-margin.js").ClaimMargin} ClaimMargin */
/** @typedef {import("../elements/article-text.js").Selected} Selected */
/** @typedef {import("./highlights.js").Passage} Passage */
/** @typedef {Selected & {claim: string | null}} Wanted */
/** @typedef {Selected & {passage: Passage}} Moved */

const ANY = "00000000-0000-0000-0000-000000000000"; // stands in an address for a passage's id

export class Placing {
  /** @param {ClaimMargin} margin */
  constructor(margin) {
    this.margin = margin;
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    const wanted = (/** @type {any} */ event) => this.#add(event.detail);
    const moved = (/** @type {any} */ event) => this.#move(event.detail);
    document.addEventListener("passage-wanted", wanted, { signal });
    document.addEventListener("passage-moved", moved, { signal });
  }

  /** @param {Wanted} wanted */
  async #add({ claim, ...selected }) {
    const { article } = this.margin;
    article.point("draft", [selected]);
    const chosen = claim ?? (await this.#choose());
    const about = chosen && placeOf(chosen);
    if (!about) return this.margin.showDrafts();
    const values = { version: article.article.dataset.version ?? "", ...selected };
    await this.#write(about.dataset.passages ?? "", values, chosen);
    this.margin.showDrafts();
  }

  async #choose() {
    const choice = /** @type {import("../elements/claim-choice.js").ClaimChoice | null} */ (
      document.querySelector("claim-choice")
    );
    return choice ? choice.choose(this.margin.active) : null;
  }

  /** @param {Moved} moved */
  async #move({ passage, ...place }) {
    const { article } = this.margin;
    const { start, end } = place;
    article.draw(
      article.passages.map((one) => (one.id === passage.id ? { ...one, start, end } : one)),
    );
    article.point("active", article.passagesOf(passage.claim));
    const address = document.querySelector("passage-handles")?.getAttribute("data-move") ?? "";
    const values = { ...place, revision: passage.revision };
    await this.#write(address.replace(ANY, passage.id), values, passage.claim, passage.id);
  }

  /**
   * @param {string} address
   * @param {Record<string, string | number>} values
   * @param {string} claim
   * @param {string} [moved] the passage that moves; without it, one is new
   */
  async #write(address, values, claim, moved) {
    const { article } = this.margin;
    const before = article.passages;
    const about = placeOf(claim);
    if (about) calm(about);
    try {
      const answer = await sendValues(address, values);
      if (!answer.querySelector("script#passages") || !article.map) throw signedOut();
      const passages = takeIn(answer, { map: article.map, list: this.margin.list });
      article.show();
      const isNew = (/** @type {Passage} */ one) => before.every(({ id }) => id !== one.id);
      const passage = passages.find((one) => (moved ? one.id === moved : isNew(one)));
      this.#tell(claim, answer.querySelector("[role=alert]")?.textContent, passage);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      article.show(); // as the page knows it: what was drawn ahead of the answer goes
      this.#tell(claim, error.message);
    }
  }

  /**
   * @param {string} claim
   * @param {string | null | undefined} refusal
   * @param {Passage} [passage] what was written
   */
  #tell(claim, refusal, passage) {
    const card = document.getElementById(`claim-${claim}`);
    if (card) this.margin.activate(card, { passage, focus: !refusal && !isAtEdges() });
    if (!refusal) {
      putDown(claim);
      return announce(gettext("Saved."));
    }
    const sentence = interpolate(gettext("Not saved. %(why)s"), { why: refusal.trim() });
    const about = placeOf(claim);
    if (about) complain(about, sentence);
    else announce(sentence);
  }
}

/** Whether one works at the edges of a passage, and wants to stay there. */
const isAtEdges = () => Boolean(document.activeElement?.closest("passage-handles"));

/**
 * What on the page is about a claim: the claim in hand, or its card.
 * @param {string} claim
 * @returns {HTMLElement | null}
 */
function placeOf(claim) {
  const inHand = document.getElementById("in-hand");
  return inHand?.dataset.claim === claim ? inHand : document.getElementById(`claim-${claim}`);
}

/**
 * The claim that was in hand has its passage here.
 * @param {string} claim
 */
function putDown(claim) {
  const inHand = document.getElementById("in-hand");
  if (inHand?.dataset.claim !== claim) return;
  inHand.remove();
  history.replaceState(null, "", `${location.pathname}#claim-${claim}`);
}

const signedOut = () =>
  new Problem(gettext("You may have been signed out: sign in in another tab, then retry."), 200);
