// @ts-check
import { download } from "./download.js";
import { make } from "./make.js";
import { more } from "./more.js";
import { page } from "./page.js";
import { share } from "./share.js";

/** @typedef {import("./nn-cell.js").NnCell} NnCell */

/**
 * What can be done with a cell's code besides running it.
 *
 * @param {NnCell} cell
 * @param {string} name
 * @param {string} id
 */
export const extras = (cell, name, id) =>
  more(id, {
    Share: () => void shared(cell, name),
    Download: () => download(`${name.replace(/^.*\//, "")}.py`, cell.source, "text/x-python"),
    "Download page": page.download,
    "Run all": () => void page.run(),
  });

/**
 * @param {NnCell} cell
 * @param {string} name
 */
async function shared(cell, name) {
  const link = await share.link(name, cell.source);
  const { edit } = cell;
  try {
    await navigator.clipboard.writeText(link);
    edit?.tell("A link to this code is in the clipboard. Opening it shows the code and runs nothing.");
  } catch {
    edit?.tell("Copy this link: ");
    edit?.note.append(make("a", { href: link }, "this code"));
  }
}

/**
 * Show the edit that the page's address brings. It is not run, and not yet kept.
 * @param {NnCell} cell
 * @param {string} name
 */
export async function received(cell, name) {
  const code = await share.received(name);
  if (code === null || !cell.edit) return;
  cell.edit.receive(code);
  cell.settle("");
  cell.scrollIntoView();
}
