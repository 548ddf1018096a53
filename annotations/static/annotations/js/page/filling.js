/**
 * Beside a text with very many claims, cards come without what only an open card shows: its quotes
 * and what one can do (`data-brief`). That is asked for when a card is opened, and for its
 * neighbours with it.
 */
import { load, Problem } from "../api.js";
import { takeCards } from "./answer.js";
import { claimOf } from "./card-column.js";
import { complain } from "./complaints.js";

/** @typedef {import("../elements/claim-margin.js").ClaimMargin} ClaimMargin */

const REST = 100; // ms for which a card is active before more of it is asked for
const NEIGHBOURS = 2; // cards before and behind it

export class Filling {
  /** @type {Map<string, Promise<void>>} the claims that are asked for */
  #asked = new Map();
  #rest = 0;

  /** @param {ClaimMargin} margin */
  constructor(margin) {
    this.margin = margin;
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    const later = () => {
      clearTimeout(this.#rest);
      this.#rest = window.setTimeout(() => this.#fillActive(), REST);
    };
    document.addEventListener("claim-activated", later, { signal });
    document.addEventListener("article-shown", later, { signal });
    signal.addEventListener("abort", () => clearTimeout(this.#rest));
  }

  /**
   * Press a control of a card, once the card has it.
   * @param {HTMLElement} card
   * @param {string} command
   */
  async press(card, command) {
    const control = () => card.querySelector(`[data-command="${command}"]`);
    if (!control()) await this.#fillOrComplain(card);
    const found = control();
    if (found instanceof HTMLElement) found.click();
  }

  /**
   * Have all of a card.
   * @param {Element} card
   * @throws {Problem}
   */
  async fill(card) {
    const wanted = around(card)
      .filter(isBrief)
      .map((one) => claimOf(one) ?? "");
    const missing = wanted.filter((claim) => !this.#asked.has(claim));
    if (missing.length) {
      const answer = this.#take(missing).finally(() => {
        for (const claim of missing) this.#asked.delete(claim);
      });
      for (const claim of missing) this.#asked.set(claim, answer);
    }
    await (isBrief(card) && this.#asked.get(claimOf(card) ?? ""));
  }

  async #fillActive() {
    const card = document.getElementById(`claim-${this.margin.active}`);
    if (card && isBrief(card)) await this.#fillOrComplain(card);
  }

  /**
   * Have all of a card, or say on it why not; it is asked for again when it is opened again.
   * @param {Element} card
   */
  async #fillOrComplain(card) {
    try {
      await this.fill(card);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      complain(card, error.message);
    }
  }

  /** @param {readonly string[]} claims */
  async #take(claims) {
    const { margin } = this;
    const version = margin.article.article.dataset.version ?? "";
    const query = new URLSearchParams({ claims: claims.join(","), version, alone: "on" });
    takeCards(await load(`${location.pathname}?${query}`), margin.list);
    margin.place();
  }
}

/** @param {Element} card */
const isBrief = (card) => card.hasAttribute("data-brief");

/**
 * A card among its neighbours.
 * @param {Element} card
 */
function around(card) {
  const cards = [...(card.parentElement?.children ?? [])];
  const at = cards.indexOf(card);
  return cards.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1);
}
