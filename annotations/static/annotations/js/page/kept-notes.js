/**
 * What a form says of words that were kept: that they were, that there are others, that what they
 * are about has changed meanwhile, with both wordings beside each other.
 */
import { gettext, interpolate, languageOfPage, zoneOfPage } from "../words.js";
import { changedSince, defaultsOf } from "./form-values.js";
import { buttonOf, noteOf } from "./notes.js";

/** @typedef {import("./draft-store.js").Kept} Kept */

/**
 * @param {HTMLFormElement} form already filled with the kept words
 * @param {Kept} kept
 * @param {object} ways
 * @param {readonly Kept[]} ways.others
 * @param {(other: Kept) => void} ways.take
 * @param {() => void} ways.discard
 */
export function sayKept(form, kept, { others, take, discard }) {
  sayNothing(form);
  const words = interpolate(gettext("Your words of %(time)s were kept."), { time: timeOf(kept) });
  const changed = changedSince(form, kept.base);
  const note = noteOf(changed.length ? "kept notice warning" : "kept notice", words);
  if (changed.length)
    note.append(
      " ",
      gettext(
        "Somebody changed this meanwhile: it stands beside your words. What you send replaces it.",
      ),
    );
  note.append(
    " ",
    buttonOf(gettext("Keep"), () => note.remove()),
  );
  note.append(" ", buttonOf(gettext("Discard"), discard));
  for (const other of others) {
    const also = interpolate(gettext("Take those of %(time)s"), { time: timeOf(other) });
    note.append(
      " ",
      buttonOf(also, () => take(other)),
    );
  }
  form.prepend(note);
  for (const field of changed) showBeside(field, defaultsOf(form)[field.name].join());
}

/**
 * @param {HTMLFormElement} form
 * @param {() => void} take
 */
export function sayElsewhere(form, take) {
  sayNothing(form, "elsewhere");
  const words = gettext("You are writing here in another tab too.");
  const note = noteOf(
    "elsewhere notice warning",
    words,
    " ",
    buttonOf(gettext("Take those words"), take),
  );
  note.setAttribute("role", "status");
  form.prepend(note);
}

/** @param {HTMLFormElement} form */
export function sayOffline(form) {
  sayNothing(form, "offline");
  const words = gettext("You are offline. What you wrote is kept here: send it when you are back.");
  const note = noteOf("offline notice warning", words);
  note.setAttribute("role", "alert");
  form.prepend(note);
}

/**
 * Take back what was said, all of it or of one kind.
 * @param {HTMLFormElement} form
 * @param {"kept" | "elsewhere" | "offline" | ""} kind
 */
export function sayNothing(form, kind = "") {
  const notes = form.querySelectorAll(kind ? `:scope > .${kind}[data-ours]` : "[data-ours]");
  for (const note of notes) note.remove();
}

/**
 * @param {import("./form-values.js").Field} field
 * @param {string} now
 */
function showBeside(field, now) {
  const title = document.createElement("strong");
  title.textContent = gettext("As it stands now");
  const text = document.createElement("span");
  text.dir = "auto";
  text.textContent = now || "–";
  const beside = noteOf("as-it-stands", title, text);
  beside.id = `${field.id || field.name}-now`;
  field.setAttribute(
    "aria-describedby",
    [field.getAttribute("aria-describedby"), beside.id].filter(Boolean).join(" "),
  );
  field.after(beside);
}

/** @param {Kept} kept */
function timeOf({ at }) {
  const date = new Date(at);
  const timeZone = zoneOfPage();
  const day = new Intl.DateTimeFormat("en", { dateStyle: "short", timeZone });
  const dateStyle = day.format(date) === day.format(new Date()) ? undefined : "medium";
  const style = /** @type {const} */ ({ dateStyle, timeStyle: "short", timeZone });
  return new Intl.DateTimeFormat(languageOfPage(), style).format(date);
}
