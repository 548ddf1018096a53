/**
 * Rows that one puts in another order, as the evidence on a claim: by dragging a row at its grip,
 * with Alt and the arrows while one is in it, or with its buttons.
 *
 *   <row-order><ul>
 *     <li id> <cite data-name> … <form class="place" data-place="1" data-places="3"> (rows that move)
 *       <input name="parts" value> (what else is to be sent) <button name="place" value="2">
 *
 * Without script the buttons do it. What the site answers is taken in; where it refuses, everything
 * goes back to its place.
 */
import { Problem, sendValues } from "../api.js";
import { announce } from "../page/announce.js";
import { ConnectedElement } from "../page/connected-element.js";
import { morph } from "../page/morph.js";
import { steadily } from "../page/steady.js";
import { gettext, interpolate } from "../words.js";

const STEPS = new Map([
  ["ArrowUp", -1],
  ["ArrowDown", 1],
]);

export class RowOrder extends ConnectedElement {
  /** @type {HTMLLIElement | null} */
  #dragged = null;
  #isMoving = false;

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.#giveGrips();
    this.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.addEventListener("submit", (event) => this.#submit(event), { signal });
    this.addEventListener("pointerdown", (event) => this.#press(event), { signal });
    this.addEventListener("dragstart", (event) => this.#lift(event), { signal });
    this.addEventListener("dragover", (event) => this.#over(event), { signal });
    this.addEventListener("drop", (event) => this.#drop(event), { signal });
    this.addEventListener("dragend", () => this.#letGo(), { signal });
  }

  /** The pieces that can be moved, as they stand on the page. */
  get #pieces() {
    return [...this.querySelectorAll("li")].filter((piece) => placeOf(piece));
  }

  #giveGrips() {
    for (const piece of this.#pieces) {
      if (piece.querySelector(".grip")) continue;
      const grip = document.createElement("span");
      grip.className = "grip";
      grip.dataset.ours = "";
      grip.ariaHidden = "true"; // for the pointer alone: the buttons and Alt with arrows do the same
      grip.title = gettext("Drag, or press Alt and an arrow");
      grip.textContent = "⠿";
      piece.append(grip);
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const step = event.altKey ? STEPS.get(event.key) : undefined;
    const piece = pieceAt(event);
    const form = piece && placeOf(piece);
    if (!step || !piece || !form) return;
    event.preventDefault();
    const place = Number(form.dataset.place) + step;
    if (place >= 1 && place <= Number(form.dataset.places)) void this.#move(piece, place);
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    const piece = pieceAt(event);
    const button = event.submitter;
    if (!piece || !(button instanceof HTMLButtonElement) || button.name !== "place") return;
    event.preventDefault();
    void this.#move(piece, Number(button.value));
  }

  /** @param {PointerEvent} event */
  #press(event) {
    const isGrip = event.target instanceof Element && event.target.matches(".grip");
    const piece = pieceAt(event);
    if (piece) piece.draggable = isGrip; // or one could not select its words
  }

  /** @param {DragEvent} event */
  #lift(event) {
    const piece = pieceAt(event);
    if (!piece?.draggable || !event.dataTransfer) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    this.#dragged = piece;
    piece.classList.add("dragged");
  }

  /** @param {DragEvent} event */
  #over(event) {
    const at = pieceAt(event);
    if (!this.#dragged) return;
    event.preventDefault();
    if (!at || at === this.#dragged || !placeOf(at)) return;
    const { top, height } = at.getBoundingClientRect();
    const isBehind = event.clientY > top + height / 2;
    at[isBehind ? "after" : "before"](this.#dragged);
  }

  /** @param {DragEvent} event */
  #drop(event) {
    const piece = this.#dragged;
    if (!piece) return;
    event.preventDefault();
    this.#letGo(false);
    const place = this.#pieces.indexOf(piece) + 1;
    if (place !== Number(placeOf(piece)?.dataset.place)) void this.#move(piece, place);
  }

  /** @param {boolean} [andBack] whether everything goes to its place again */
  #letGo(andBack = true) {
    if (!this.#dragged) return;
    this.#dragged.classList.remove("dragged");
    this.#dragged.draggable = false;
    this.#dragged = null;
    if (andBack) this.#putBack();
  }

  #putBack() {
    const known = (/** @type {HTMLLIElement} */ piece) => Number(placeOf(piece)?.dataset.place);
    const pieces = this.#pieces;
    const slots = pieces.map((piece) => {
      const slot = document.createComment("");
      piece.replaceWith(slot);
      return slot;
    });
    pieces.sort((a, b) => known(a) - known(b));
    slots.forEach((slot, i) => slot.replaceWith(/** @type {HTMLLIElement} */ (pieces[i])));
  }

  /**
   * @param {HTMLLIElement} piece
   * @param {number} place
   */
  async #move(piece, place) {
    const form = placeOf(piece);
    if (!form || this.#isMoving) return;
    this.#isMoving = true;
    const values = Object.fromEntries(
      [...new FormData(form)].map(([name, is]) => [name, String(is)]),
    );
    const focused = this.contains(document.activeElement) ? document.activeElement : null;
    try {
      const page = await sendValues(form.action, { ...values, place });
      this.#take(page);
      const refusal = page.querySelector("#messages .error")?.textContent;
      if (refusal) tell(refusal);
      else announce(whereabouts(piece));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#putBack();
      tell(error.message);
    } finally {
      this.#isMoving = false;
      keepFocus(focused, piece);
    }
  }

  /** @param {Document} page */
  #take(page) {
    const fresh = page.querySelector("row-order");
    if (fresh) steadily(() => morph(this, fresh));
    this.#giveGrips();
  }
}

/**
 * @param {Event} event
 * @returns {HTMLLIElement | null}
 */
function pieceAt({ target }) {
  return target instanceof Element ? target.closest("li") : null;
}

/**
 * @param {Element} piece
 * @returns {HTMLFormElement | null}
 */
function placeOf(piece) {
  return piece.querySelector("form.place");
}

/**
 * Where a piece stands now.
 * @param {HTMLLIElement} piece
 */
function whereabouts(piece) {
  const name = piece.querySelector("[data-name]")?.textContent ?? "";
  const { place = "", places = "" } = placeOf(piece)?.dataset ?? {};
  return interpolate(gettext("%(name)s: place %(place)s of %(places)s."), { name, place, places });
}

/**
 * Say what went wrong where the site itself would say it.
 * @param {string} sentence
 */
function tell(sentence) {
  const notice = document.createElement("p");
  notice.className = "notice error";
  notice.textContent = sentence;
  document.getElementById("messages")?.replaceChildren(notice);
}

/**
 * What was moved has lost the focus on its way.
 * @param {Element | null} focused
 * @param {HTMLLIElement} piece
 */
function keepFocus(focused, piece) {
  const again = focused?.matches(":disabled")
    ? piece.querySelector("form.place button:enabled")
    : focused;
  if (again instanceof HTMLElement && again.isConnected) again.focus({ preventScroll: true });
}
