// @ts-check
import { make } from "./make.js";

/**
 * The line beside the tools: stage and progress, how the run ended, and the proof.
 *
 * @param {string} target id of the reader's result
 */
export function status(target) {
  const text = make("span", { class: "nn-said", role: "status" });
  // Bytes change ten times a second: they are shown, and not read aloud.
  const bytes = make("span", { class: "nn-bytes", "aria-hidden": "true" });
  const progress = make("progress", { class: "nn-progress", "aria-label": "Loading", hidden: true });
  const jump = make("a", { class: "nn-jump", href: `#${target}`, hidden: true }, "See it");
  const proof = make("span", { class: "nn-proof", role: "status", hidden: true });
  const line = make("div", { class: "nn-status" }, progress, text, bytes, jump, proof);

  return {
    line,

    /** @param {string} sentence */
    say(sentence) {
      if (text.textContent !== sentence) text.textContent = sentence;
      bytes.textContent = "";
      progress.hidden = jump.hidden = true;
    },

    /**
     * @param {string} stage
     * @param {number} done
     * @param {number} total bytes; 0 if unknown
     */
    stage(stage, done, total) {
      this.say(stage);
      progress.hidden = false;
      progress.removeAttribute("value");
      if (!total || done >= total) return;
      progress.max = total;
      progress.value = done;
      bytes.textContent = ` ${megabytes(done)} of ${megabytes(total)} MB`;
    },

    /** @param {HTMLElement} result offer the way to it, if it is out of sight */
    point(result) {
      jump.hidden = result.getBoundingClientRect().top < window.innerHeight - 40;
    },

    /**
     * @param {"true" | "false" | "edited" | null} same
     * @param {string} [sentence]
     */
    prove(same, sentence = "") {
      proof.hidden = same === null;
      proof.textContent = sentence;
      if (same === null) delete proof.dataset.same;
      else proof.dataset.same = same;
    },
  };
}

/** @param {number} bytes */
const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
