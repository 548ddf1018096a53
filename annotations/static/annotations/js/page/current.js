/** Where the links of a navigation do not all fit, the one to this very page is among those in sight. */
export function showCurrent() {
  for (const link of document.querySelectorAll("nav [aria-current]")) {
    const line = /** @type {HTMLElement} */ (link.closest("nav"));
    const [ours, all] = [link.getBoundingClientRect(), line.getBoundingClientRect()];
    if (ours.right > all.right) line.scrollLeft += ours.right - all.right;
    if (ours.left < all.left) line.scrollLeft += ours.left - all.left;
  }
}
