/**
 * Keeps the article page up to date: takes in the cards and passages that others changed, a few
 * at a time, and says so once things are quiet. A card on which one writes stays as it is, with
 * a note that leads to the newer one. Who else writes on a card is said there. A page whose article
 * got another text keeps its own, with its own claims, and leads to the newer one.
 */
import { load, Problem } from "../api.js";
import { gettext } from "../words.js";
import { announce } from "./announce.js";
import { takeIn } from "./answer.js";
import { claimOf } from "./card-column.js";
import { morph } from "./morph.js";
import { buttonOf, naming, noteOf } from "./notes.js";
import { steadily } from "./steady.js";
import { readingsBy, sentenceOf } from "./telling.js";

/** @typedef {import("../elements/claim-margin.js").ClaimMargin} ClaimMargin */
/** @typedef {import("./live-source.js").News & {me: string, place: string}} News */
/** @typedef {import("./live-source.js").Person} Person */

const QUIET = 2500; // after so long without news, what came is said in one sentence
const FRESH = 2500; // so long a changed card is lit up
const MANY = 40; // more changed claims than this come with the whole page

export class Following {
  /** @type {Map<string, string>} claims to ask for, with the name of who changed them */
  #wanted = new Map();
  /** @type {import("./telling.js").Changed[]} */
  #untold = [];
  /** @type {readonly Person[]} */
  #people = [];
  /** @type {Set<string>} who else read on, or took it back, and nobody was told yet */
  #readers = new Set();
  #areReadingsOld = false;
  #isAsking = false;
  #quiet = 0;

  /** @param {ClaimMargin} margin */
  constructor(margin) {
    this.margin = margin;
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    const hear = (/** @type {any} */ { detail }) => this.#hear(detail);
    document.addEventListener("live-news", hear, { signal });
  }

  /** @param {News} news */
  #hear({ facts, afresh, people, me, place }) {
    this.#people = people;
    this.#showWriters();
    for (const fact of facts) {
      if (isShown(fact, place)) this.#wanted.set(fact.thing.id, nameOf(fact, me));
    }
    this.#hearOfReadings(
      facts.filter((fact) => isAboutReadings(fact, place)).map((fact) => nameOf(fact, me)),
    );
    const isAboutAll = afresh || facts.some((fact) => isAboutArticle(fact, place));
    if (isAboutAll || this.#wanted.size > MANY) void this.#ask(() => this.#takeAll());
    else if (this.#isBehind) void this.#ask(() => this.#takeWanted());
  }

  /** @param {readonly string[]} names who read on; "" is oneself */
  #hearOfReadings(names) {
    this.#areReadingsOld ||= names.length > 0;
    for (const name of names.filter(Boolean)) this.#readers.add(name);
  }

  /**
   * One question at a time; what comes meanwhile is asked for next.
   * @param {() => Promise<void>} take
   */
  async #ask(take) {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      await take();
      while (this.#isBehind) await this.#takeWanted();
    } catch (error) {
      if (!(error instanceof Problem)) throw error; // the line in the head says how we stand
    } finally {
      this.#isAsking = false;
    }
  }

  /** Whether something is to be asked for. */
  get #isBehind() {
    return this.#wanted.size > 0 || this.#areReadingsOld;
  }

  async #takeWanted() {
    const changed = new Map(this.#wanted);
    this.#wanted.clear();
    this.#areReadingsOld = false;
    const query = new URLSearchParams({
      claims: [...changed.keys()].join(","),
      version: this.#version,
    });
    this.#take(await load(`${location.pathname}?${query}`), changed);
    for (const [claim, by] of changed) if (by) this.#light(claim, by);
    if (this.#readers.size) this.#tellSoon();
  }

  async #takeAll() {
    const changed = new Map(this.#wanted);
    this.#wanted.clear();
    this.#areReadingsOld = false;
    const page = await load(location.pathname + location.search);
    const version = page.querySelector("#text")?.getAttribute("data-version");
    if (version !== this.#version) return this.#stay(changed);
    this.#take(page, changed);
    const [known, fresh] = [document, page].map((one) => one.querySelector(".article-about"));
    if (known && fresh) steadily(() => morph(known, fresh));
  }

  /**
   * The article has a newer version: its offsets count in another text. Say so, and go on with
   * the cards of the version that the page shows.
   * @param {ReadonlyMap<string, string>} changed
   */
  #stay(changed) {
    const notice = document.getElementById("newer-version");
    if (notice?.hidden) {
      steadily(() => (notice.hidden = false));
      announce(notice.textContent ?? "");
    }
    if (changed.size <= MANY) for (const [claim] of changed) this.#wanted.set(claim, "");
  }

  /** The version that the page shows. */
  get #version() {
    return this.margin.article.article.dataset.version ?? "";
  }

  /**
   * @param {Document} answer
   * @param {ReadonlyMap<string, string>} changed
   */
  #take(answer, changed) {
    const { article, list } = this.margin;
    const { map } = article;
    if (!map) return; // the page does not show the server's text, and says so
    const hold = (/** @type {Element} */ card, /** @type {Element} */ fresh) => {
      const claim = claimOf(card) ?? "";
      const by = changed.get(claim) ?? "";
      if (fresh.hasAttribute("data-brief")) this.#wanted.set(claim, by);
      else if (!saysTheSame(card, fresh)) this.#note(card, fresh, by);
    };
    steadily(() => {
      takeIn(answer, { map, list, hold });
      article.show();
    });
    this.#showWriters();
  }

  /**
   * Somebody writes on this card: say that there is a newer one.
   * @param {Element} card
   * @param {Element} fresh
   * @param {string} by
   */
  #note(card, fresh, by) {
    card.querySelector(":scope > .card-news")?.remove();
    const words = gettext("%(name)s changed this claim just now.");
    const show = buttonOf(gettext("Show"), () => {
      note.remove();
      steadily(() => {
        morph(card, fresh);
        this.margin.rearrange();
      });
    });
    const who = by || gettext("A colleague");
    const note = noteOf("card-news notice", ...naming(words, who), " ", show);
    card.append(note);
  }

  /**
   * @param {string} claim
   * @param {string} by
   */
  #light(claim, by) {
    const card = document.getElementById(`claim-${claim}`);
    card?.classList.add("fresh");
    setTimeout(() => card?.classList.remove("fresh"), FRESH);
    this.#untold.push({ claim, by });
    this.#tellSoon();
  }

  #tellSoon() {
    clearTimeout(this.#quiet);
    this.#quiet = window.setTimeout(() => {
      const tally = document.querySelector("text-coverage [data-part=read]")?.textContent ?? "";
      const claims = this.#untold.length ? [sentenceOf(this.#untold)] : [];
      const readings = this.#readers.size ? [readingsBy([...this.#readers], tally)] : [];
      announce([...claims, ...readings].join(" "));
      this.#untold = [];
      this.#readers.clear();
    }, QUIET);
  }

  #showWriters() {
    const writers = this.#people.flatMap(({ name, writing }) =>
      writing.map((claim) => /** @type {[string, string]} */ ([`claim-${claim}`, name])),
    );
    const nameOn = new Map(writers.reverse()); // of several the first
    const cards = [...nameOn.keys()].flatMap((id) => document.getElementById(id) ?? []);
    const shown = [...this.margin.list.querySelectorAll(":scope > li > .writing")];
    const before = shown.flatMap((note) => note.parentElement ?? []);
    const changed = [...new Set([...before, ...cards])].filter((card) =>
      showWriter(card, nameOn.get(card.id) ?? ""),
    );
    if (changed.length) this.margin.rearrange();
  }
}

/**
 * Whether the page shows a claim of which something is told.
 * @param {import("./live-source.js").Fact} fact
 * @param {string} article
 */
const isShown = ({ thing, articles }, article) =>
  thing.type === "claim" &&
  (articles.includes(article) || document.getElementById(`claim-${thing.id}`) !== null);

/**
 * Whether the article itself is called or assigned otherwise.
 * @param {import("./live-source.js").Fact} fact
 * @param {string} article
 */
const isAboutArticle = ({ thing, kind }, article) =>
  thing.id === article && (kind?.startsWith("article.") ?? true);

/**
 * Whether words of the article were read, or are to be read again. Answers tell of all readings.
 * @param {import("./live-source.js").Fact} fact
 * @param {string} article
 */
const isAboutReadings = ({ thing, kind }, article) =>
  thing.id === article && (kind?.startsWith("reading.") ?? false);

/**
 * Who did it; "" for oneself, and where it is not told.
 * @param {import("./live-source.js").Fact} fact
 * @param {string} me
 */
const nameOf = ({ by }, me) => (by && by.id !== me ? by.name : "");

/**
 * @param {Element} card
 * @param {string} name of who writes on it; "" for nobody
 * @returns {boolean} whether that is news
 */
function showWriter(card, name) {
  const known = card.querySelector(":scope > .writing");
  if ((known?.querySelector("bdi")?.textContent ?? "") === name) return false;
  known?.remove();
  if (name) card.append(noteOf("writing meta", ...naming(gettext("%(name)s is writing…"), name)));
  return true;
}

/**
 * Whether a card on the page shows what it would show anew.
 * @param {Element} card
 * @param {Element} fresh
 */
function saysTheSame(card, fresh) {
  const theirs = [...card.children].filter((part) => !part.matches("[data-ours], claim-form"));
  return (
    theirs.length === fresh.children.length &&
    theirs.every((part, i) => part.isEqualNode(fresh.children[i]))
  );
}
