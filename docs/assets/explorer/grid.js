// @ts-check
/**
 * Looks up what the build computed.
 *
 * @typedef {Record<string, any>} Controls as nnnotes.explorers describes them
 * @typedef {Record<string, number | string | boolean>} State of the controls
 * @typedef {{controls: Controls, panels: any[], table: any[], same: Record<string, any>,
 *   columns: Record<string, any[]>, presets: Record<string, State>}} Grid
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
export function lookup({ controls, same, columns }, state) {
  let at = 0;
  for (const [name, control] of Object.entries(controls)) {
    if (control.kind === "Steps") continue; // one state for all of them
    const possible = stops(control);
    const here = possible.indexOf(state[name]);
    if (here < 0) return null;
    at = at * possible.length + here;
  }
  const found = Object.entries(columns).map(([name, column]) => [name, column[at]]);
  return { ...same, ...Object.fromEntries(found) };
}

/** @param {Controls} controls @param {State} state @returns {number} 99 if there are no steps */
export function step(controls, state) {
  const name = Object.keys(controls).find((one) => controls[one].kind === "Steps");
  return name ? Number(state[name]) : 99;
}
