/**
 * How high cards are. Each is measured once, and again after something on it has changed.
 */
export class CardHeights {
  /** @type {WeakMap<Element, number>} */
  #known = new WeakMap();
  #watcher = new MutationObserver((records) => this.#note(records));
  /** @type {Element | null} */
  #list = null;

  /** Forget all: they were laid out anew. */
  forgetAll() {
    this.#known = new WeakMap();
  }

  /** @param {Element} card that will look otherwise */
  forget(card) {
    this.#known.delete(card);
  }

  /**
   * Those of `cards` that are to be measured.
   * @param {readonly HTMLElement[]} cards
   * @param {Element} list
   */
  unknown(cards, list) {
    this.#watch(list);
    this.#note(this.#watcher.takeRecords());
    return cards.filter((card) => !this.#known.has(card));
  }

  /** @param {HTMLElement} card as it is now */
  measure(card) {
    this.#known.set(card, card.offsetHeight);
  }

  /** @param {Element} card that was measured */
  of(card) {
    return this.#known.get(card) ?? 0;
  }

  /** @param {Element} list */
  #watch(list) {
    if (list === this.#list) return;
    this.#watcher.disconnect();
    this.#watcher.observe(list, { childList: true, characterData: true, subtree: true });
    this.#list = list;
  }

  /** @param {readonly MutationRecord[]} records */
  #note(records) {
    for (const record of records) {
      const element =
        record.target instanceof Element ? record.target : record.target.parentElement;
      const card = element?.closest("li.claim");
      if (card && !isNumber(element, record)) this.#known.delete(card);
    }
  }
}

/**
 * Whether only a claim's number became another, of as many digits.
 * @param {Element | null} element
 * @param {MutationRecord} record
 */
function isNumber(element, { addedNodes: [added], removedNodes: [removed] }) {
  const isItsPlace = element?.matches(".number") ?? false;
  return isItsPlace && added?.textContent?.length === removed?.textContent?.length;
}
