// @ts-check
/**
 * The job that lets Python check an exercise: the package in its worker decides.
 *
 * @typedef {object} Verdict as `nnnotes.exercises.checker.Verdict`
 * @property {"solved" | "wrong" | "error"} state
 * @property {string} says
 * @property {string} detail
 * @property {string} where
 * @property {[string, string][]} case
 * @property {string} came
 * @property {string} expected
 * @property {string} part
 * @property {string} printed
 * @property {string[]} holds
 *
 * @param {string} name of the exercise
 * @param {string} code the reader's
 * @param {(verdict: Verdict | null, end: import("../cell/python.js").End) => void} onEnd
 *   without a verdict if the check did not come to its end
 * @param {Pick<import("../cell/python.js").Job, "onStage" | "onRunning">} told
 * @returns {import("../cell/python.js").Job}
 */
export function check(name, code, onEnd, told) {
  // A string of JSON is a string of Python.
  const asked = `${JSON.stringify(name)}, ${JSON.stringify(code)}`;
  let text = "";
  return {
    name: `exercise ${name}`,
    code: `from nnnotes import exercises\nprint(exercises.answer(${asked}))\n`,
    again: "Check",
    ...told,
    onText: (piece) => void (text += piece),
    onEnd: (end) => onEnd(end.state === "done" ? JSON.parse(text) : null, end),
  };
}
