/**
 * A form on a claim's card: a new claim, a source, an assessment. It sends its <form> without
 * leaving the page, shows the form again when the server finds errors in it, and never loses a
 * word: when sending fails it says so and everything typed stays.
 *
 * Says `claim-answered`, detail the answer (a Document), once the server has taken it in.
 * Says `claim-form-left` when the person gives the form up.
 * Ctrl+Enter (or Cmd+Enter) sends. Escape gives up a form in which nothing was typed.
 */
import { Problem, send } from "../api.js";
import { formIn } from "../page/answer.js";
import { calm, complain } from "../page/complaints.js";
import { isEdited } from "../page/edited.js";
import { gettext } from "../words.js";

export class ClaimForm extends HTMLElement {
  #busy = false;
  #connection = new AbortController();

  connectedCallback() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.addEventListener("submit", (event) => this.#submit(event), { signal });
    this.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.addEventListener("click", (event) => this.#press(event), { signal });
  }

  disconnectedCallback() {
    this.#connection.abort();
  }

  get form() {
    return /** @type {HTMLFormElement} */ (this.querySelector("form"));
  }

  /** Whether something was typed or chosen that would be lost with the form. */
  get isEdited() {
    return isEdited(this.form);
  }

  /** Put the cursor where writing begins: the first wrong field, else the first one. */
  focusFirst() {
    const wanted =
      this.querySelector('[aria-invalid="true"], [autofocus]') ??
      this.querySelector("textarea, select, input:not([type=hidden])");
    if (wanted instanceof HTMLElement) wanted.focus({ preventScroll: true });
    if (wanted instanceof HTMLTextAreaElement) wanted.select();
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    if (this.#busy) return;
    this.#wait(true);
    try {
      this.#receive(await send(this.form, event.submitter));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      complain(this, `Not saved. ${error.message} What you wrote is still here.`);
    } finally {
      this.#wait(false);
    }
  }

  /** @param {Document} answer */
  #receive(answer) {
    const form = formIn(answer);
    if (answer.querySelector("script#passages, li[data-claim]")) {
      this.dispatchEvent(new CustomEvent("claim-answered", { bubbles: true, detail: answer }));
    } else if (form && this.#isOurs(form)) {
      this.form.replaceWith(document.importNode(form, true));
      this.focusFirst();
    } else {
      throw new Problem(
        gettext("You may have been signed out: sign in in another tab, then retry."),
        200,
      );
    }
  }

  /**
   * Whether a form of the answer is this one again, and not, say, the one to sign in.
   * @param {HTMLFormElement} form
   */
  #isOurs(form) {
    const action = new URL(form.getAttribute("action") ?? "", this.form.action);
    return action.pathname === new URL(this.form.action).pathname;
  }

  /** @param {boolean} busy */
  #wait(busy) {
    this.#busy = busy;
    this.ariaBusy = String(busy);
    if (busy) calm(this);
    for (const button of this.querySelectorAll("button")) button.disabled = busy;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.form.requestSubmit();
    } else if (event.key === "Escape") {
      event.preventDefault(); // the keys of the page do not see this press
      if (!this.isEdited) this.#leave();
      else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    }
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const pressed = /** @type {Element} */ (event.target).closest("[data-command=discard]");
    if (!pressed) return;
    event.preventDefault(); // without script it is a link that leads away from the form
    this.#leave();
  }

  #leave() {
    this.dispatchEvent(new CustomEvent("claim-form-left", { bubbles: true }));
  }
}
