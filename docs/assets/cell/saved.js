// @ts-check
/**
 * The reader's edits, kept in this browser under the cell's name.
 *
 * Storage may be full, forbidden or spoiled; then nothing throws, and `keep` says so.
 *
 * @typedef {{code: string, original: string, date: string}} Edit
 *   The edited code, the fingerprint of the page's code it started from, ISO date.
 */
import { refusal } from "./refusal.js";

/** @param {string} name */
const key = (name) => `nnnotes/cell/${name}`;
/** @param {string} name */
const aside = (name) => `nnnotes/aside/${name}`;

export const saved = {
  key,

  /**
   * @param {string} name
   * @returns {Edit | null}
   */
  read: (name) => stored(key(name)),

  /**
   * @param {string} name
   * @returns {Edit | null} the edit that had to make room for another
   */
  earlier: (name) => stored(aside(name)),

  /**
   * The kept edit makes room for another, and the one before it comes back: a second
   * call undoes the first.
   * @param {string} name
   */
  exchange(name) {
    try {
      const [now, before] = [key, aside].map((place) => localStorage.getItem(place(name)));
      for (const [place, edit] of [[aside(name), now], [key(name), before]]) {
        edit ? localStorage.setItem(String(place), edit) : localStorage.removeItem(String(place));
      }
    } catch {
      // Where nothing can be stored there was nothing to make room.
    }
  },

  /**
   * @param {string} name
   * @param {string} code
   * @param {string} original the page's code
   * @returns {string} "" or a sentence on why the edit is not kept
   */
  keep(name, code, original) {
    const edit = { code, original: fingerprint(original), date: new Date().toISOString() };
    try {
      localStorage.setItem(key(name), JSON.stringify(edit));
      return "";
    } catch (error) {
      return `${refusal(error)}: your edit lasts until you leave the page.`;
    }
  },

  /** @param {string} name */
  forget(name) {
    try {
      localStorage.removeItem(key(name));
    } catch {
      // What cannot be stored need not be removed.
    }
  },

  /**
   * @param {Edit} edit
   * @param {string} original the page's code as it is now
   * @returns {boolean} whether the edit started from it
   */
  fits: (edit, original) => edit.original === fingerprint(original),
};

/**
 * @param {string} place
 * @returns {Edit | null}
 */
function stored(place) {
  try {
    const edit = JSON.parse(localStorage.getItem(place) ?? "null");
    const whole = ["code", "original", "date"].every((part) => typeof edit?.[part] === "string");
    return whole ? edit : null;
  } catch {
    return null; // forbidden, or not ours: the page's own code is shown
  }
}

/**
 * 53 bits of the text, cyrb53's mixing; it tells versions apart and guards nothing.
 * @param {string} text
 */
function fingerprint(text) {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i);
    a = Math.imul(a ^ letter, 2654435761);
    b = Math.imul(b ^ letter, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}
