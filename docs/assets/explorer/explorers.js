// @ts-check
/**
 * What a page loads: the element, with all that draws it, comes only to a page that has
 * one. The theme puts page after page into the same document.
 */
const { document$ } = /** @type {any} */ (globalThis);
document$.subscribe(() => {
  if (document.querySelector("nn-explorer")) void import("./nn-explorer.js");
});
