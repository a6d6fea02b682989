// @ts-check
import { entries } from "./entries.js";
import { shelf } from "./shelf.js";

/**
 * What the reader did, one entry a question. A key tells kind, version of the form, and
 * name: `nnnotes/question/1/optimization/adam`. What another version kept is left alone;
 * what cannot be read is put aside before it is replaced.
 *
 * @typedef {"question" | "open"} Kind
 * @typedef {{option: string, date: string}} Answer the key of the chosen option
 * @typedef {{text: string, mark: "" | "had" | "not yet", date: string}} Written
 * @typedef {{question: Answer, open: Written}} Entries
 */

const VERSION = 1;
const FORM = /^nnnotes\/(question|open)\/(\d+)\//;
/** @type {Record<Kind, (entry: any) => boolean>} */
const whole = {
  question: (entry) => [entry?.option, entry?.date].every(isText),
  open: (entry) => [entry?.text, entry?.date].every(isText) && ["", "had", "not yet"].includes(entry.mark),
};

export const store = {
  /**
   * @param {Kind} kind
   * @param {string} name
   */
  key: (kind, name) => `nnnotes/${kind}/${VERSION}/${name}`,

  /**
   * @template {Kind} K
   * @param {K} kind
   * @param {string} name
   * @returns {Entries[K] | null}
   */
  read: (kind, name) => parsed(kind, shelf.get(store.key(kind, name))),

  /**
   * @template {Kind} K
   * @param {K} kind
   * @param {string} name
   * @param {Omit<Entries[K], "date">} entry
   * @returns {string} "" or a sentence on why it is not stored
   */
  keep(kind, name, entry) {
    const key = store.key(kind, name);
    const before = shelf.get(key);
    if (before !== null && !parsed(kind, before)) shelf.set(key.replace("nnnotes/", "nnnotes/unread/"), before);
    const trouble = shelf.set(key, JSON.stringify({ ...entry, date: new Date().toISOString() }));
    changed();
    return trouble;
  },

  /**
   * @param {Kind} kind
   * @param {string} name
   */
  forget(kind, name) {
    shelf.remove(store.key(kind, name));
    changed();
  },

  /**
   * @param {string} key
   * @param {string | null} text
   * @returns {boolean} whether this is an entry of this version that cannot be read
   */
  spoiled(key, text) {
    const [, kind, version] = FORM.exec(key) ?? [];
    return Number(version) === VERSION && !parsed(/** @type {Kind} */ (kind), text);
  },

  /** @param {string} key @returns {boolean} whether a newer version of the notes kept it */
  newer: (key) => Number(FORM.exec(key)?.[2] ?? 0) > VERSION,

  /** @returns {string} "" or a sentence on entries that this page leaves as they are */
  trouble() {
    const keys = shelf.keys();
    const spoiled = keys.filter((key) => store.spoiled(key, shelf.get(key))).length;
    const newer = keys.filter(store.newer).length;
    return [
      spoiled ? `Left alone, as it cannot be read: ${entries(spoiled)}.` : "",
      newer ? `Left alone, as a newer version of these notes wrote it: ${entries(newer)}.` : "",
    ].join(" ").trim();
  },

  /**
   * Hear of changes, here or in another tab.
   * @param {() => void} heard
   * @param {AbortSignal} signal
   */
  listen(heard, signal) {
    addEventListener("nn-kept", heard, { signal });
    addEventListener("storage", heard, { signal });
  },
};

/** @param {unknown} value */
const isText = (value) => typeof value === "string";

const changed = () => dispatchEvent(new CustomEvent("nn-kept"));

/**
 * @param {Kind} kind
 * @param {string | null} text
 * @returns {any}
 */
function parsed(kind, text) {
  try {
    const entry = JSON.parse(text ?? "null");
    return whole[kind](entry) ? entry : null;
  } catch {
    return null; // not ours: as if it were not there
  }
}
