/**
 * Say a sentence to those who do not see the page, through its status region.
 * @param {string} sentence
 */
export function announce(sentence) {
  const region =
    document.getElementById("announce") ?? document.querySelector("live-line [role=status]");
  if (region) region.textContent = sentence;
}
