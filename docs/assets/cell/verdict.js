// @ts-check
/**
 * Put into words how a run ended, and whether it gave what the page shows.
 *
 * @param {import("./python.js").End} end
 * @param {boolean} edited whether the reader's code ran
 * @param {number} time milliseconds that it ran
 * @returns {{said: string, same: "true" | "false" | "edited" | null, proof: string}}
 */
export function verdict({ state, result, message }, edited, time) {
  const seconds = time < 100 ? "" : `${(time / 1000).toFixed(1)} s`;
  let said = seconds ? `Done in ${seconds}` : "Done";
  if (state === "stopped") said = "Stopped";
  else if (message) said = "Not run to its end";
  else if (state === "error") said = seconds ? `Ended with an error after ${seconds}` : "Ended with an error";

  if (!result) return { said, same: null, proof: "" };
  if (edited) return { said, same: "edited", proof: "Edited code: not compared" };
  if (result.difference === "") return { said, same: "true", proof: "Same as the page" };
  if (result.difference) return { said, same: "false", proof: `Differs: ${result.difference}` };
  return { said: `${said}, not compared: the page's figure did not come`, same: null, proof: "" };
}
