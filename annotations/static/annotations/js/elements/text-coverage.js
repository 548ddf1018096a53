/**
 * The line that says how far the article was looked at; it also draws readings, words in which
 * somebody found no claim, takes new ones, and leads to what is unread. Counts while one works
 * as the site does (templates/coverage/_line.html).
 *
 * Attribute `data-readings`: where readings are sent. Reads script#sentences and script#readings.
 * Hears `reading-wanted`, detail {start, end, exact, isWalking}, and the commands "next-unread" and
 * "show-unread". A reading counts at once, and is sent by page/marking-read.js.
 */
import { announce } from "../page/announce.js";
import { numbersIn } from "../page/answer.js";
import { ConnectedElement } from "../page/connected-element.js";
import { Coverage, overBlanks, spansOf, without } from "../page/coverage.js";
import { make } from "../page/make.js";
import { MarkingRead } from "../page/marking-read.js";
import { gettext, interpolate, ngettext } from "../words.js";

/** @typedef {import("./article-text.js").ArticleText} ArticleText */
/** @typedef {import("./article-text.js").Selected} Selected */

const SHOWN = "factcheck-unread-shown";

export class TextCoverage extends ConnectedElement {
  #marking = new MarkingRead(this, () => this.#show());
  /** @type {import("../anchoring/text-map.js").Span[]} */
  #sentences = [];
  #toggle = buttonOf("show-unread", gettext("Show unread"));

  get article() {
    return /** @type {ArticleText} */ (document.querySelector("article-text"));
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#sentences = spansOf(numbersIn(document, "sentences") ?? []);
    this.#addButtons();
    /** @type {Record<string, (event: any) => void>} */
    const heard = {
      "article-shown": () => this.#show(),
      "reading-wanted": ({ detail }) => this.#mark(detail),
      command: (event) => this.#do(event.detail) && event.preventDefault(),
    };
    for (const [name, hear] of Object.entries(heard)) {
      document.addEventListener(name, hear, { signal });
    }
    this.#show();
    this.#marking.connect(signal);
  }

  #addButtons() {
    this.querySelector(":scope > [data-ours]")?.remove();
    this.#toggle.ariaPressed = String(localStorage.getItem(SHOWN) === "yes");
    const buttons = make("span", { className: "actions" });
    buttons.append(buttonOf("next-unread", gettext("Next unread")), this.#toggle);
    buttons.dataset.ours = "";
    buttons.addEventListener("click", ({ target }) => {
      const button = /** @type {Element} */ (target).closest("button");
      this.#do(button?.dataset.command ?? "");
    });
    this.append(buttons);
    document.dispatchEvent(new CustomEvent("keys-changed")); // the new buttons say their keys
  }

  /** Draw what was read, and count. */
  #show() {
    const { map, passages } = this.article;
    if (!map) return;
    const known = spansOf(numbersIn(document, "readings") ?? []);
    const readings = [...known, ...this.#marking.unsent.all];
    const over = overBlanks(readings, map.text, map.points);
    const coverage = new Coverage(this.#sentences, passages, over);
    const showsUnread = this.#toggle.ariaPressed === "true";
    this.article.coverage = coverage;
    this.article.point("read", without(readings, passages));
    this.article.point("unread", showsUnread ? coverage.stretches : []);
    this.#count(coverage);
  }

  /** @param {Coverage} coverage */
  #count({ read, withClaims, without, sentences: { length: count } }) {
    const says = ngettext(
      "%(read)s of %(count)s sentence read",
      "%(read)s of %(count)s sentences read",
      count,
    );
    this.#write("read", interpolate(says, { read, count }));
    const how = gettext("%(claims)s with claims, %(without)s without");
    this.#write("how", interpolate(how, { claims: withClaims, without }));
    const [claims, plain] = [withClaims, without].map((part) => String((100 * part) / count));
    this.querySelector(".with-claims")?.setAttribute("width", claims);
    this.querySelector(".without")?.setAttribute("x", claims);
    this.querySelector(".without")?.setAttribute("width", plain);
  }

  /**
   * @param {string} name
   * @param {string} words
   */
  #write(name, words) {
    const part = this.querySelector(`[data-part=${name}]`);
    if (part && part.textContent !== words) part.textContent = words;
  }

  /**
   * @param {string} command
   * @returns {boolean} whether it was one for this line
   */
  #do(command) {
    if (command === "next-unread") this.#goOn(this.article.place);
    else if (command === "show-unread") this.#turn();
    else return false;
    return true;
  }

  #turn() {
    const isShown = this.#toggle.ariaPressed !== "true";
    this.#toggle.ariaPressed = String(isShown);
    localStorage.setItem(SHOWN, isShown ? "yes" : "");
    this.#show();
    const says = isShown ? gettext("Unread is shown.") : gettext("Unread is not shown.");
    announce(`${says} ${this.#left}`);
  }

  /** How much is unread, as a sentence. */
  get #left() {
    const count = this.article.coverage?.unread.length ?? 0;
    if (!count) return gettext("Every sentence was read.");
    const says = ngettext("%(count)s sentence unread.", "%(count)s sentences unread.", count);
    return interpolate(says, { count });
  }

  /**
   * Put the sentence cursor on the next unread sentence.
   * @param {number} place
   * @param {string} [first] what is said before its words
   */
  #goOn(place, first = "") {
    const next = this.article.coverage?.nextUnread(place);
    if (next) this.article.walkTo(next, first);
    else announce(`${first} ${this.#left}`.trim());
  }

  /** @param {Selected & {isWalking: boolean}} wanted */
  #mark({ isWalking, ...selected }) {
    this.#marking.mark(selected);
    this.#show();
    performance.mark("reading-shown");
    const says = gettext("No claim.");
    if (isWalking) this.#goOn(selected.end, says);
    else announce(`${says} ${this.#left}`);
  }
}

/**
 * A button that does a command, with its key.
 * @param {string} command
 * @param {string} words
 */
function buttonOf(command, words) {
  const button = make("button", { type: "button", className: "button small quiet" });
  button.dataset.command = command;
  button.append(words, " ", make("kbd", { ariaHidden: "true" }));
  return button;
}
