// @ts-check
/**
 * This browser's storage by key. Where it is full or forbidden a text lasts as long as
 * the page, and `set` says so; nothing here throws.
 */
import { refusal } from "../cell/refusal.js";

/** What could not be stored. @type {Map<string, string>} */
const memory = new Map();

export const shelf = {
  /**
   * @param {string} key
   * @returns {string | null}
   */
  get(key) {
    const held = memory.get(key);
    if (held !== undefined) return held;
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // forbidden: there is nothing to read
    }
  },

  /**
   * @param {string} key
   * @param {string} text
   * @returns {string} "" or a sentence on why it is not stored
   */
  set(key, text) {
    try {
      localStorage.setItem(key, text);
      memory.delete(key);
      return "";
    } catch (error) {
      memory.set(key, text);
      return `${refusal(error)}: what you do here lasts until you reload or close the page.`;
    }
  },

  /** @param {string} key */
  remove(key) {
    memory.delete(key);
    try {
      localStorage.removeItem(key);
    } catch {
      // What cannot be stored need not be removed.
    }
  },

  /** @returns {string[]} every key, in order */
  keys() {
    let stored = [];
    try {
      stored = Object.keys(localStorage);
    } catch {
      // Forbidden: there is what the page holds.
    }
    return [...new Set([...stored, ...memory.keys()])].sort();
  },
};
