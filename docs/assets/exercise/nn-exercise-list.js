// @ts-check
import { make } from "../cell/make.js";
import { solved } from "./solved.js";

/**
 * `<nn-exercise-list>`: the table of all exercises, with a mark at those that are solved.
 */
export class NnExerciseList extends HTMLElement {
  listening = new AbortController();

  connectedCallback() {
    this.listening = new AbortController();
    addEventListener("storage", () => this.mark(), { signal: this.listening.signal });
    this.mark();
  }

  disconnectedCallback() {
    this.listening.abort();
  }

  mark() {
    const rows = [.../** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-exercise]"))];
    let count = 0;
    for (const row of rows) {
      const done = solved.has(row.dataset.exercise ?? "");
      const cell = row.querySelector(".nn-tick");
      if (cell) cell.textContent = done ? "solved" : "";
      count += Number(done);
    }
    this.line ??= this.appendChild(make("p", { class: "nn-count" }));
    this.line.textContent = `Solved in this browser: ${count} of ${rows.length}.`;
  }
}

customElements.define("nn-exercise-list", NnExerciseList);
