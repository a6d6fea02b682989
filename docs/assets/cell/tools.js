// @ts-check
import { make } from "./make.js";

const SHAPES = {
  Run: "M8 5v14l11-7z",
  Stop: "M7 7h10v10H7z",
  Reset:
    "M12 6a6 6 0 1 1-5.6 8.2l-1.9.7A8 8 0 1 0 6.3 6.4L4 4v6h6L7.7 7.8A6 6 0 0 1 12 6z",
  Check: "M9.5 16.2 5.3 12l-1.4 1.4 5.6 5.6 11-11-1.4-1.4z",
  Hint: "M9 19h6v2H9zm3-17a6.5 6.5 0 0 0-3.8 11.8c.5.4.8 1 .8 1.6V17h6v-1.6c0-.6.3-1.2.8-1.6A6.5 6.5 0 0 0 12 2z",
  Solution: "M7 13.5a3.5 3.5 0 1 1 3.3-4.7H21v3h-2v2.5h-3v-2.5h-5.6A3.5 3.5 0 0 1 7 13.5zM7 8.6a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8z",
  Undo: "M12.5 8a9 9 0 0 0-6 2.2L3 7v9h9l-3.6-3.6A6.5 6.5 0 0 1 18.6 16l2.4-.8A9 9 0 0 0 12.5 8z",
};

/** @typedef {keyof typeof SHAPES} Tool */

/**
 * The toolbar of a cell or an exercise: one stop of the Tab key, arrow keys inside.
 *
 * A tool that does not fit now is `aria-disabled`, not `disabled`: the focus stays.
 *
 * @param {string} label
 * @param {Partial<Record<Tool, () => void>>} actions the main one first
 * @returns {{bar: HTMLElement, button: Record<Tool, HTMLButtonElement>,
 *   enable: (fitting: Partial<Record<Tool, boolean>>) => void}}
 */
export function tools(label, actions) {
  const names = /** @type {Tool[]} */ (Object.keys(actions));
  const bar = make("div", { class: "nn-tools", role: "toolbar", "aria-label": label });
  const button = /** @type {Record<Tool, HTMLButtonElement>} */ ({});
  for (const name of names) {
    const caption = make("span", { class: "nn-tool-name" }, name);
    button[name] = make("button", { class: "nn-tool", type: "button", "aria-label": name }, caption);
    button[name].prepend(icon(SHAPES[name]));
    button[name].addEventListener("click", () => {
      if (button[name].getAttribute("aria-disabled") !== "true") actions[name]?.();
    });
    bar.append(button[name]);
  }
  button[names[0]].classList.add("nn-run");
  button.Undo.hidden = true;
  bar.addEventListener("keydown", (event) => step(event, bar));
  bar.addEventListener("focusin", (event) => rove(bar, event.target));
  rove(bar, button[names[0]]);
  const enable = (/** @type {Partial<Record<Tool, boolean>>} */ fitting) => {
    for (const name of names) {
      if (name in fitting) button[name].setAttribute("aria-disabled", String(!fitting[name]));
    }
  };
  return { bar, button, enable };
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} bar
 */
function step(event, bar) {
  const buttons = [...bar.querySelectorAll("button")].filter((button) => !button.hidden);
  const here = buttons.findIndex((button) => button === document.activeElement);
  const last = buttons.length - 1;
  const there = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: last }[event.key];
  if (there === undefined) return;
  event.preventDefault();
  buttons[(there + buttons.length) % buttons.length].focus();
}

/**
 * Only one button is a stop of the Tab key.
 * @param {HTMLElement} bar
 * @param {EventTarget | null} stop
 */
function rove(bar, stop) {
  for (const button of bar.querySelectorAll("button")) button.tabIndex = button === stop ? 0 : -1;
}

/** @param {string} shape */
function icon(shape) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", shape);
  svg.append(path);
  return svg;
}
