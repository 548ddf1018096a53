/**
 * <details class="menu"> opens without us; what a script adds: Escape and a press elsewhere close it.
 */
export function closeMenus() {
  const openMenus = () =>
    /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.menu[open]"));
  document.addEventListener("keydown", (press) => {
    if (press.key !== "Escape") return;
    for (const menu of openMenus()) {
      press.preventDefault();
      menu.open = false;
      if (menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
    }
  });
  document.addEventListener("pointerdown", ({ target }) => {
    for (const menu of openMenus()) {
      if (!(target instanceof Node && menu.contains(target))) menu.open = false;
    }
  });
}
