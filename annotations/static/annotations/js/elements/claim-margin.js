/**
 * The cards of an article's claims: beside the text where there is room, else a sheet at the
 * bottom. One card at a time is active: open, pinned beside its passage, and what keys act on.
 *
 * Holds an <ol> of <li data-claim>, as the server renders them; works for the page's one
 * <article-text>. Hears `claims-pointed`, `article-shown` and "command"; what is written on cards
 * is the business of page/writing.js.
 */
import { announce } from "../page/announce.js";
import { BESIDE, CardColumn, claimOf, spanOf } from "../page/card-column.js";
import { ConnectedElement } from "../page/connected-element.js";
import { Filling } from "../page/filling.js";
import { Following } from "../page/following.js";
import { tell } from "../page/keys.js";
import { bringIntoView } from "../page/scrolling.js";
import { Placing } from "../page/placing.js";
import { Sizes } from "../page/sizes.js";
import { Sheet } from "../page/sheet.js";
import { nameOf } from "../page/telling.js";
import { Writing } from "../page/writing.js";

/** @typedef {import("./article-text.js").ArticleText} ArticleText */
/** @typedef {import("../page/highlights.js").Passage} Passage */

export class ClaimMargin extends ConnectedElement {
  /** @type {HTMLElement | null} */
  #active = null;
  /** @type {Passage | null} the active claim's passage that was chosen, else its first */
  #passage = null;
  /** @type {readonly HTMLElement[]} the cards of what the pointer is over */
  #linked = [];
  #column = new CardColumn(this);
  #sheet = new Sheet(this);
  #writing = new Writing(this);
  filling = new Filling(this);
  #sizes = new Sizes((element) => this.#resized(element));

  get list() {
    return /** @type {HTMLElement} */ (this.querySelector("ol"));
  }

  get article() {
    return /** @type {ArticleText} */ (document.querySelector("article-text"));
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    /** @type {Record<string, (event: any) => void>} */
    const heard = {
      "claims-pointed": ({ detail }) => this.#pointed(detail),
      "article-shown": () => this.#shown(),
      "near-changed": () => this.#column.isCrowded && this.place(),
      command: (event) => this.#command(event),
    };
    for (const [name, hear] of Object.entries(heard)) {
      document.addEventListener(name, hear, { signal });
    }
    this.addEventListener("pointerover", ({ target }) => this.#hover(target), { signal });
    this.addEventListener("pointerleave", () => this.#hover(null), { signal });
    this.addEventListener("click", (event) => this.#press(event), { signal });
    this.addEventListener("focusin", ({ target }) => this.#focused(target), { signal });
    this.#sheet.connect((card) => this.activate(card, { scroll: true }), signal);
    this.addEventListener("beforematch", ({ target }) => this.#found(target), { signal });
    this.#writing.connect(signal);
    this.filling.connect(signal);
    new Placing(this).connect(signal);
    new Following(this).connect(signal);
    this.#sizes.watch(this.article);
    if (this.parentElement) this.#sizes.watch(this.parentElement);
    BESIDE.addEventListener("change", () => this.rearrange(), { signal });
    window.addEventListener("hashchange", () => this.#activateNamed(), { signal });
    this.#activateNamed();
    signal.addEventListener("abort", () => this.#sizes.disconnect());
  }

  /** The claim that is active, if one is. */
  get active() {
    return this.#active && claimOf(this.#active);
  }

  /** Give the passages of claims that are being written their look, and no others. */
  showDrafts() {
    this.#writing.showDrafts();
  }

  /**
   * Make a card the active one; null for none. Says `claim-activated`, bubbling, detail
   * {claim, passage}. Whatever reads the layout comes before what is drawn.
   * @param {HTMLElement | null} card
   * @param {{scroll?: boolean, focus?: boolean, passage?: Passage}} [how] bring its passage into
   *   view; take the focus; which of its passages is meant
   */
  activate(card, how = {}) {
    this.#choose(card, how.passage);
    const spans = card ? this.#spans(card) : [];
    if (how.scroll) this.#scrollTo(this.#passage ?? spans[0]);
    this.#setActive(card);
    this.#column.place(card);
    this.#sheet.show(card);
    if (how.focus) card?.focus({ preventScroll: true });
    this.article.point("active", spans);
    performance.mark("claim-activated");
  }

  /**
   * @param {HTMLElement | null} card
   * @param {Passage} [passage]
   */
  #choose(card, passage) {
    const claim = card && claimOf(card);
    this.#passage = passage ?? this.article.passagesOf(claim)[0] ?? null;
    const detail = { claim, passage: this.#passage };
    this.dispatchEvent(new CustomEvent("claim-activated", { bubbles: true, detail }));
  }

  /** @param {HTMLElement | null} card */
  #setActive(card) {
    const before = this.#active;
    this.#active = card;
    if (before) {
      before.ariaCurrent = "false";
      this.#sizes.leave(before);
    }
    if (card) {
      card.ariaCurrent = "true";
      this.#sizes.watch(card);
    }
  }

  /** @param {import("../anchoring/text-map.js").Span | undefined} span */
  #scrollTo(span) {
    const [line] = span ? this.article.lines(span) : [];
    if (line) bringIntoView(line, BESIDE.matches ? null : this);
  }

  /**
   * Make the next (or, with -1, the previous) card active, round and round.
   * @param {1 | -1} by
   */
  #step(by) {
    const { cards } = this.#column;
    if (!cards.length) return;
    const now = this.#active ? cards.indexOf(this.#active) : by > 0 ? -1 : cards.length;
    const card = cards[(now + by + cards.length) % cards.length];
    this.activate(card, { scroll: true, focus: true });
    announce(nameOf(card, { number: cards.indexOf(card) + 1, count: cards.length }));
  }

  /** @param {Element} card */
  #spans(card) {
    const claim = claimOf(card);
    return claim ? this.article.passagesOf(claim) : [spanOf(card, this.article)];
  }

  /** @param {{passages: readonly Passage[], pressed: boolean}} pointed */
  #pointed({ passages, pressed }) {
    this.#link(passages);
    if (!pressed || !passages.length) return;
    // Another press on the same words walks outwards through the passages that overlap there.
    const now = this.#active ? passages.findIndex(({ id }) => id === this.#passage?.id) : -1;
    const passage = passages[(now + 1) % passages.length];
    this.activate(document.getElementById(`claim-${passage.claim}`), { focus: true, passage });
  }

  /** @param {readonly Passage[]} passages */
  #link(passages) {
    const cards = passages.flatMap(({ claim }) => document.getElementById(`claim-${claim}`) ?? []);
    for (const card of this.#linked) card.classList.toggle("linked", cards.includes(card));
    for (const card of cards) card.classList.add("linked");
    this.#linked = cards;
  }

  /** @param {EventTarget | null} target */
  #hover(target) {
    const card = this.#cardAround(target);
    this.article.point("hover", card ? this.#spans(card) : []);
  }

  /**
   * The browser found words on a card that was far away.
   * @param {EventTarget | null} target
   */
  #found(target) {
    this.activate(this.#cardAround(target), { scroll: true });
  }

  /** @param {EventTarget | null} target */
  #focused(target) {
    const card = this.#cardAround(target);
    if (card && card !== this.#active) this.activate(card);
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const card = this.#cardAround(event.target);
    if (!card || event.defaultPrevented) return;
    const link = /** @type {Element} */ (event.target).closest("a");
    if (link) return this.#follow(link, card, event);
    this.activate(card, { scroll: true });
    this.open();
  }

  /**
   * A link on a card: back to a passage, or to the edges of one.
   * @param {HTMLAnchorElement} link
   * @param {HTMLElement} card
   * @param {MouseEvent} event
   */
  #follow(link, card, event) {
    if (link.getAttribute("href")?.startsWith("#ref-")) {
      event.preventDefault();
      const passage = this.article.passages.find(({ id }) => link.hash === `#ref-${id}`);
      this.activate(card, { scroll: true, passage });
      document.getElementById(link.hash.slice(1))?.focus({ preventScroll: true });
    } else if (link.matches("[data-command=move-passage]") && isPlain(event)) {
      if (tell("move-passage")) event.preventDefault();
    }
  }

  /** @param {CustomEvent<string>} event */
  #command(event) {
    const press = (/** @type {string} */ name) =>
      this.#active && void this.filling.press(this.#active, name);
    /** @type {Record<string, () => void>} */
    const commands = {
      "next-claim": () => this.#step(1),
      "previous-claim": () => this.#step(-1),
      "open-claim": () => press("open-claim"),
      "add-source": () => press("add-source"),
      assess: () => press("assess"),
      leave: () => this.#leave(),
    };
    const command = commands[event.detail];
    if (!command || event.defaultPrevented) return;
    event.preventDefault();
    command();
  }

  #leave() {
    this.#sheet.open(false);
    if (this.contains(document.activeElement)) this.#active?.blur();
    this.activate(null);
  }

  /** Show the whole of the active card, where the cards are a sheet. */
  open() {
    if (!BESIDE.matches) this.#sheet.open(true);
  }

  /** Put the cards in place again after the text or a card has changed. */
  rearrange() {
    if (this.#active && !this.contains(this.#active)) this.#active = null;
    this.#column.forget();
    this.#column.place(this.#active);
    this.#sheet.show(this.#active);
  }

  /** Put the cards in place: others are near, or one has more in it. */
  place() {
    this.#column.place(this.#active);
  }

  /** The text was drawn anew: what the active card points at too. */
  #shown() {
    this.rearrange();
    if (this.#active) this.article.point("active", this.#spans(this.#active));
  }

  /**
   * The text was laid out anew; or something above it moved it, or the active card grows while
   * one writes in it.
   * @param {Element} element
   */
  #resized(element) {
    if (element === this.article) this.rearrange();
    else this.place();
  }

  /** @param {EventTarget | null} target */
  #cardAround(target) {
    const card = target instanceof Element ? target.closest("li") : null;
    return card && card.parentElement === this.list ? card : null;
  }

  /** The claim that the address names, as links from other pages do. */
  #activateNamed() {
    const named = document.getElementById(location.hash.slice(1));
    this.activate(this.#cardAround(named), { scroll: true });
  }
}

/** @param {MouseEvent} event */
const isPlain = ({ ctrlKey, metaKey, shiftKey }) => !ctrlKey && !metaKey && !shiftKey;
