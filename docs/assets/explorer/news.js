// @ts-check
import { format } from "./format.js";

/**
 * What a step has shown, as a sentence: the rows of the table that begin with it.
 * @param {any[]} table
 * @param {Record<string, any>} values
 * @param {number} step
 * @returns {string} empty if there are none
 */
export function news(table, values, step) {
  const rows = table.filter(({ since }) => since === step && since > 0);
  const told = rows.map(({ name, text }) => `${name}: ${format(text, values)}`);
  return told.length ? `${told.join("; ")}.` : "";
}
