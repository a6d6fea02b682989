// @ts-check
import { lines } from "../cell/lines.js";
import { make } from "../cell/make.js";
import { coded } from "./coded.js";

/**
 * What the check says: a sentence that is read aloud, and below it the smallest input.
 */
export class Answer {
  /** @param {(line: number) => void} onLine the reader wants to see a line of the code */
  constructor(onLine) {
    this.onLine = onLine;
    this.said = make("div", { class: "nn-ruling", role: "status" });
    this.shown = make("div", { class: "nn-shown" });
    this.box = make("div", { class: "nn-reply", role: "group", "aria-label": "Result of the check" }, this.said, this.shown);
  }

  clear() {
    this.said.replaceChildren();
    this.shown.replaceChildren();
    delete this.box.dataset.verdict;
  }

  /** The code is another one now. */
  age() {
    if (!this.box.dataset.verdict || this.shown.querySelector(".nn-old")) return;
    this.shown.prepend(make("p", { class: "nn-old" }, "That was said of your code before the last change."));
  }

  /** @param {string} sentence why there is no verdict */
  fail(sentence) {
    this.box.dataset.verdict = "error";
    this.said.replaceChildren(make("p", {}, sentence));
  }

  /** @param {import("./check.js").Verdict} verdict */
  show(verdict) {
    const { state, says, detail, where, printed, holds } = verdict;
    this.box.dataset.verdict = state;
    this.said.replaceChildren(make("p", {}, ...coded(says)));
    if (where) this.said.append(make("p", { class: "nn-where" }, where));
    this.shown.replaceChildren();
    if (detail) this.shown.append(make("pre", { class: "nn-detail" }, ...lines(detail, this.onLine)));
    if (verdict.case.length) this.shown.append(this.table(verdict));
    if (holds.length) {
      this.shown.append(make("ul", { class: "nn-holds" }, ...holds.map((held) => make("li", {}, ...coded(held)))));
    }
    if (!printed) return;
    const region = { role: "region", tabindex: "0", "aria-label": "Printed by your code" };
    this.shown.append(make("p", { class: "nn-what" }, "Printed"), make("pre", { class: "nn-output", ...region }, printed));
  }

  /** @param {import("./check.js").Verdict} verdict */
  table({ case: input, came, expected, part }) {
    const of = part && ` ${part}`;
    const rows = [...input];
    if (came) rows.push([`came${of}`, came], [`expected${of}`, expected]);
    const table = make("table", { class: "nn-case" }, make("caption", {}, "The smallest input that fails"));
    rows.forEach(([name, text], i) => {
      const kind = i < input.length ? "given" : i === input.length ? "came" : "expected";
      const row = make("tr", { "data-kind": kind }, make("th", { scope: "row" }, name), make("td", {}, make("pre", {}, text)));
      table.append(row);
    });
    return table;
  }
}
