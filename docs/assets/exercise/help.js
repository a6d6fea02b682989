// @ts-check
import { confirm } from "./confirm.js";

/**
 * Hints, one after the other, and the solution, after a question.
 */
export class Help {
  /** @param {HTMLElement} exercise */
  constructor(exercise) {
    /** @type {HTMLDetailsElement[]} */
    this.hints = [...exercise.querySelectorAll("details.nn-hint")].map((hint) => /** @type {any} */ (hint));
    this.solution = /** @type {HTMLDetailsElement | null} */ (exercise.querySelector("details.nn-solution"));
    this.exercise = exercise;
    if (this.solution) this.solution.hidden = true;
  }

  /** Give back what the page wrote. */
  free() {
    if (this.solution) this.solution.hidden = false;
  }

  /** @returns {string} which hint is open now */
  hint() {
    const next = this.hints.findIndex((hint) => !hint.open);
    if (next < 0) return "All hints are open";
    this.hints[next].open = true;
    this.hints[next].scrollIntoView({ block: "nearest" });
    return `Hint ${next + 1} of ${this.hints.length} is open`;
  }

  /** @param {boolean} free whether it may be seen without a question */
  async solve(free) {
    const { solution, exercise } = this;
    if (!solution) return;
    const left = this.hints.filter((hint) => !hint.open).length;
    const hints = left === 0 ? "" : left === 1 ? " One hint is not open yet." : ` ${left} hints are not open yet.`;
    const question = `Show the solution?${hints}`;
    if (!free && solution.hidden && !(await confirm(exercise, question, "Show it", "Not yet"))) return;
    solution.hidden = false;
    solution.open = true;
    solution.querySelector("summary")?.focus();
    solution.scrollIntoView({ block: "nearest" });
  }
}
