// @ts-check
const BAR = "nav.md-code__nav";

/**
 * The theme puts its copy button into a landmark of its own, one for each piece of code
 * and none with a name. A reader who goes from landmark to landmark needs none of them.
 */
export function codebars() {
  const plain = (/** @type {Element} */ bar) => bar.setAttribute("role", "none");
  document.querySelectorAll(BAR).forEach(plain);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        if (node.matches(BAR)) plain(node);
        else node.querySelectorAll(BAR).forEach(plain);
      }
    }
  }).observe(document.body, { childList: true, subtree: true });
}
