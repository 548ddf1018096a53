/**
 * Sends readings, one after the other. What cannot be sent now is kept and sent again, at the
 * latest when the page is opened anew; what the site refuses is told, and forgotten.
 *
 * An answer is told as `answer-came` (see page/undoing.js).
 */
import { Problem, sendValues } from "../api.js";
import { gettext, interpolate, ngettext } from "../words.js";
import { calm, complain } from "./complaints.js";
import { make } from "./make.js";
import { steadily } from "./steady.js";
import { inTurn } from "./undoing.js";
import { UnsentReadings } from "./unsent-readings.js";

/** @typedef {import("../elements/article-text.js").Selected} Selected */
/** @typedef {import("./unsent-readings.js").Unsent} Unsent */

/** What passes by itself, or by signing in. */
const WAITS = new Set([0, 401, 429, 500, 502, 503, 504]);

export class MarkingRead {
  /**
   * @param {HTMLElement} place where trouble is told; its data-readings is the address
   * @param {() => void} changed called when a reading was refused
   */
  constructor(place, changed) {
    this.place = place;
    this.changed = changed;
    this.address = place.dataset.readings ?? "";
    this.unsent = new UnsentReadings(this.address);
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    const state = (/** @type {any} */ { detail }) => detail === "live" && this.sendAll();
    document.addEventListener("live-state", state, { signal });
    window.addEventListener("online", () => this.sendAll(), { signal });
    this.sendAll();
  }

  /** @param {Selected} selected */
  mark(selected) {
    const unsent = this.unsent.add(selected);
    void inTurn(() => this.#send(unsent));
  }

  sendAll() {
    for (const unsent of this.unsent.all) void inTurn(() => this.#send(unsent));
  }

  /** @param {Unsent} unsent */
  async #send(unsent) {
    if (!this.unsent.all.includes(unsent)) return; // it was sent meanwhile
    const version = document.querySelector("article")?.dataset.version ?? "";
    try {
      this.#receive(await sendValues(this.address, { version, ...unsent }), unsent);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (WAITS.has(error.status)) return this.#wait(error);
      this.unsent.remove(unsent.once);
      this.#refuse(error.message);
      this.changed();
    }
  }

  /**
   * @param {Document} answer
   * @param {Unsent} unsent
   */
  #receive(answer, { once }) {
    if (!answer.querySelector("script#readings")) {
      throw new Problem(gettext("You are signed out."), 401);
    }
    this.unsent.remove(once);
    steadily(() => calm(this.place));
    const refusal = answer.querySelector("[role=alert]")?.textContent;
    if (refusal) this.#refuse(refusal);
    const came = new CustomEvent("answer-came", { detail: answer, cancelable: true });
    if (document.dispatchEvent(came)) this.changed();
  }

  /** @param {string} why */
  #refuse(why) {
    const says = interpolate(gettext("Not marked as read. %(why)s"), { why: why.trim() });
    steadily(() => complain(this.place, says));
  }

  /**
   * It was not saved, and stays: on the page, and in this browser.
   * @param {Problem} problem
   */
  #wait({ message }) {
    const count = this.unsent.all.length;
    const says = ngettext(
      "%(count)s reading is not saved yet. %(why)s It is kept here and sent again.",
      "%(count)s readings are not saved yet. %(why)s They are kept here and sent again.",
      count,
    );
    const again = make("button", { type: "button", className: "button small" });
    again.append(gettext("Send now"));
    again.addEventListener("click", () => this.sendAll());
    steadily(() => {
      const alert = complain(this.place, interpolate(says, { count, why: message }));
      alert.append(" ", again);
    });
  }
}
