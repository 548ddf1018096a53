/**
 * Undoing and redoing without leaving the page: by the keys, by the buttons of #steps and by the
 * button of a message. What is undone next the site finds in its log; here nothing is remembered.
 *
 * On a page with <claim-margin> the forms with data-step are sent from here, one after the other,
 * and the answer is told as `answer-came` (cancelable, detail the Document). Other pages are
 * loaded anew, as forms do.
 */
import { Problem, send } from "../api.js";
import { takeMessages } from "./answer.js";

const STEPS = new Set(["undo", "redo"]);

/** What was asked for before is done before. */
let last = Promise.resolve();

/**
 * Do something once all is done that can be undone.
 * @param {() => Promise<void>} act
 */
export const inTurn = (act) => (last = last.then(act));

export function listenToUndo() {
  document.addEventListener("command", (event) => {
    const { detail } = /** @type {CustomEvent<string>} */ (event);
    if (!STEPS.has(detail)) return;
    const form = document.querySelector(`#steps form[data-step="${detail}"]`);
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    form.requestSubmit();
  });
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches("[data-step]") || !document.querySelector("claim-margin")) return;
    event.preventDefault();
    // A message's button is about one event: pressing it twice would undo nothing more.
    if (form.dataset.step === "one") {
      if (form.ariaBusy === "true") return;
      form.ariaBusy = "true";
    }
    void inTurn(() => turn(form));
  });
}

/** @param {HTMLFormElement} form */
async function turn(form) {
  try {
    take(await send(form));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(error.message);
  }
}

/** @param {Document} answer */
function take(answer) {
  const refusal = answer.getElementById("refusal");
  if (refusal) return show(document.importNode(refusal, true));
  const came = new CustomEvent("answer-came", { detail: answer, cancelable: true });
  if (document.dispatchEvent(came)) location.reload();
}

/** @param {string} sentence */
function say(sentence) {
  const notice = document.createElement("p");
  notice.className = "notice error";
  notice.textContent = sentence;
  show(notice);
}

/** @param {HTMLElement} notice */
function show(notice) {
  const toast = document.createElement("undo-toast");
  toast.className = notice.className;
  toast.append(...notice.childNodes);
  takeMessages([toast]);
}
