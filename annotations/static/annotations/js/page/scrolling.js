/**
 * Scrolls the page so that something of the text can be read, and no further.
 */

const AIR = 24;
const STILL = window.matchMedia("(prefers-reduced-motion: reduce)");

/** Where the part of the window begins that the site's head leaves free. */
export function headBottom() {
  const head = document.querySelector(".site-head");
  const isStuck = head && getComputedStyle(head).position === "sticky";
  return isStuck ? head.getBoundingClientRect().bottom : 0;
}

/**
 * Bring a place of the text into the part of the window that nothing covers.
 * @param {DOMRect} box in window coordinates
 * @param {Element | null} sheet what covers the bottom of the window, if anything does
 * @param {ScrollBehavior} [behavior] "instant" where a key that is held down moves on and on
 */
export function bringIntoView(box, sheet, behavior = STILL.matches ? "auto" : "smooth") {
  const top = headBottom() + AIR;
  const bottom = (sheet?.getBoundingClientRect().top ?? window.innerHeight) - AIR;
  if (box.top >= top && box.bottom <= bottom) return;
  window.scrollBy({
    top: box.top - top - Math.max(0, (bottom - top - box.height) / 3),
    behavior,
  });
}
