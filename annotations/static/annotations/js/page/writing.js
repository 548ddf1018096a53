/**
 * What is written on the cards: new claims, sources, assessments. Opens the forms, takes the
 * site's answers into the page, and opens again what was written before a reload.
 */
import { Problem } from "../api.js";
import { announce } from "./announce.js";
import { takeIn } from "./answer.js";
import { claimOf, spanOf } from "./card-column.js";
import { draftClaim, openForm } from "./drafts.js";
import { restore } from "./keeping.js";
import { reopenKept } from "./reopening.js";
import { gettext } from "../words.js";

/** @typedef {import("../elements/claim-margin.js").ClaimMargin} ClaimMargin */
/** @typedef {import("../elements/claim-form.js").ClaimForm} ClaimForm */
/** @typedef {import("./drafts.js").Selected} Selected */

export class Writing {
  /** @param {ClaimMargin} margin */
  constructor(margin) {
    this.margin = margin;
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    const { margin } = this;
    const wanted = (/** @type {any} */ event) => this.#draft(event.detail);
    const answered = (/** @type {any} */ event) => this.#answered(event.target, event.detail);
    document.addEventListener("claim-wanted", wanted, { signal });
    document.addEventListener("article-shown", () => this.showDrafts(), { signal });
    margin.addEventListener("claim-answered", answered, { signal });
    document.addEventListener("answer-came", (event) => this.#came(event), { signal });
    margin.addEventListener("claim-form-left", (event) => this.#left(event.target), { signal });
    margin.addEventListener("click", (event) => this.#press(event), { signal });
    window.addEventListener(
      "beforeunload",
      (event) => {
        if (this.#forms().some((form) => form.isUnkept)) event.preventDefault();
      },
      { signal },
    );
    void reopenKept(margin).then((any) => any && margin.article.show());
  }

  /** @returns {ClaimForm[]} */
  #forms() {
    return [.../** @type {NodeListOf<ClaimForm>} */ (this.margin.querySelectorAll("claim-form"))];
  }

  /** @param {Selected} selected */
  #draft(selected) {
    const { margin } = this;
    const card = draftClaim(selected, margin.list, margin.article);
    if (!card) return;
    this.showDrafts();
    this.#write(card);
    const form = card.querySelector("form");
    if (form) restore(form);
    performance.mark("claim-drafted");
  }

  /** Give every draft's passage its look. */
  showDrafts() {
    const { list, article } = this.margin;
    const drafts = [...list.querySelectorAll(".claim:not([data-claim])")];
    article.point(
      "draft",
      drafts.map((card) => spanOf(card, article)),
    );
  }

  /**
   * Make a card active and put the cursor into its form.
   * @param {HTMLElement} card
   */
  #write(card) {
    this.margin.activate(card, { scroll: true });
    this.margin.open();
    for (const move of card.getAnimations()) move.finish(); // it is on its way to its place
    card.scrollIntoView({ block: "nearest", inline: "nearest" });
    /** @type {ClaimForm | null} */ (card.querySelector("claim-form"))?.focusFirst();
  }

  /** @param {MouseEvent} event */
  async #press(event) {
    /** @type {HTMLAnchorElement | null} */
    const link = /** @type {Element} */ (event.target).closest("a[data-card-form]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return; // or in another tab
    event.preventDefault();
    const card = /** @type {HTMLElement} */ (link.closest("li"));
    try {
      const { form } = await openForm(link, card);
      restore(form);
      this.#write(card);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      location.assign(link.href); // the page behind the link says it better than we can
    }
  }

  /**
   * @param {ClaimForm} form
   * @param {Document} answer
   */
  #answered(form, answer) {
    const { margin } = this;
    const { article, list } = margin;
    if (!article.map) return location.reload();
    const card = form.closest("li");
    const place = placeOfDraft(card, article);
    form.remove();
    if (place) card?.remove();
    const passages = takeIn(answer, { map: article.map, list });
    article.show();
    const marked = place ? markedAt(place, answer, passages) : card;
    margin.activate(marked, { focus: true });
    if (!answer.querySelector("#messages > *")) announce(gettext("Saved."));
  }

  /**
   * Something was undone or redone: show the card that changed, unless it is gone.
   * @param {Event} event
   */
  #came(event) {
    const answer = /** @type {CustomEvent<Document>} */ (event).detail;
    const { article, list } = this.margin;
    if (!article.map) return;
    event.preventDefault();
    const focused = document.activeElement;
    takeIn(answer, { map: article.map, list });
    article.show();
    this.#follow(answer, focused !== null && isLost(focused));
  }

  /**
   * Go to the card that an answer is about; or else, where the focus was lost, to what it says.
   * @param {Document} answer
   * @param {boolean} focus
   */
  #follow(answer, focus) {
    const card = shownBy(answer);
    if (card) return this.margin.activate(card, { scroll: true, focus });
    const button = document.querySelector("#messages button");
    if (focus && button instanceof HTMLElement) button.focus();
  }

  /** @param {EventTarget | null} target */
  #left(target) {
    const form = /** @type {ClaimForm} */ (target);
    const card = form.closest("li");
    const isDraft = card !== null && claimOf(card) === null;
    (isDraft ? card : form).remove();
    this.showDrafts();
    this.margin.activate(isDraft ? null : card, { focus: true });
  }
}

/**
 * The card that an answer is about; null for a whole page. That there is a new one on the page does
 * not tell: what one did oneself may be told by the live line first.
 * @param {Document} answer
 */
function shownBy(answer) {
  const part = answer.querySelector("main") ? null : answer.querySelector("li[data-claim]");
  return part && document.getElementById(part.id);
}

/**
 * Where the claim stands that a card drafts; null for a card of a claim.
 * @param {Element | null} card
 * @param {import("../elements/article-text.js").ArticleText} article
 */
const placeOfDraft = (card, article) =>
  card && claimOf(card) === null ? spanOf(card, article) : null;

/**
 * The card of the claim that was marked at a place; of several there the last.
 * @param {import("../anchoring/text-map.js").Span} place
 * @param {Document} answer
 * @param {readonly import("./highlights.js").Passage[]} passages
 */
function markedAt(place, answer, passages) {
  const passage = passages.findLast(({ start, end }) => start === place.start && end === place.end);
  return shownBy(answer) ?? document.getElementById(`claim-${passage?.claim}`);
}

/**
 * Whether the focus cannot stay on an element; or is lost already, when the live line told first.
 * @param {Element} element
 */
const isLost = (element) =>
  element === document.body || !element.isConnected || element.matches(":disabled");
