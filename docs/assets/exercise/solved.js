// @ts-check
/**
 * Which exercises are solved: each under `nn-exercise:<part>/<slug>`, with the value
 * "solved". Other pages read and erase these keys.
 */
import { refusal } from "../cell/refusal.js";

const key = (/** @type {string} */ name) => `nn-exercise:${name}`;

export const solved = {
  /** @param {string} name @returns {boolean} */
  has(name) {
    try {
      return localStorage.getItem(key(name)) === "solved";
    } catch {
      return false; // forbidden: nothing was kept
    }
  },

  /** @param {string} name @returns {string} "" or a sentence on why it is not kept */
  mark(name) {
    try {
      localStorage.setItem(key(name), "solved");
      return "";
    } catch (error) {
      return `${refusal(error)}: that it is solved is not kept.`;
    }
  },
};
