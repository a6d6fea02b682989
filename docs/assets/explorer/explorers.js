// @ts-check
/**
 * What a page loads: the element, with all that draws it, comes only to a page that has
 * one. The theme puts page after page into the same document.
 */
import { fragment } from "./fragment.js";

const { document$ } = /** @type {any} */ (globalThis);
/**
 * Whether readers come back to where they were: the theme brings them there. What it has
 * noted in the history does not tell, as it notes places on the way to a new page too.
 */
let back = performance.getEntriesByType("navigation")
  .some((how) => ["reload", "back_forward"].includes(/** @type {any} */ (how).type));
addEventListener("popstate", ({ state }) => {
  back = state !== null;
});
addEventListener("click", () => {
  back = false;
}, { capture: true });

document$.subscribe(() => {
  /** @type {NodeListOf<HTMLElement>} */
  const found = document.querySelectorAll("nn-explorer");
  if (!found.length) return;
  if (!back) for (const explorer of found) fragment.lead(explorer, "start");
  void import("./nn-explorer.js");
});
