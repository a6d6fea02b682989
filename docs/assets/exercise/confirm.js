// @ts-check
import { make } from "../cell/make.js";

/**
 * Ask before something is seen that cannot be unseen.
 *
 * @param {HTMLElement} host where the dialog stands in the page
 * @param {string} question
 * @param {string} yes
 * @param {string} no where the focus begins
 * @returns {Promise<boolean>}
 */
export function confirm(host, question, yes, no) {
  const words = make("p", { class: "nn-asking" }, question);
  const [accept, decline] = [yes, no].map((name) => make("button", { class: "nn-choice", type: "button" }, name));
  const buttons = make("div", { class: "nn-answers" }, accept, decline);
  const dialog = make("dialog", { class: "nn-dialog", "aria-label": question }, words, buttons);
  decline.setAttribute("autofocus", "");
  accept.addEventListener("click", () => dialog.close("yes"));
  decline.addEventListener("click", () => dialog.close(""));
  host.append(dialog);
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(dialog.returnValue === "yes");
    });
  });
}
