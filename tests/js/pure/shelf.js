/** What a browser keeps, for modules that are tested without one. */
export class Shelf {
  /** @param {string} name */
  getItem(name) {
    return Object.hasOwn(this, name) ? this[name] : null;
  }

  setItem(name, value) {
    if (this.isFull) throw new DOMException("It is full.", "QuotaExceededError");
    this[name] = String(value);
  }

  removeItem(name) {
    delete this[name];
  }

  /** From now on it takes nothing more. */
  fill() {
    Object.defineProperty(this, "isFull", { value: true });
  }
}
