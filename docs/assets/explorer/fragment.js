// @ts-check
/**
 * The state of an explorer in the page's address: `#sigmoid:w=2;b=-1`. What is at its
 * start is left out, so that a link says what matters.
 *
 * @typedef {import("./grid.js").State} State
 * @typedef {import("./grid.js").Controls} Controls
 */
export const fragment = {
  /** @param {string} name of the explorer @returns {boolean} whether the address is about it */
  names: (name) => location.hash.startsWith(`#${name}:`),

  /**
   * Bring an explorer into view if the address is about it: no element has that name, so
   * the browser does not go there by itself.
   * @param {HTMLElement} explorer
   * @param {ScrollLogicalPosition} block
   */
  lead(explorer, block) {
    if (fragment.names(explorer.getAttribute("name") ?? "")) explorer.scrollIntoView({ block });
  },

  /**
   * @param {string} name of the explorer
   * @param {Controls} controls
   * @returns {State | null} null if the address is not about this one
   */
  read(name, controls) {
    const text = decoded(location.hash);
    if (!text.startsWith(`#${name}:`)) return null;
    const state = Object.fromEntries(Object.entries(controls).map(([key, { start }]) => [key, start]));
    for (const part of text.slice(name.length + 2).split(";")) {
      const [key, given] = part.split("=");
      const value = valued(controls[key], given);
      if (value !== undefined) state[key] = value;
    }
    return state;
  },

  /**
   * @param {string} name
   * @param {Controls} controls
   * @param {State} state
   */
  write(name, controls, state) {
    const parts = Object.entries(state)
      .filter(([key, value]) => value !== controls[key].start)
      .map(([key, value]) => `${key}=${value}`);
    const hash = parts.length ? `#${name}:${encodeURI(parts.join(";"))}` : "";
    if (hash || fragment.names(name)) {
      history.replaceState(history.state, "", location.pathname + location.search + hash);
    }
  },
};

/** @param {any} control @param {string | undefined} text @returns {any} undefined if it cannot be */
function valued(control, text) {
  if (!control || text === undefined) return undefined;
  if (control.kind === "Switch") return text === "true";
  if (control.kind === "Points") return text;
  if (control.kind === "Choice") return control.options.includes(text) ? text : undefined;
  const number = Number(text);
  if (!text.trim() || !Number.isFinite(number)) return undefined;
  if (control.kind === "Steps") return Math.max(0, Math.min(control.names.length - 1, Math.round(number)));
  return number;
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return ""; // cut short on its way
  }
}
