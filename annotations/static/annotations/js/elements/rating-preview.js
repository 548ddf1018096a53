import { ConnectedElement } from "../page/connected-element.js";

/**
 * Shows how a rating will look while its form is filled in.
 *
 *   <rating-preview>
 *     <div class="rating-COLOUR" data-look> … [data-sign] … [data-word] … </div>
 *     the fields label, sign and colour
 */
export class RatingPreview extends ConnectedElement {
  /** @param {AbortSignal} signal */
  connect(signal) {
    this.addEventListener("input", () => this.#show(), { signal });
    this.#show(); // what the browser kept of the form over a reload
  }

  #show() {
    const form = this.closest("form");
    const look = this.querySelector("[data-look]");
    if (!form || !look) return;
    const values = new FormData(form);
    const colour = String(values.get("colour") ?? "unverifiable");
    look.className = look.className.replace(/rating-\S+/, `rating-${colour}`);
    write(look, "[data-sign]", values.get("sign"));
    write(look, "[data-word]", values.get("label"));
  }
}

/**
 * @param {Element} look
 * @param {string} where
 * @param {FormDataEntryValue | null} words
 */
function write(look, where, words) {
  const place = look.querySelector(where);
  if (place) place.textContent = String(words ?? "");
}
