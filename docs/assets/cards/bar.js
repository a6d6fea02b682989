// @ts-check
import { make } from "../cell/make.js";

/**
 * What stands around the top card: which cards, what there is to do, and what is said.
 *
 * @param {string} label of the deck
 * @param {Record<string, () => void>} actions by the name of their button
 * @param {(which: string) => void} choose called with "due" or "all"
 */
export function bar(label, actions, choose) {
  /** @type {Record<string, HTMLButtonElement>} */
  const button = {};
  for (const [name, act] of Object.entries(actions)) {
    button[name] = make("button", { type: "button", class: "nn-press" }, name);
    button[name].addEventListener("click", act);
  }
  /** @type {Record<string, HTMLInputElement>} */
  const radio = {};
  /** @type {Record<string, HTMLElement>} */
  const count = {};
  const group = `which-${label.replace(/\W+/g, "-")}`;
  const ways = [["due", "due today: "], ["all", "all: "]].map(([which, text]) => {
    radio[which] = make("input", { type: "radio", name: group, value: which });
    radio[which].addEventListener("change", () => choose(which));
    count[which] = make("span");
    return make("label", {}, radio[which], ` ${text}`, count[which]);
  });
  const which = make("fieldset", { class: "nn-which" },
    make("legend", { class: "nn-hidden" }, "Which cards"), ...ways);
  const row = (/** @type {string} */ named, /** @type {string[]} */ ...names) =>
    make("div", { class: "nn-row", role: "group", "aria-label": named }, ...names.map((name) => button[name]));
  const says = make("p", { class: "nn-place", role: "status" });
  const warns = make("p", { class: "nn-warns", role: "alert", hidden: true });
  const sure = make("div", { class: "nn-sure", role: "group", hidden: true },
    make("p", {}, "Forget the boxes of all cards of this deck?"), button["Yes, erase"], button["Keep them"]);
  sure.setAttribute("aria-label", "Erase the boxes");
  return {
    button,
    radio,
    count,
    above: make("div", { class: "nn-above" }, which, row("Order", "Shuffle")),
    below: make("div", { class: "nn-below" },
      row("Turn", "Previous", "Show answer", "Next"),
      row("How was it?", "Again", "Good", "Undo"),
      says, warns,
      make("p", { class: "nn-keys" }, "Keys: arrows left and right, Space or Enter turns, 1 again, 2 good."),
      row("Kept in this browser", "Erase"), sure),
    sure,

    /** @param {string} sentence */
    say(sentence) {
      if (says.textContent !== sentence) says.textContent = sentence;
    },

    /** @param {string} sentence */
    warn(sentence) {
      warns.hidden = !sentence;
      warns.textContent = sentence;
    },
  };
}
