/**
 * What happens on the site while a page is open and looked at: from a stream of events or, where
 * there can be none, by asking the same address every few seconds. Both go on from the same
 * cursor, so nothing is missed whichever way it comes.
 *
 * A hidden page lets its stream go and catches up when it is seen again: a browser has six
 * connections to a site, and who reads one page need not keep ten others up to date.
 *
 * @typedef {{thing: {type: string, id: string}, articles: string[], kind: string | null,
 *   by: {id: string, name: string} | null}} Fact
 * @typedef {{id: string, name: string, writing: string[]}} Person
 * @typedef {{cursor: string, afresh: boolean, facts: Fact[], people: Person[]}} News
 * @typedef {"live" | "slow" | "lost" | "offline" | "signed-out"} State
 */
const POLL = 4000;
const QUIET = 40_000; // the server says every 15 seconds that it is there
const HIDDEN = 3000;
/** How long to wait before the next try of a stream; the last for all further ones. */
const AGAIN = [1000, 2000, 5000, 10_000, 30_000];

export class LiveSource {
  /** @type {EventSource | null} */
  #stream = null;
  #after;
  #tries = 0;
  #asking = false;
  /** @type {Record<"poll" | "stream" | "quiet" | "hide", number>} */
  #timers = { poll: 0, stream: 0, quiet: 0, hide: 0 };

  /**
   * @param {string} url
   * @param {string} after the cursor to go on from
   * @param {{news(news: News): void, state(state: State): void, query(): URLSearchParams}} page
   *   `query` says where the page is, once for each stream
   */
  constructor(url, after, page) {
    this.url = url;
    this.#after = after;
    this.page = page;
  }

  /** @param {AbortSignal} signal ends it */
  start(signal) {
    const restart = () => this.#open();
    window.addEventListener("online", restart, { signal });
    window.addEventListener("offline", () => this.#failed(0), { signal });
    window.addEventListener("pagehide", () => this.#close(), { signal });
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.#open(), { signal });
    document.addEventListener("visibilitychange", () => this.#seen(), { signal });
    signal.addEventListener("abort", () => this.#close());
    this.#open();
  }

  #seen() {
    clearTimeout(this.#timers.hide);
    if (document.hidden) this.#timers.hide = window.setTimeout(() => this.#close(), HIDDEN);
    else if (!this.#stream) this.#open();
  }

  #close() {
    this.#stream?.close();
    this.#stream = null;
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
  }

  #open() {
    this.#close();
    if (document.hidden) return;
    const stream = new EventSource(this.#address());
    this.#stream = stream;
    stream.addEventListener("message", ({ data }) => {
      this.#tries = 0;
      this.#heard();
      this.#take(JSON.parse(data));
      this.page.state("live");
    });
    stream.addEventListener("beat", () => this.#heard());
    stream.addEventListener("error", () => this.#broken());
    this.#heard();
  }

  /** The stream is alive; if it is quiet for too long, the connection is dead on the way. */
  #heard() {
    clearTimeout(this.#timers.quiet);
    this.#timers.quiet = window.setTimeout(() => this.#broken(), QUIET);
  }

  /** Without a stream, ask; and try again to have one. */
  #broken() {
    this.#close();
    const wait = AGAIN[Math.min(this.#tries, AGAIN.length - 1)];
    this.#tries += 1;
    this.#timers.stream = window.setTimeout(() => this.#open(), wait);
    void this.#poll();
  }

  async #poll() {
    clearTimeout(this.#timers.poll);
    if (this.#asking || document.hidden) return;
    this.#asking = true;
    try {
      const response = await fetch(this.#address(), { headers: { Accept: "application/json" } });
      if (response.redirected || !response.ok) this.#failed(response.status);
      else this.#polled(await response.json());
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.#failed(0);
    } finally {
      this.#asking = false;
    }
    if (!this.#stream) this.#timers.poll = window.setTimeout(() => this.#poll(), POLL);
  }

  /** @param {News} news */
  #polled(news) {
    this.#take(news);
    if (this.#tries > 1) this.page.state("slow");
  }

  /** @param {number} status 0 when no answer came */
  #failed(status) {
    if (status === 0) this.page.state(navigator.onLine ? "lost" : "offline");
    else this.page.state(status >= 500 || status === 429 ? "lost" : "signed-out");
  }

  /** @param {News} news */
  #take(news) {
    this.#after = news.cursor;
    this.page.news(news);
  }

  #address() {
    const query = this.page.query();
    query.set("after", this.#after);
    return `${this.url}?${query}`;
  }
}
