/**
 * Keeps what one reads or writes where it is while the page changes around it.
 *
 * Browsers anchor the scroll position by themselves, but not all of them, and not to the field one
 * writes in; so theirs is switched off for the moment.
 */

/**
 * Do something to the page; afterwards what was under the eye stands where it stood.
 * @param {() => void} change
 */
export function steadily(change) {
  const eye = underTheEye();
  const before = topOf(eye);
  const root = document.documentElement;
  root.style.setProperty("overflow-anchor", "none");
  change();
  const by = topOf(eye) - before;
  if (by) window.scrollBy({ top: by, behavior: "instant" });
  requestAnimationFrame(() => root.style.removeProperty("overflow-anchor"));
}

/**
 * Where an element stands once it has come to rest; NaN for none.
 * @param {Element | null} element
 */
function topOf(element) {
  if (!element?.isConnected) return NaN;
  for (const move of element.closest("li")?.getAnimations() ?? []) move.finish();
  return element.getBoundingClientRect().top;
}

/** The field or control that has the focus, if it can be seen; else the first line that can. */
function underTheEye() {
  const { activeElement } = document;
  if (activeElement && activeElement !== document.body && isSeen(activeElement)) {
    return activeElement;
  }
  const blocks = document.querySelectorAll("#text [data-start], main :is(h1, h2, p, li, form)");
  return [...blocks].find(isSeen) ?? null;
}

/** @param {Element} element */
function isSeen(element) {
  const { top, bottom, height } = element.getBoundingClientRect();
  const head = document.querySelector(".site-head")?.getBoundingClientRect().bottom ?? 0;
  return height > 0 && bottom > head && top < window.innerHeight;
}
