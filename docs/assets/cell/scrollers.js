// @ts-check
/**
 * What is wider than the page scrolls, and has to be reached by keys: such a table or
 * formula is a stop of the Tab key as long as it does not fit. Safari makes none by itself.
 */
const seen = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const box = target.closest(".md-typeset__scrollwrap") ?? target;
    const wide = box.scrollWidth > box.clientWidth;
    const name = box.querySelector("table") ? "Wide table" : "Wide formula";
    for (const [key, value] of Object.entries({ tabindex: "0", role: "group", "aria-label": name })) {
      if (wide) box.setAttribute(key, value);
      else box.removeAttribute(key);
    }
  }
});

/** Watch the page, and each that the theme puts in its place. */
export function scrollers() {
  const { document$ } = /** @type {any} */ (globalThis);
  document$.subscribe(() => {
    seen.disconnect();
    const wide = ".md-typeset__scrollwrap, .md-typeset__table, .katex-display";
    for (const one of document.querySelectorAll(wide)) seen.observe(one);
  });
}
