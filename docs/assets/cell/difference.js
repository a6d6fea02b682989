// @ts-check
import { make } from "./make.js";

/**
 * Two texts, line by line: what only the first has, what only the second has.
 *
 * @param {string} first
 * @param {string} second
 * @returns {HTMLElement}
 */
export function difference(first, second) {
  const [a, b] = [first.split("\n"), second.split("\n")];
  // common[i][j]: how many lines the rests from i and from j have in common.
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const pre = make("pre", { class: "nn-difference", tabindex: "0", role: "region", "aria-label": "The difference" });
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pre.append(`  ${a[i++]}\n`);
      j++;
    } else if (i < a.length && (j === b.length || common[i + 1][j] >= common[i][j + 1])) {
      pre.append(make("del", {}, `- ${a[i++]}`), "\n");
    } else pre.append(make("ins", {}, `+ ${b[j++]}`), "\n");
  }
  return pre;
}
