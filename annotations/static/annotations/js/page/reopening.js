/**
 * Opens again, after a reload of the article page, the cards on which something was written and
 * not sent: new claims at their words, sources and assessments on their claims.
 */
import { Problem } from "../api.js";
import { draftClaim, openForm } from "./drafts.js";
import { keptForms, restore } from "./keeping.js";

/** @typedef {import("../elements/claim-margin.js").ClaimMargin} ClaimMargin */
/** @typedef {import("./draft-store.js").Values} Values */

const CLAIM = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/**
 * @param {ClaimMargin} margin
 * @returns {Promise<boolean>} once all are open; whether there were any
 */
export async function reopenKept(margin) {
  const marking = markingPath();
  const kept = keptForms();
  for (const { path, values } of kept) {
    if (path === marking) reopenDraft(values, margin);
    else await reopenOnCard(path, margin);
  }
  return kept.length > 0;
}

/**
 * @param {Values} values
 * @param {ClaimMargin} margin
 */
function reopenDraft(values, margin) {
  const { article, list } = margin;
  const [start, end] = [values.start, values.end].map((value) => value?.[0] ?? "");
  const exact = values.exact?.[0] ?? "";
  if (!start || !article.map) return; // it was marked by its words: that form is on the page
  const selected = { start: Number(start), end: Number(end), exact };
  if (!stillStands(selected, article.map)) return markByWords(values);
  const card = draftClaim(selected, list, article);
  const form = card?.querySelector("form");
  if (form) restore(form);
}

/**
 * @param {import("./drafts.js").Selected} selected
 * @param {import("../anchoring/text-map.js").TextMap} map
 */
const stillStands = ({ start, end, exact }, map) =>
  end <= map.points.fromUnit(map.text.length) && map.exact({ start, end }) === exact;

/**
 * The article has another text now: the words are put where one marks a claim by its words.
 * @param {Values} values
 */
function markByWords(values) {
  const form = document.querySelector("main form:has(textarea[name=exact])");
  if (!(form instanceof HTMLFormElement)) return;
  for (const name of ["exact", "statement", "claimant"]) {
    const field = form.elements.namedItem(name);
    const isText = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
    if (isText) field.value = values[name]?.[0] ?? "";
  }
  const details = form.closest("details");
  if (details) details.open = true;
}

/**
 * @param {string} path
 * @param {ClaimMargin} margin
 */
async function reopenOnCard(path, margin) {
  const brief = document.getElementById(`claim-${CLAIM.exec(path)?.[0]}`);
  try {
    if (brief) await margin.filling.fill(brief);
    const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (
      margin.list.querySelectorAll("a[data-card-form]")
    );
    const link = [...links].find(({ href }) => pathOf(href) === path);
    const card = link?.closest("li");
    if (link && card) restore((await openForm(link, card)).form);
  } catch (error) {
    if (!(error instanceof Problem)) throw error; // it is still kept, and opens another time
  }
}

/** Where new claims are sent; in a template an action is not resolved by itself. */
function markingPath() {
  const template = document.querySelector("template#new-claim");
  if (!(template instanceof HTMLTemplateElement)) return "";
  return pathOf(template.content.querySelector("form")?.getAttribute("action") ?? "");
}

/** @param {string} address */
const pathOf = (address) => new URL(address, location.href).pathname;
