/** An element that listens, to others as well, for as long as it stands in the page. */
export class ConnectedElement extends HTMLElement {
  #connection = new AbortController();

  connectedCallback() {
    this.#connection = new AbortController();
    this.connect(this.#connection.signal);
  }

  disconnectedCallback() {
    this.#connection.abort();
  }

  /**
   * Begin to listen; `signal` is aborted when the element leaves the page.
   * @param {AbortSignal} _signal
   */
  connect(_signal) {}
}
