// @ts-check
import { entries } from "./entries.js";
import { shelf } from "./shelf.js";
import { store } from "./store.js";

/** What is progress: questions, open questions, exercises solved, cards. */
const PROGRESS = /^(nnnotes\/(unread\/)?(question|open)\/|nn-exercise:|nn-cards:)/;
const FORMAT = "nnnotes progress";
const VERSION = 1;
const WRONG = "Nothing was read. Choose a file that “Save as a file” made.";

/** Everything that the reader did, as one file and back. */
export const backup = {
  /** @returns {Map<string, string>} */
  taken() {
    const keys = shelf.keys().filter((key) => PROGRESS.test(key));
    return new Map(keys.map((key) => [key, shelf.get(key) ?? ""]));
  },

  /** @returns {string} the file's text */
  text() {
    const saved = new Date().toISOString();
    const kept = Object.fromEntries(backup.taken());
    return `${JSON.stringify({ format: FORMAT, version: VERSION, saved, kept }, null, 1)}\n`;
  },

  /**
   * Bring this browser's entries to exactly these; if they cannot all be stored, nothing
   * is changed.
   * @param {Map<string, string>} wanted
   * @returns {string} "" or a sentence on what went wrong
   */
  restore(wanted) {
    const before = backup.taken();
    const trouble = put(wanted);
    if (trouble) put(before);
    dispatchEvent(new CustomEvent("nn-kept"));
    return trouble && `Nothing was changed. ${trouble}`;
  },

  /**
   * Add what a file holds. What is here stays, unless the file's entry is newer.
   * @param {string} text
   * @returns {{said: string, changed: boolean}}
   */
  add(text) {
    const { kept, said } = read(text);
    if (!kept) return { said, changed: false };
    const now = backup.taken();
    const wanted = new Map(now);
    let refused = 0;
    for (const [key, value] of Object.entries(kept)) {
      const fits = PROGRESS.test(key) && typeof value === "string" && !store.spoiled(key, value);
      if (!fits) refused += 1;
      else if (!now.has(key) || date(value) > date(now.get(key) ?? "")) wanted.set(key, value);
    }
    const changed = [...wanted].filter(([key, value]) => now.get(key) !== value).length;
    const trouble = backup.restore(wanted);
    if (trouble) return { said: trouble, changed: false };
    const left = refused ? ` In it ${entries(refused)} could not be read.` : "";
    const took = changed ? `${entries(changed)} from the file` : "nothing from the file: what is here is as new";
    return { said: `Took ${took}.${left}`, changed: changed > 0 };
  },
};

/**
 * @param {Map<string, string>} wanted
 * @returns {string} the first trouble
 */
function put(wanted) {
  let trouble = "";
  for (const key of backup.taken().keys()) if (!wanted.has(key)) shelf.remove(key);
  for (const [key, value] of wanted) {
    if (shelf.get(key) !== value) trouble ||= shelf.set(key, value);
  }
  return trouble;
}

/**
 * @param {string} text
 * @returns {{kept: Record<string, unknown> | null, said: string}}
 */
function read(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return { kept: null, said: `That file is not JSON. ${WRONG}` };
  }
  if (file?.format !== FORMAT || typeof file.kept !== "object" || !file.kept) {
    return { kept: null, said: `That file holds no progress of these notes. ${WRONG}` };
  }
  if (file.version !== VERSION) {
    const said = `That file has version ${file.version}, and this page reads version ${VERSION}. Nothing was changed.`;
    return { kept: null, said };
  }
  return { kept: file.kept, said: "" };
}

/** @param {string} text @returns {string} when an entry was made; "" if it does not say */
function date(text) {
  try {
    return String(JSON.parse(text)?.date ?? "");
  } catch {
    return "";
  }
}
