// @ts-check
import { make } from "../cell/make.js";

/**
 * One question as native radio buttons, made of the folds that the page has without a
 * script. Its own explanation appears under every option once it is answered.
 *
 * @param {HTMLElement} section
 * @param {{answer: (option: string) => void, again: () => void}} actions
 */
export function question(section, { answer, again }) {
  const name = section.dataset.name ?? "";
  const keys = (section.dataset.options ?? "").split(" ");
  const folds = [...section.querySelectorAll(":scope > details")];
  const right = keys[folds.findIndex((fold) => fold.classList.contains("success"))];
  const options = folds.map((fold, at) => option(fold, name, keys[at]));
  const fields = make("fieldset", { class: "nn-choices" }, legend(section));
  for (const { label, why } of options) fields.append(label, why);
  const said = make("p", { class: "nn-verdict", role: "status" });
  const ask = make("button", { class: "nn-act", type: "button" }, "Answer");
  const more = make("button", { class: "nn-act", type: "button", hidden: true }, "Try again");
  const row = make("div", { class: "nn-acts" }, ask, more, said);
  section.querySelector(":scope > .nn-from")?.before(fields, row);
  for (const fold of folds) fold.remove();

  const chosen = () => options.find(({ input }) => input.checked);
  const one = {
    name,
    section,
    /** @type {boolean | null} whether the answer is right; null while there is none */
    right: /** @type {boolean | null} */ (null),

    /** @param {string | null} key the answer, or none */
    show(key) {
      one.right = key === null ? null : key === right;
      fields.disabled = key !== null;
      ask.setAttribute("aria-disabled", String(key !== null));
      more.hidden = key === null;
      section.dataset.state = key === null ? "open" : one.right ? "right" : "wrong";
      for (const { input, why, mark } of options) {
        if (key !== null) input.checked = input.value === key;
        why.hidden = key === null;
        mark.textContent = key === null ? "" : told(input.value, key, right);
      }
      said.textContent = key === null ? "" : one.right ? "Right." : "Not right. The right option is marked.";
    },

    clear() {
      for (const { input } of options) input.checked = false;
      one.show(null);
    },

    focus: () => options[0]?.input.focus(),

    /** @param {string} key @returns {boolean} whether there is such an option */
    has: (key) => keys.includes(key),

    /** @param {string} sentence */
    say(sentence) {
      said.textContent = sentence;
    },
  };
  ask.addEventListener("click", () => {
    if (one.right !== null) return;
    const found = chosen();
    if (found) return answer(found.input.value);
    said.textContent = "Choose an option first.";
    one.focus();
  });
  more.addEventListener("click", () => {
    again();
    one.focus();
  });
  one.show(null);
  return one;
}

/**
 * @param {Element} fold
 * @param {string} name
 * @param {string} key
 */
function option(fold, name, key) {
  const id = `why-${name.replace("/", "-")}-${key}`;
  const summary = fold.querySelector("summary");
  const input = make("input", { type: "radio", name, value: key, "aria-describedby": id });
  const mark = make("span", { class: "nn-mark" });
  const words = make("span", {}, ...(summary?.childNodes ?? []));
  const label = make("label", { class: "nn-pick" }, input, words, mark);
  summary?.remove();
  const why = make("div", { class: "nn-why", id, hidden: true }, ...fold.childNodes);
  return { input, label, mark, why };
}

/**
 * The question itself: its paragraphs, as lines of the legend.
 * @param {HTMLElement} section
 */
function legend(section) {
  const lines = [...section.querySelectorAll(":scope > p:not(.nn-from)")].map((paragraph) => {
    const line = make("span", { class: "nn-asked" }, ...paragraph.childNodes);
    paragraph.remove();
    return line;
  });
  return make("legend", {}, ...lines);
}

/**
 * @param {string} key
 * @param {string} given
 * @param {string} right
 */
function told(key, given, right) {
  if (key === right) return key === given ? "✓ right, your answer" : "✓ right";
  return key === given ? "✗ your answer" : "";
}
