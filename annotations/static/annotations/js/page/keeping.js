/**
 * Keeps what is typed into the forms of a page until the site has taken it: through a reload, a
 * lost network, an expired session, and while another tab fills in the same form.
 *
 * A form that is kept has a hidden field "once": its key, by which it is saved once however often
 * it is sent. The site says in a cookie which key it took last; a card's form hears it itself.
 */
import { csrfToken } from "../api.js";
import { interpolate, ngettext } from "../words.js";
import { DraftStore } from "./draft-store.js";
import { isEdited } from "./edited.js";
import { areSame, defaultsOf, fillIn, valuesOf } from "./form-values.js";
import { sayElsewhere, sayKept, sayOffline, sayNothing } from "./kept-notes.js";

/** @typedef {import("./draft-store.js").Kept} Kept */

const KEPT = "form:has(> input[name=once])";
const TAKEN = "factcheck-taken";
const REST = 250;

const user = document.querySelector('meta[name="csrf-token"]')?.getAttribute("data-user") ?? "";
const store = new DraftStore(localStorage, user);
const writer = crypto.randomUUID();
/** @type {Map<HTMLFormElement, number>} forms that are written to the store in a moment */
const waiting = new Map();
/** @type {WeakMap<HTMLFormElement, string>} whose words a form took over */
const adopted = new WeakMap();
/** Whether the person has signed out: from then on nothing is kept. */
let isOver = false;

/** Begin to keep the forms of this page, those that come later too. */
export function keepForms() {
  document.addEventListener("submit", signingOut);
  if (!user) return;
  forgetTaken();
  store.forgetOld(Date.now());
  for (const form of formsHere()) restore(form);
  document.addEventListener("input", edited);
  document.addEventListener("change", edited);
  document.addEventListener("submit", sending, { capture: true });
  document.addEventListener("claim-answered", done, { capture: true });
  document.addEventListener("claim-form-left", done, { capture: true });
  document.addEventListener("claim-form-unsent", unsent);
  document.addEventListener("visibilitychange", () => document.hidden && keepAll());
  window.addEventListener("pagehide", keepAll);
  window.addEventListener("pageshow", forgetTaken);
  window.addEventListener("storage", elsewhere);
}

/** The forms in which something is kept: the address they are sent to, and what is in them. */
export const keptForms = () =>
  store.places.map((place) => ({ path: place.split("#")[0], values: store.read(place)[0].values }));

/**
 * Give a form the words that were kept for it, if there are any, and say so.
 * @param {HTMLFormElement} form
 */
export function restore(form) {
  const [newest, ...others] = store.read(placeOf(form));
  if (newest) take(form, newest, others);
}

/**
 * @param {HTMLFormElement} form
 * @param {Kept} kept
 * @param {readonly Kept[]} others
 */
function take(form, kept, others) {
  const before = valuesOf(form);
  fillIn(form, kept.values);
  keyOf(form).value = kept.once; // it may have been saved, and only the answer lost
  adopted.set(form, kept.writer);
  if (areSame(before, valuesOf(form))) return; // the form came with these words already
  for (const details of document.querySelectorAll("details")) {
    if (details.contains(form)) details.open = true;
  }
  sayKept(form, kept, {
    others,
    take: (other) =>
      take(
        form,
        other,
        [kept, ...others].filter((one) => one !== other),
      ),
    discard: () => discard(form),
  });
}

/** @param {HTMLFormElement} form */
function discard(form) {
  form.reset();
  forget(form);
  keyOf(form).value = crypto.randomUUID();
  sayNothing(form);
}

/** @param {HTMLFormElement} form */
function forget(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  const ours = [writer, adopted.get(form)];
  const key = keyOf(form).value;
  store.remove(placeOf(form), (kept) => ours.includes(kept.writer) || kept.once === key);
}

/** @param {Event} event */
function edited({ target }) {
  const form = target instanceof Element ? target.closest(KEPT) : null;
  if (!(form instanceof HTMLFormElement)) return;
  clearTimeout(waiting.get(form));
  waiting.set(
    form,
    window.setTimeout(() => keep(form), REST),
  );
}

/** @param {HTMLFormElement} form */
function keep(form) {
  if (isEdited(form)) write(form);
  else forget(form);
}

/** @param {HTMLFormElement} form */
function write(form) {
  if (isOver) return;
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  const kept = { writer, at: Date.now(), once: keyOf(form).value };
  const values = { values: valuesOf(form), base: defaultsOf(form) };
  const isKept = store.write(placeOf(form), { ...kept, ...values });
  form.toggleAttribute("data-unkept", !isKept);
  const theirs = adopted.get(form);
  if (theirs) store.remove(placeOf(form), (one) => one.writer === theirs);
}

function keepAll() {
  for (const form of [...waiting.keys()]) keep(form);
}

/** @param {Event} event a form of the page itself, which the browser sends, is about to go */
function sending(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches(KEPT) || form.closest("claim-form")) return;
  const token = form.elements.namedItem("csrfmiddlewaretoken");
  if (token instanceof HTMLInputElement) token.value = csrfToken();
  keep(form);
  if (navigator.onLine) return;
  event.preventDefault();
  sayOffline(form);
}

/** @param {Event} event what was sent is kept, even if it is only words that were marked */
function unsent({ target }) {
  const form = /** @type {Element} */ (target).querySelector("form");
  if (form?.matches(KEPT)) write(form);
}

/** @param {Event} event a form on a card was taken, or given up */
function done({ target }) {
  const form = /** @type {Element} */ (target).querySelector("form");
  if (form?.matches(KEPT)) forget(form);
}

/** @param {Event} event */
function signingOut(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.hasAttribute("data-signs-out")) return;
  const count = store.places.length;
  const words = ngettext(
    "%(count)s form that you have not sent is kept on this computer. Sign out and remove it?",
    "%(count)s forms that you have not sent are kept on this computer. Sign out and remove them?",
    count,
  );
  if (count && !window.confirm(interpolate(words, { count }))) return event.preventDefault();
  isOver = true;
  store.clear();
}

/** @param {StorageEvent} event another tab has kept something */
function elsewhere({ key }) {
  for (const form of formsHere()) {
    if (key !== store.prefix + placeOf(form)) continue;
    const [newest] = store.read(placeOf(form));
    const isNews = newest && newest.writer !== writer && !areSame(newest.values, valuesOf(form));
    if (isNews) sayElsewhere(form, () => take(form, newest, []));
    else sayNothing(form, "elsewhere");
  }
}

/** What the site says it has taken need not be kept. */
function forgetTaken() {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith(`${TAKEN}=`));
  if (!cookie) return;
  store.taken(cookie.slice(TAKEN.length + 1));
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${TAKEN}=; Max-Age=0; Path=/; SameSite=Lax${secure}`;
}

/** @returns {HTMLFormElement[]} */
const formsHere = () => /** @type {any} */ ([...document.querySelectorAll(KEPT)]);

/** @param {HTMLFormElement} form */
const keyOf = (form) => /** @type {HTMLInputElement} */ (form.elements.namedItem("once"));

/**
 * Where a form is kept: the address it is sent to and, where several are sent there, which it is.
 * @param {HTMLFormElement} form
 */
function placeOf(form) {
  const which = ["thread", "start", "end"].map((name) => {
    const field = form.elements.namedItem(name);
    return field instanceof HTMLInputElement ? field.value : "";
  });
  return `${new URL(form.action).pathname}#${which.join(" ")}`;
}
