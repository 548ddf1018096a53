/**
 * Tells when elements change their size. Unlike a bare ResizeObserver it does not report the size
 * that an element already had when it was first watched.
 */
export class Sizes {
  /** @type {WeakMap<Element, string>} */
  #known = new WeakMap();
  #observer;

  /** @param {(element: Element) => void} report */
  constructor(report) {
    this.#observer = new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) {
        const size = `${contentRect.width} ${contentRect.height}`;
        const before = this.#known.get(target);
        this.#known.set(target, size);
        if (before !== undefined && before !== size) report(target);
      }
    });
  }

  /** @param {Element} element */
  watch(element) {
    this.#observer.observe(element);
  }

  /** @param {Element} element */
  leave(element) {
    this.#observer.unobserve(element);
    this.#known.delete(element);
  }

  disconnect() {
    this.#observer.disconnect();
  }
}
