// @ts-check
import { download } from "./download.js";
import { notebook } from "./notebook.js";

/** What is done with all cells of a page at once. */
export const page = {
  /** Every cell, in the order of the page. */
  cells: () =>
    /** @type {import("./nn-cell.js").NnCell[]} */ ([...document.querySelectorAll("nn-cell")]),

  /** Each in a namespace of its own, as always, one after the other. */
  async run() {
    for (const cell of page.cells()) await cell.run();
  },

  /** Save the cells, as they are now, as a notebook. */
  download() {
    const claim = ":scope > .nn-claim, :scope > .nn-figure figcaption";
    const cells = page.cells().map((cell) => ({
      claim: cell.querySelector(claim)?.textContent ?? "",
      code: cell.source,
    }));
    const title = document.querySelector("h1")?.firstChild?.textContent?.trim() ?? document.title;
    const name = title.toLowerCase().replace(/\W+/g, "_");
    download(`${name}.ipynb`, notebook(title, cells), "application/x-ipynb+json");
  },
};
