// @ts-check
import { python } from "../cell/python.js";

/**
 * Ask Python, in its worker, for the values between the stops: the same package
 * computes them that computed the page's.
 *
 * @param {string} name of the explorer
 * @param {import("./grid.js").State} state
 * @param {(stage: string, done: number, total: number) => void} onStage
 * @returns {Promise<Record<string, any>>}
 */
export function remote(name, state, onStage) {
  // A string of JSON is a string of Python.
  const asked = `${JSON.stringify(name)}, ${JSON.stringify(JSON.stringify(state))}`;
  const code = `from nnnotes import explorers\nprint(explorers.answer(${asked}))\n`;
  let text = "";
  return new Promise((done, fail) => {
    python.run({
      name: `explorer ${name}`,
      code,
      onStage,
      onRunning: () => onStage("Python computes", 0, 0),
      onText: (piece) => void (text += piece),
      onEnd({ state: how, result, message }) {
        if (how === "done") done(JSON.parse(text));
        else fail(new Error(message ?? result?.error ?? "Stopped"));
      },
    });
  });
}
