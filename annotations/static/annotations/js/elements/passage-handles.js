/**
 * The two edges of the active passage, to drag with a pointer or a finger, or to move with keys.
 *
 * Attribute `data-move`: the address for moving a passage, with a nil UUID where its id belongs.
 * Hears `claim-activated` and `article-shown`, and the commands "move-passage" and those of the
 * mode "edges". Says `passage-moved`, bubbling, detail {passage, start, end, exact}.
 *
 * While an edge moves, the passage's words have the look "active", and the handle's value are the
 * words at its edge, which a screen reader says. A drag is saved when it ends, keys with Enter.
 */
import { announce } from "../page/announce.js";
import { ConnectedElement } from "../page/connected-element.js";
import { EdgeDrag } from "../page/edge-drag.js";
import { Handle } from "../page/handle.js";
import { CHANGED } from "../page/highlights.js";
import { Sizes } from "../page/sizes.js";
import { edgeStepped, meant } from "../page/walking.js";
import { gettext } from "../words.js";

/** @typedef {import("./article-text.js").ArticleText} ArticleText */
/** @typedef {import("../page/highlights.js").Passage} Passage */
/** @typedef {import("../page/reading.js").Stretch} Stretch */
/** @typedef {import("../page/walking.js").Side} Side */

const COMMAND = /^edge-(up|down|left|right)(-letter)?$/;

export class PassageHandles extends ConnectedElement {
  /** @type {Passage | null} */
  #passage = null;
  /** @type {Stretch | null} where its edges are now, in units */
  #stretch = null;
  /** @type {Record<Side, Handle>} */
  #handles = { start: new Handle("start"), end: new Handle("end") };
  #sizes = new Sizes(() => this.#place());

  get article() {
    return /** @type {ArticleText} */ (this.closest("article-text"));
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.dataset.mode = "edges";
    this.replaceChildren(this.#handles.start.element, this.#handles.end.element);
    /** @type {Record<string, (event: any) => void>} */
    const heard = {
      "claim-activated": ({ detail }) => this.#hold(detail.passage),
      "article-shown": () => this.#holdAgain(),
      command: (event) => this.#command(event),
    };
    for (const [name, hear] of Object.entries(heard)) {
      document.addEventListener(name, hear, { signal });
    }
    this.addEventListener("focusout", (event) => this.#left(event), { signal });
    new EdgeDrag(this).connect(signal);
    this.#sizes.watch(this.article);
    this.#hold(null);
    signal.addEventListener("abort", () => this.#sizes.disconnect());
  }

  /** Where the edges are, in units; null while no passage is held. */
  get stretch() {
    return this.#stretch;
  }

  /**
   * Bring the edges to other places, not saved yet.
   * @param {Stretch} stretch
   */
  move(stretch) {
    if (!this.#passage) return;
    this.#stretch = stretch;
    this.#place();
    const others = this.article.passagesOf(this.#passage.claim);
    const span = this.article.spanOf(stretch);
    const spans = others.map((one) => (one.id === this.#passage?.id ? span : one));
    this.article.point("active", spans);
  }

  /** Have the passage moved to where its edges are. */
  save() {
    const { article } = this;
    const passage = this.#passage;
    if (!passage || !this.#stretch || !this.#isMoved) return;
    const span = article.spanOf(this.#stretch);
    const detail = { passage, ...span, exact: article.map?.exact(span) };
    this.#passage = { ...passage, ...span }; // what comes next counts from here
    this.dispatchEvent(new CustomEvent("passage-moved", { bubbles: true, detail }));
  }

  get #isMoved() {
    if (!this.#passage || !this.#stretch) return false;
    const { start, end } = this.article.spanOf(this.#stretch);
    return start !== this.#passage.start || end !== this.#passage.end;
  }

  /** @param {Passage | null} passage */
  #hold(passage) {
    const { map } = this.article;
    this.#passage = map && passage?.look !== CHANGED ? passage : null;
    this.#stretch = null;
    if (map && this.#passage) {
      const { points } = map;
      const { start, end } = this.#passage;
      this.#stretch = { from: points.toUnit(start), to: points.toUnit(end) };
    }
    this.#place();
  }

  /** The page was brought up to date: edges that one is moving stay where one has them. */
  #holdAgain() {
    const [held, moved] = [this.#passage, this.#isMoved ? this.#stretch : null];
    const now = this.article.passages.find(({ id }) => id === held?.id) ?? null;
    this.#hold(now);
    if (moved && now?.revision === held?.revision) queueMicrotask(() => this.move(moved));
  }

  /** The layout is read at once, and written when everybody else has read it. */
  #place() {
    const stretch = this.#stretch;
    const handles = Object.values(this.#handles);
    if (!stretch) return queueMicrotask(() => handles.forEach((handle) => handle.hide()));
    const found = handles.map((handle) => handle.measure(this.article, stretch));
    queueMicrotask(() => {
      handles.forEach((handle, i) => handle.show(this.article, stretch, found[i]));
    });
  }

  /** @param {CustomEvent<string>} event */
  #command(event) {
    const { detail } = event;
    const step = COMMAND.exec(detail);
    if (detail === "move-passage") this.#begin();
    else if (detail === "save-edges") this.save();
    else if (detail === "leave-edges") this.#leave();
    else if (step) this.#step(step[1], step[2] !== undefined);
    else return;
    event.preventDefault();
  }

  #begin() {
    if (!this.#passage) return announce(gettext("First choose a claim; j goes to the next one."));
    this.#handles.start.element.focus();
  }

  /**
   * @param {string} where
   * @param {boolean} byLetter
   */
  #step(where, byLetter) {
    const { reading, article } = this.article;
    const side = this.#side(document.activeElement);
    if (!reading || !side || !this.#stretch) return;
    const { size, forward } = meant(where, article.dir, byLetter ? "letter" : "word");
    const moved = edgeStepped(reading, this.#stretch, side, size, forward);
    if (moved) this.move(moved);
    else announce(gettext("The edge goes no further."));
  }

  /** @param {Element | null} element */
  #side(element) {
    const found = /** @type {Side[]} */ (["start", "end"]);
    return found.find((side) => this.#handles[side].element === element) ?? null;
  }

  #leave() {
    const { claim } = this.#passage ?? {};
    this.#putBack();
    document.getElementById(`claim-${claim}`)?.focus({ preventScroll: true });
  }

  /** @param {FocusEvent} event */
  #left({ relatedTarget }) {
    if (!(relatedTarget instanceof Node && this.contains(relatedTarget))) this.#putBack();
  }

  #putBack() {
    if (!this.#passage || !this.#isMoved) return;
    const { points } = /** @type {import("../anchoring/text-map.js").TextMap} */ (this.article.map);
    const { start, end } = this.#passage;
    this.move({ from: points.toUnit(start), to: points.toUnit(end) });
    announce(gettext("The passage stays as it was. Enter saves a move."));
  }
}
