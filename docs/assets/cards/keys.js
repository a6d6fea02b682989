// @ts-check
/**
 * The keys of a deck, wherever in it the focus is; a field keeps its own. Space and Enter
 * are not among them: a question is a summary and turns by itself.
 *
 * @param {HTMLElement} deck
 * @param {Record<string, () => unknown>} actions by the name of their key
 * @param {AbortSignal} signal
 */
export function keys(deck, actions, signal) {
  deck.addEventListener("keydown", (event) => {
    const { altKey, ctrlKey, metaKey, key, target } = event;
    if (altKey || ctrlKey || metaKey || target instanceof HTMLInputElement) return;
    if (!Object.hasOwn(actions, key)) return;
    event.preventDefault();
    actions[key]();
  }, { signal });
}
