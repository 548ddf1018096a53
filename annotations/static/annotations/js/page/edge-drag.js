/**
 * Drags an edge of a passage with a mouse, a pen or a finger. The place where one took hold of the
 * handle stays under the pointer: the letter under the edge counts, not the one under the finger.
 */
import { caretAt } from "./highlights.js";
import { edgeDragged } from "./walking.js";

/** @typedef {import("../elements/passage-handles.js").PassageHandles} PassageHandles */
/** @typedef {import("./walking.js").Side} Side */

const BORDER = 48; // pixels from the window's upper and lower border in which the page scrolls
const STEP = 12;

export class EdgeDrag {
  /** @type {{pointer: number, side: Side, dx: number, dy: number} | null} */
  #drag = null;

  /** @param {PassageHandles} handles */
  constructor(handles) {
    this.handles = handles;
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    const { handles } = this;
    handles.addEventListener("pointerdown", (event) => this.#take(event), { signal });
    handles.addEventListener("pointermove", (event) => this.#pull(event), { signal });
    handles.addEventListener("pointerup", (event) => this.#drop(event), { signal });
    handles.addEventListener("pointercancel", (event) => this.#drop(event), { signal });
  }

  /** @param {PointerEvent} event */
  #take(event) {
    const handle = event.target instanceof HTMLElement ? event.target.closest(".handle") : null;
    if (!(handle instanceof HTMLElement) || event.button) return;
    event.preventDefault(); // or the browser begins a selection
    handle.focus({ preventScroll: true });
    handle.setPointerCapture(event.pointerId);
    const edge = handle.getBoundingClientRect();
    const line = parseFloat(handle.style.getPropertyValue("--line"));
    const side = handle.classList.contains("start") ? "start" : "end";
    // From the middle of the edge's line, which is where its letter stands.
    const middle = side === "start" ? edge.bottom + line / 2 : edge.top - line / 2;
    this.#drag = {
      pointer: event.pointerId,
      side,
      dx: event.clientX - (edge.left + edge.right) / 2,
      dy: event.clientY - middle,
    };
    this.handles.toggleAttribute("data-dragged", true);
  }

  /** @param {PointerEvent} event */
  #pull({ pointerId, clientX, clientY }) {
    const drag = this.#drag;
    const { article, stretch } = this.handles;
    if (drag?.pointer !== pointerId || !stretch) return;
    scrollAt(clientY);
    const unit = unitAt(article, clientX - drag.dx, clientY - drag.dy);
    if (unit === null || !article.reading) return;
    const moved = edgeDragged(article.reading, stretch, drag.side, unit);
    if (moved.from !== stretch.from || moved.to !== stretch.to) this.handles.move(moved);
  }

  /** @param {PointerEvent} event */
  #drop({ pointerId }) {
    if (this.#drag?.pointer !== pointerId) return;
    this.#drag = null;
    this.handles.removeAttribute("data-dragged");
    this.handles.save();
  }
}

/** @param {number} y of the pointer in the window */
function scrollAt(y) {
  if (y < BORDER) window.scrollBy(0, -STEP);
  else if (y > window.innerHeight - BORDER) window.scrollBy(0, STEP);
}

/**
 * The unit of the text that is nearest to a point of the window; null beside the text.
 * @param {import("../elements/article-text.js").ArticleText} text
 * @param {number} x
 * @param {number} y
 */
function unitAt({ map, article }, x, y) {
  const caret = caretAt(x, y);
  return caret && map && article.contains(caret.node) ? map.unitAt(caret.node, caret.offset) : null;
}
