// @ts-check
import { shelf } from "./shelf.js";
import { store } from "./store.js";

/** What is counted -> its name for one and for more. */
const KINDS = /** @type {const} */ ({
  questions: ["question", "questions"],
  open: ["open question", "open questions"],
  exercises: ["exercise", "exercises"],
});
/** @typedef {keyof typeof KINDS} Kind */

/**
 * `<nn-progress part="…">` says how much of a part is done, in words: "3 of 5 questions".
 * With `of="questions"` it says that even if it is none.
 */
export class NnProgress extends HTMLElement {
  listening = new AbortController();

  connectedCallback() {
    this.listening = new AbortController();
    store.listen(() => this.show(), this.listening.signal);
    this.show();
  }

  disconnectedCallback() {
    this.listening.abort();
  }

  show() {
    const of = /** @type {Kind | null} */ (this.getAttribute("of"));
    const kinds = of ? [of] : /** @type {Kind[]} */ (Object.keys(KINDS));
    const found = kinds.map((kind) => ({ kind, ...this.count(kind) })).filter(({ every }) => every);
    const begun = found.filter(({ met }) => met);
    const text = (of ? found : begun).map(({ kind, done, every }) => {
      return `${done} of ${every} ${KINDS[kind][every === 1 ? 0 : 1]}`;
    });
    const said = text.join(", ") || (of ? "none" : "");
    if (this.textContent !== said) this.textContent = said;
  }

  /**
   * @param {Kind} kind
   * @returns {{every: number, met: number, done: number}} met are those that were tried
   */
  count(kind) {
    const names = (this.dataset[kind] ?? "").split(" ").filter(Boolean);
    const states = names.map((name) => state(kind, name));
    const done = states.filter((one) => one === "done").length;
    return { every: names.length, met: states.filter(Boolean).length, done };
  }
}

/**
 * @param {Kind} kind
 * @param {string} name a question's has the key of its right option behind it
 * @returns {"" | "met" | "done"}
 */
function state(kind, name) {
  if (kind === "exercises") return shelf.get(`nn-exercise:${name}`) === "solved" ? "done" : "";
  if (kind === "open") {
    const entry = store.read("open", name);
    return entry?.mark === "had" ? "done" : entry?.text || entry?.mark ? "met" : "";
  }
  const [question, right] = name.split(":");
  const option = store.read("question", question)?.option;
  return option === right ? "done" : option ? "met" : "";
}

customElements.define("nn-progress", NnProgress);
