/**
 * What went wrong, said where it happened.
 */

/**
 * Say a sentence at the top of something, in place of what was said there before.
 * @param {Element} place
 * @param {string} sentence
 * @returns {HTMLElement} where it is said
 */
export function complain(place, sentence) {
  calm(place);
  const alert = document.createElement("p");
  alert.className = "notice error";
  alert.setAttribute("role", "alert");
  place.prepend(alert);
  alert.textContent = sentence;
  return alert;
}

/**
 * Take back what was said.
 * @param {Element} place
 */
export function calm(place) {
  place.querySelector(":scope > [role=alert]")?.remove();
}
