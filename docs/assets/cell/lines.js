// @ts-check
import { make } from "./make.js";

/**
 * The text of an error, each number of a line a button that leads there.
 *
 * @param {string} error
 * @param {(line: number) => void} onLine
 * @returns {(string | HTMLElement)[]}
 */
export const lines = (error, onLine) =>
  error.split(/^(line \d+)(?=: )/m).map((part, i) => {
    if (i % 2 === 0) return part;
    const button = make("button", { class: "nn-line", type: "button" }, part);
    button.addEventListener("click", () => onLine(Number(part.slice(5))));
    return button;
  });
