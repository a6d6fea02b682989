// @ts-check
import { leitner } from "./leitner.js";
import { refusal } from "../cell/refusal.js";

/**
 * The boxes of the reader's cards, one entry a card: `nn-cards:part/name`.
 *
 * Storage may be forbidden, full or spoiled. Then nothing throws: what cannot be stored
 * is remembered until the page is left, and `put` says so.
 *
 * @typedef {import("./leitner.js").Place} Place
 */

const VERSION = 1;
/** @type {Map<string, Place | null>} what storage refused */
const remembered = new Map();
/** @param {string} name */
const key = (name) => `nn-cards:${name}`;

export const kept = {
  key,

  /**
   * @param {string} name
   * @returns {Place | null} none if the card was never answered, or its entry is not ours
   */
  get(name) {
    if (remembered.has(name)) return remembered.get(name) ?? null;
    const { v, box, due } = stored(name);
    const whole = v === VERSION && Number.isInteger(box) && box >= 0 && box <= leitner.last;
    return whole && /^\d{4}-\d\d-\d\d$/.test(due) ? { box, due } : null;
  },

  /**
   * @param {string} name
   * @param {Place | null} place none: forget it
   * @returns {string} "" or a sentence on why it is not stored
   */
  put(name, place) {
    if (stored(name).v > VERSION) {
      remembered.set(name, place);
      return "A newer version of this page has stored this card's box, and it is left as it is.";
    }
    try {
      if (place) localStorage.setItem(key(name), JSON.stringify({ v: VERSION, ...place }));
      else localStorage.removeItem(key(name));
      remembered.delete(name);
      return "";
    } catch (error) {
      remembered.set(name, place);
      return `${refusal(error)}: your boxes last until you leave the page.`;
    }
  },

  /** @param {string | null} changed the key of an entry that another tab has changed */
  concerns: (changed) => changed === null || changed.startsWith(key("")),
};

/**
 * @param {string} name
 * @returns {Record<string, any>}
 */
function stored(name) {
  try {
    const found = JSON.parse(localStorage.getItem(key(name)) ?? "{}");
    return typeof found === "object" && found ? found : {};
  } catch {
    return {}; // forbidden, or spoiled: the card counts as new
  }
}
