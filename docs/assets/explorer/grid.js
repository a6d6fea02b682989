// @ts-check
/**
 * Looks up what the build computed.
 *
 * @typedef {Record<string, any>} Controls as nnnotes.explorers describes them
 * @typedef {Record<string, number | string | boolean>} State of the controls
 * @typedef {{controls: Controls, panels: any[], table: any[], presets: Record<string, State>,
 *   values: Record<string, {by: string[], is: any[]}>}} Grid `by`: the controls a value depends on
 */

/** @param {any} control @returns {any[]} where it can stand without Python */
export function stops(control) {
  if (control.kind === "Slider") return control.stops;
  if (control.kind === "Choice") return control.options;
  return control.kind === "Switch" ? [false, true] : [control.start];
}

/** @param {Controls} controls @returns {State} */
export const start = (controls) =>
  Object.fromEntries(Object.entries(controls).map(([name, { start }]) => [name, start]));

/**
 * @param {Grid} grid
 * @param {State} state
 * @returns {Record<string, any> | null} null between the stops
 */
export function lookup({ controls, values }, state) {
  /** @type {Record<string, {at: number, count: number}>} */
  const stands = {};
  for (const [name, control] of Object.entries(controls)) {
    const possible = stops(control);
    const at = control.kind === "Steps" ? 0 : possible.indexOf(state[name]); // one for all steps
    if (at < 0) return null;
    stands[name] = { at, count: possible.length };
  }
  const entry = (/** @type {string[]} */ by) =>
    by.reduce((index, name) => index * stands[name].count + stands[name].at, 0);
  return Object.fromEntries(Object.entries(values).map(([name, { by, is }]) => [name, is[entry(by)]]));
}

/** @param {Controls} controls @param {State} state @returns {number} 99 if there are no steps */
export function step(controls, state) {
  const name = Object.keys(controls).find((one) => controls[one].kind === "Steps");
  return name ? Number(state[name]) : 99;
}
