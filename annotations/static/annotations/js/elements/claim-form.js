/**
 * A form on a claim's card: a new claim, a source, an assessment. It sends its <form> without
 * leaving the page, shows the form again when the server finds errors in it, and never loses a
 * word: when sending fails it says so and everything typed stays.
 *
 * Says `claim-answered`, detail the answer (a Document), once the server has taken it in.
 * Says `claim-form-unsent`, detail the status or 0, when it could not be sent.
 * Says `claim-form-left` when the person gives the form up.
 * Ctrl+Enter (or Cmd+Enter) sends. Escape gives up a form in which nothing was typed.
 */
import { Problem, send, signInAddress } from "../api.js";
import { formIn } from "../page/answer.js";
import { calm, complain } from "../page/complaints.js";
import { ConnectedElement } from "../page/connected-element.js";
import { isEdited } from "../page/edited.js";
import { gettext } from "../words.js";

/** What passes by itself, or by signing in: no answer, nobody signed in, too many, out of reach. */
const WAITS = new Set([0, 401, 429, 503]);

/** What whoever is signed out may be told: 403 where the browser has lost all that it knew. */
const SIGNED_OUT = new Set([401, 403]);

export class ClaimForm extends ConnectedElement {
  #busy = false;
  /** Whether it could not be sent, as it stands now. */
  #unsent = false;

  /** @param {AbortSignal} signal */
  connect(signal) {
    this.addEventListener("submit", (event) => this.#submit(event), { signal });
    this.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.addEventListener("click", (event) => this.#press(event), { signal });
    this.addEventListener("input", () => (this.#unsent = false), { signal });
    window.addEventListener("online", () => this.#sendAgain(), { signal });
    const back = (/** @type {any} */ { detail }) => detail === "live" && this.#sendAgain();
    document.addEventListener("live-state", back, { signal });
  }

  get form() {
    return /** @type {HTMLFormElement} */ (this.querySelector("form"));
  }

  /** Whether something was typed or chosen that would be lost with the form. */
  get isEdited() {
    return isEdited(this.form);
  }

  /** Whether it is, and this browser cannot keep it through a reload. */
  get isUnkept() {
    return this.isEdited && this.form.hasAttribute("data-unkept");
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
      this.#failed(error);
    } finally {
      this.#wait(false);
    }
  }

  /**
   * Nothing was saved: say so, and keep it. What was not sent for want of a connection, or of
   * somebody who is signed in, is sent once there is one again; unless it was changed meanwhile.
   * @param {Problem} problem
   */
  #failed(problem) {
    this.#unsent = WAITS.has(problem.status);
    const says = this.#unsent ? gettext("Not saved yet.") : gettext("Not saved.");
    const alert = complain(
      this,
      `${says} ${problem.message} ${gettext("What you wrote is kept.")}`,
    );
    if (SIGNED_OUT.has(problem.status)) alert.append(" ", signIn());
    const detail = problem.status;
    this.dispatchEvent(new CustomEvent("claim-form-unsent", { bubbles: true, detail }));
  }

  #sendAgain() {
    if (this.#unsent && !this.#busy) this.form.requestSubmit();
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
      throw new Problem(gettext("You are signed out."), 401);
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

/** The way to sign in that leaves this page as it is. */
function signIn() {
  const link = document.createElement("a");
  link.href = signInAddress();
  link.target = "_blank";
  link.textContent = gettext("Sign in in another tab");
  return link;
}
