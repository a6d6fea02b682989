// @ts-check
import { make } from "../cell/make.js";

/**
 * A sentence of the check, what stands between backticks as code.
 *
 * @param {string} sentence
 * @returns {(string | HTMLElement)[]}
 */
export const coded = (sentence) =>
  sentence.split("`").map((part, i) => (i % 2 ? make("code", {}, part) : part));
