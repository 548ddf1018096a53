/**
 * Cards that are being written: a new claim from the page's <template id="new-claim">, and the
 * forms that a card's links lead to.
 */
import { load, Problem } from "../api.js";
import { formIn } from "./answer.js";
import { spanOf } from "./card-column.js";
import { gettext } from "../words.js";

/** @typedef {import("../elements/article-text.js").ArticleText} ArticleText */
/** @typedef {import("../elements/claim-form.js").ClaimForm} ClaimForm */
/** @typedef {import("../elements/article-text.js").Selected} Selected */

/**
 * A card for a claim that was just selected, put in its place among the others.
 * @param {Selected} selected
 * @param {HTMLElement} list
 * @param {ArticleText} article
 * @returns {HTMLElement | null} null where the page offers no new claims
 */
export function draftClaim(selected, list, article) {
  const template = document.querySelector("template#new-claim");
  if (!(template instanceof HTMLTemplateElement)) return null;
  const card = document.importNode(template.content, true).firstElementChild;
  if (!(card instanceof HTMLElement)) return null;
  card.id = `draft-${selected.start}-${selected.end}`;
  const open = document.getElementById(card.id);
  if (open) return open; // the same words again: go on with the draft there is
  const quote = card.querySelector(".claim-quote");
  if (quote) quote.textContent = selected.exact;
  for (const field of card.querySelectorAll("input, textarea")) fill(field, selected, article);
  makeIdsItsOwn(card);
  list.insertBefore(card, cardAfter(selected.start, list, article));
  return card;
}

/**
 * Several drafts may be open: a label must find the field of its own card.
 * @param {HTMLElement} card
 */
function makeIdsItsOwn(card) {
  for (const name of ["id", "for", "aria-describedby"]) {
    for (const element of card.querySelectorAll(`[${name}]`)) {
      const ids = element.getAttribute(name)?.split(" ") ?? [];
      element.setAttribute(name, ids.map((id) => `${id}-${card.id}`).join(" "));
    }
  }
}

/**
 * @param {Element} field
 * @param {Selected} selected
 * @param {ArticleText} article
 */
function fill(field, selected, article) {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  const values = new Map([
    ["start", String(selected.start)],
    ["end", String(selected.end)],
    ["exact", selected.exact],
    ["once", crypto.randomUUID()],
    ["version", article.article.dataset.version ?? ""],
    ["statement", selected.exact.replace(/\s+/g, " ")],
  ]);
  const value = values.get(field.name);
  if (value !== undefined) field.defaultValue = value;
}

/**
 * The first card whose passage begins after a place.
 * @param {number} start
 * @param {HTMLElement} list
 * @param {ArticleText} article
 */
function cardAfter(start, list, article) {
  return [...list.children].find((card) => spanOf(card, article).start > start) ?? null;
}

/**
 * Open the form that a link of a card leads to, in the card.
 * @param {HTMLAnchorElement} link
 * @param {HTMLElement} card
 * @returns {Promise<ClaimForm>}
 * @throws {Problem}
 */
export async function openForm(link, card) {
  const form = formIn(await load(link.href));
  if (!form)
    throw new Problem(gettext("The form is not there. You may have been signed out."), 200);
  const place = /** @type {ClaimForm} */ (document.createElement("claim-form"));
  const ours = document.importNode(form, true);
  // A form without an action sends to the page it came from, which is not this one.
  if (!ours.getAttribute("action")) ours.action = link.href;
  place.append(ours);
  card.querySelector("claim-form")?.remove();
  card.append(place);
  return place;
}
