// @ts-check
import { make } from "./make.js";

/**
 * What one needs less often, behind a button: the page stays quiet.
 *
 * @param {string} id
 * @param {Record<string, () => void>} actions by the name of their button
 * @returns {{button: HTMLButtonElement, panel: HTMLElement}}
 */
export function more(id, actions) {
  const panel = make("div", { class: "nn-more", id, role: "group", "aria-label": "More", hidden: true });
  const attributes = { class: "nn-tool", type: "button", "aria-expanded": "false", "aria-controls": id };
  const button = make("button", attributes, "More");
  const show = (/** @type {boolean} */ open) => {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => show(panel.hidden));
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    show(false);
    button.focus();
  });
  for (const [name, act] of Object.entries(actions)) {
    const choice = make("button", { class: "nn-choice", type: "button" }, name);
    choice.addEventListener("click", act);
    panel.append(choice);
  }
  return { button, panel };
}
