// @ts-check
import { make } from "../cell/make.js";
import { store } from "./store.js";

/** @typedef {import("./store.js").Written} Written */

/**
 * `<nn-open name="part/name">`: an open question with a folded sample answer. The reader
 * writes, unfolds, compares, and says how it went.
 */
export class NnOpen extends HTMLElement {
  /** @type {HTMLTextAreaElement | null} */
  area = null;
  /** @type {HTMLInputElement[]} */
  marks = [];
  listening = new AbortController();

  get name() {
    return this.getAttribute("name") ?? "";
  }

  connectedCallback() {
    const fold = this.querySelector("details");
    if (!fold) return;
    if (!this.area) this.build(fold);
    this.listening = new AbortController();
    store.listen(() => this.read(), this.listening.signal);
  }

  disconnectedCallback() {
    this.listening.abort();
  }

  /** @param {HTMLDetailsElement} fold */
  build(fold) {
    const id = `open-${this.name.replace("/", "-")}`;
    this.area = make("textarea", { class: "nn-words", id, rows: "4" });
    this.note = make("p", { class: "nn-remark", role: "status" });
    const label = make("label", { class: "nn-label", for: id }, "Your answer");
    const had = this.mark(id, "had", "I had it");
    const not = this.mark(id, "not yet", "Not yet");
    const marks = make("fieldset", { class: "nn-marks" }, make("legend", {}, "Did you have it?"), had, not);
    fold.before(label, this.area);
    fold.after(marks, this.note);
    const opened = () => {
      marks.hidden = !fold.open && !this.marks.some((mark) => mark.checked);
    };
    fold.addEventListener("toggle", opened);
    this.area.addEventListener("input", () => this.keep());
    marks.addEventListener("change", () => this.keep());
    this.read();
    opened();
  }

  /**
   * @param {string} id
   * @param {string} value
   * @param {string} text
   */
  mark(id, value, text) {
    const input = make("input", { type: "radio", name: `${id}-mark`, value });
    this.marks.push(input);
    return make("label", { class: "nn-pick" }, input, text);
  }

  /** Show what is kept; what is being written here stays. */
  read() {
    const kept = store.read("open", this.name);
    if (this.area && document.activeElement !== this.area) this.area.value = kept?.text ?? "";
    for (const mark of this.marks) mark.checked = mark.value === kept?.mark;
  }

  keep() {
    const text = this.area?.value ?? "";
    const mark = /** @type {Written["mark"]} */ (this.marks.find(({ checked }) => checked)?.value ?? "");
    const trouble = store.keep("open", this.name, { text, mark });
    if (this.note) this.note.textContent = trouble || "Kept in this browser.";
  }
}

customElements.define("nn-open", NnOpen);
