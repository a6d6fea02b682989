// @ts-check
/**
 * The keys of a cell's code: Ctrl or Cmd with Enter runs, Shift-Enter runs and goes
 * on to the next cell, Escape leaves the editor.
 *
 * @param {HTMLElement} area
 * @param {{run: () => void, next: () => void, leave: () => void}} actions
 * @param {AbortSignal} signal
 */
export function keys(area, actions, signal) {
  const hear = (/** @type {KeyboardEvent} */ event) => {
    const runs = event.key === "Enter" && (event.ctrlKey || event.metaKey || event.shiftKey);
    const leaves = event.key === "Escape" && event.target instanceof HTMLTextAreaElement;
    if (event.isComposing || !(runs || leaves)) return;
    event.preventDefault();
    event.stopPropagation();
    if (leaves) return actions.leave();
    actions.run();
    if (event.shiftKey) actions.next();
  };
  area.addEventListener("keydown", hear, { signal, capture: true });
}
