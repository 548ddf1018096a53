/**
 * Words that are taken elsewhere, such as a secret that is shown once: a button copies them.
 *
 *   <copy-text><code>words</code></copy-text>
 */
import { make } from "../page/make.js";
import { gettext } from "../words.js";

export class CopyText extends HTMLElement {
  connectedCallback() {
    const words = this.querySelector("code");
    // Browsers let pages copy where nobody listens on the way.
    if (!words || !isSecureContext || this.querySelector(":scope > button")) return;
    const button = make("button", { type: "button", className: "button" }, gettext("Copy"));
    const says = make("span", { role: "status" });
    button.addEventListener("click", async () => {
      says.textContent = (await copied(words))
        ? gettext("Copied.")
        : gettext("Your browser does not let us: copy what is selected now.");
    });
    this.append(button, says);
  }
}

/**
 * Whether the words were copied; if not, they are selected.
 * @param {Element} words
 */
async function copied(words) {
  try {
    await navigator.clipboard.writeText(words.textContent ?? "");
    return true;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    getSelection()?.selectAllChildren(words);
    return false;
  }
}
