/**
 * Which claims lie under the pointer: says `claims-pointed` on the article, bubbling, detail
 * {passages, pressed}, the innermost passage first; `pressed` is true for a click or a tap.
 */
import { tell } from "./keys.js";

/** @typedef {import("../elements/article-text.js").ArticleText} ArticleText */
/** @typedef {import("./highlights.js").Passage} Passage */

export class Pointing {
  #frame = 0;
  /** @type {Element | null} the block over which the pointer looks like one over a link */
  #block = null;

  /** @param {ArticleText} article */
  constructor(article) {
    this.article = article;
  }

  /** @param {AbortSignal} signal */
  connect(signal) {
    const { article } = this;
    article.addEventListener("pointermove", (event) => this.#hover(event), { signal });
    article.addEventListener("pointerleave", () => this.#leave(), { signal });
    article.addEventListener("click", (event) => this.#press(event), { signal });
  }

  /** @param {PointerEvent} event */
  #hover({ clientX, clientY, pointerType, buttons, target }) {
    if (pointerType === "touch" || buttons) return;
    cancelAnimationFrame(this.#frame); // once a frame is enough
    this.#frame = requestAnimationFrame(() => {
      const passages = this.article.passagesAt(clientX, clientY);
      this.#shape(passages.length ? /** @type {Element} */ (target).closest("[data-start]") : null);
      this.#say(passages, false);
    });
  }

  #leave() {
    this.#shape(null);
    this.#say([], false);
  }

  /**
   * The shape is given to one block: what is in an element takes after it, and of a whole article
   * all styles would be worked out again.
   * @param {Element | null} block
   */
  #shape(block) {
    if (block === this.#block) return;
    this.#block?.classList.remove("on-claim");
    block?.classList.add("on-claim");
    this.#block = block;
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const target = /** @type {Element} */ (event.target);
    const control = target.closest("[data-command], a, passage-handles");
    if (control?.matches(".ref")) {
      event.preventDefault();
      const isIts = (/** @type {Passage} */ { id }) => control.id === `ref-${id}`;
      this.#say(this.article.passages.filter(isIts), true);
    } else if (control) {
      tell(control.getAttribute("data-command") ?? "");
    } else if (document.getSelection()?.isCollapsed) {
      this.#say(this.article.passagesAt(event.clientX, event.clientY), true);
    }
  }

  /**
   * @param {readonly Passage[]} passages
   * @param {boolean} pressed
   */
  #say(passages, pressed) {
    const { article } = this;
    if (!pressed) article.point("hover", article.passagesOf(passages[0]?.claim ?? null));
    const detail = { passages, pressed };
    article.dispatchEvent(new CustomEvent("claims-pointed", { bubbles: true, detail }));
  }
}
