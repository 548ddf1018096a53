/**
 * The line in the head of an open page that says whether it is kept up to date, and who else is
 * here; and the page's ear: it says `live-news` on the document, detail {facts, afresh, people,
 * me, place}, for whatever on the page shows something of it.
 *
 * data-url is the live address, data-after the cursor of when the page was made, data-place what
 * the page is about ("article=UUID", "claim=UUID" or ""), data-me the member.
 *
 * Tells the others on which claim one writes, from the first letter until it is saved or given
 * up, or nothing was typed for a while.
 */
import { post, signInAddress } from "../api.js";
import { ConnectedElement } from "../page/connected-element.js";
import { LiveSource } from "../page/live-source.js";
import { naming } from "../page/notes.js";
import { gettext, interpolate, ngettext } from "../words.js";

/** @typedef {import("../page/live-source.js").News} News */
/** @typedef {import("../page/live-source.js").Person} Person */
/** @typedef {import("../page/live-source.js").State} State */

const HIDES = "factcheck.hides";
const PAUSE = 60_000; // who types nothing for so long writes no more

/** @type {Record<State, () => string>} */
const SENTENCES = {
  live: () => gettext("Live"),
  slow: () => gettext("Live, some seconds late"),
  lost: () => gettext("Connection lost, trying again…"),
  offline: () => gettext("Offline. What you write is kept here."),
  "signed-out": () => gettext("You are signed out."),
};

export class LiveLine extends ConnectedElement {
  #following = new AbortController();
  #tab = "";
  #writing = "";
  #pause = 0;

  /** @param {AbortSignal} signal */
  connect(signal) {
    document.addEventListener("input", ({ target }) => this.#typed(target), { signal });
    document.addEventListener("claim-answered", () => this.#write(""), { signal });
    document.addEventListener("claim-form-left", () => this.#write(""), { signal });
    const unsent = (/** @type {any} */ { detail }) => detail === 401 && this.#lookAgain();
    document.addEventListener("claim-form-unsent", unsent, { signal });
    window.addEventListener("pagehide", () => this.#say({ left: "on" }), { signal });
    const hiding = this.querySelector("input");
    if (hiding) hiding.checked = isHiding();
    hiding?.addEventListener("change", () => this.#hide(hiding.checked), { signal });
    this.#follow();
    signal.addEventListener("abort", () => this.#following.abort());
  }

  #follow() {
    this.#following.abort();
    this.#following = new AbortController();
    const { url = "", after = "" } = this.dataset;
    const source = new LiveSource(url, after, {
      news: (news) => this.#news(news),
      state: (state) => this.#show(state),
      query: () => this.#where(),
    });
    source.start(this.#following.signal);
  }

  /** Somebody was found to be signed out: see whether they are, and hear when they are not. */
  #lookAgain() {
    delete this.dataset.state;
    this.#follow();
  }

  /** Where this page is, under another name each time: an old stream may end after a new one began. */
  #where() {
    this.#tab = isHiding() ? "" : crypto.randomUUID();
    return new URLSearchParams([...this.#place, ["tab", this.#tab]]);
  }

  get #place() {
    return new URLSearchParams(this.dataset.place);
  }

  get #placeId() {
    return [...this.#place.values()][0] ?? "";
  }

  /** @param {News} news */
  #news({ cursor, ...news }) {
    this.dataset.after = cursor;
    this.#showPeople(news.people);
    const detail = { ...news, me: this.dataset.me ?? "", place: this.#placeId };
    document.dispatchEvent(new CustomEvent("live-news", { detail }));
  }

  /** @param {State} state */
  #show(state) {
    const before = this.dataset.state;
    if (before === state) return;
    this.dataset.state = state;
    this.#part("state").textContent = SENTENCES[state]();
    if (state === "signed-out") this.#part("state").append(" ", signIn());
    // Who listens is told of trouble and of its end, not that all is well.
    if (before || state !== "live") this.#part("spoken").textContent = SENTENCES[state]();
    if (state === "live" && this.#writing) this.#say({ writing: this.#writing });
    document.dispatchEvent(new CustomEvent("live-state", { detail: state }));
  }

  /** @param {readonly Person[]} people */
  #showPeople(people) {
    const menu = this.querySelector("details");
    if (!menu) return;
    menu.hidden = people.length === 0 && !isHiding();
    const [first, ...others] = people;
    const words = ngettext("%(count)s other here", "%(count)s others here", people.length);
    const count = first && !others.length ? naming(gettext("%(name)s is here"), first.name) : [];
    const many = interpolate(words, { count: people.length });
    this.#part("people").replaceChildren(...(count.length ? count : [many]));
    this.#part("names").replaceChildren(...people.map(rowOf));
  }

  /** @param {EventTarget | null} target */
  #typed(target) {
    if (!(target instanceof Element) || !target.closest("main form[method=post]")) return;
    const card = target.closest("li[data-claim]");
    this.#write(card ? card.id.replace("claim-", "") : this.#placeId);
    clearTimeout(this.#pause);
    this.#pause = window.setTimeout(() => this.#write(""), PAUSE);
  }

  /** @param {string} claim what one writes on; "" for nothing */
  #write(claim) {
    if (claim === this.#writing) return;
    this.#writing = claim;
    this.#say({ writing: claim });
  }

  /**
   * Tell the others about this tab, if it shows itself to them. A lost word does no harm.
   * @param {Record<string, string>} what
   */
  #say(what) {
    if (!this.#tab || !this.dataset.place) return;
    const words = [...this.#place, ["tab", this.#tab], ...Object.entries(what)];
    void post(this.dataset.url ?? "", new URLSearchParams(words));
  }

  /** @param {boolean} hides */
  #hide(hides) {
    if (hides) this.#say({ left: "on" });
    localStorage.setItem(HIDES, hides ? "yes" : "");
    this.#follow();
  }

  /** @param {string} name */
  #part(name) {
    return /** @type {HTMLElement} */ (this.querySelector(`[data-part=${name}]`));
  }
}

const isHiding = () => localStorage.getItem(HIDES) === "yes";

/** @param {Person} person */
function rowOf({ name, writing }) {
  const row = document.createElement("li");
  const person = document.createElement("bdi");
  person.textContent = name;
  row.append(person);
  if (writing.length) row.append(` ${gettext("is writing")}`);
  return row;
}

/** The way to sign in and come back; what was typed here is kept. */
function signIn() {
  const link = document.createElement("a");
  const here = location.pathname + location.search + location.hash;
  link.href = `${signInAddress()}?${new URLSearchParams({ next: here })}`;
  link.textContent = gettext("Sign in");
  return link;
}
