// @ts-check
import { lines } from "./lines.js";
import { make } from "./make.js";

/**
 * What the reader's run gave: text, error, figures, below the page's own result.
 */
export class Rerun {
  /**
   * @param {string} id
   * @param {(line: number) => void} onLine the reader wants to see a line of the code
   */
  constructor(id, onLine) {
    this.onLine = onLine;
    /** @type {string[]} addresses of the figures */
    this.blobs = [];
    const region = { role: "region", tabindex: "0" };
    this.text = make("pre", { class: "nn-text", "aria-label": "Text of your run", ...region });
    this.error = make("div", { class: "nn-error", role: "status" });
    this.aside = make("pre", { class: "nn-aside", "aria-label": "Warnings of your run", ...region });
    this.figures = make("div", { class: "nn-drawings" });
    const title = make("p", { class: "nn-rerun-title" }, "Your run");
    const parts = [title, this.text, this.error, this.aside, this.figures];
    this.box = make("section", { class: "nn-rerun", id, "aria-label": "Your run" }, ...parts);
    this.clear();
  }

  /** Whether there is something to see. */
  get shown() {
    return !this.box.hidden;
  }

  /** Forget the last run, and what it held. */
  clear() {
    for (const part of [this.text, this.error, this.aside, this.figures]) {
      part.replaceChildren();
      part.hidden = part !== this.error; // a live region has to be there before its text
    }
    for (const blob of this.blobs.splice(0)) URL.revokeObjectURL(blob);
    this.box.hidden = true;
  }

  /** @param {string} piece */
  print(piece) {
    this.box.hidden = this.text.hidden = false;
    const stays = this.text.scrollHeight - this.text.scrollTop - this.text.clientHeight < 40;
    this.text.append(piece);
    if (stays) this.text.scrollTop = this.text.scrollHeight;
  }

  /**
   * Say how the run ended. The text is already there.
   * @param {{error: string, hint: string, warnings: string, figures: {light: string, dark: string}[]}} result
   * @param {string} alt what a screen reader says of a figure
   */
  finish({ error, hint, warnings, figures }, alt) {
    if (warnings) this.aside.append(warnings);
    this.aside.hidden = !warnings;
    for (const figure of figures) this.draw(figure, alt);
    if (error) this.fail(error, hint);
    else if (hint) this.error.append(make("p", {}, hint));
    this.box.hidden = false;
    if (!this.text.textContent && !error && !figures.length) this.print("(nothing printed)");
  }

  /**
   * @param {string} error
   * @param {string} [hint]
   */
  fail(error, hint = "") {
    this.box.hidden = false;
    this.error.replaceChildren(make("pre", {}, ...lines(error, this.onLine)));
    if (hint) this.error.append(make("p", {}, hint));
  }

  /**
   * @param {{light: string, dark: string}} figure
   * @param {string} alt
   */
  draw(figure, alt) {
    const drawing = make("div", { class: "nn-drawing" });
    for (const scheme of /** @type {const} */ (["light", "dark"])) {
      // An image, not an element of the page: what a drawing contains cannot run.
      const blob = URL.createObjectURL(new Blob([figure[scheme]], { type: "image/svg+xml" }));
      this.blobs.push(blob);
      drawing.append(make("img", { class: `nn-${scheme}`, src: blob, alt }));
    }
    this.figures.append(drawing);
    this.figures.hidden = false;
  }
}
