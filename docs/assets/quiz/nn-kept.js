// @ts-check
import { download } from "../cell/download.js";
import { make } from "../cell/make.js";
import { backup } from "./backup.js";
import { entries } from "./entries.js";
import { store } from "./store.js";

/** A file of every question, card and exercise has some ten thousand bytes. */
const MOST = 5_000_000;

/** `<nn-kept>`: save what the reader did as a file, read it back, erase it. */
export class NnKept extends HTMLElement {
  /** How it was before the last change. @type {Map<string, string> | null} */
  before = null;

  connectedCallback() {
    if (this.said) return;
    this.said = make("p", { class: "nn-remark", role: "status" });
    this.file = make("input", { type: "file", accept: ".json,application/json", hidden: true });
    this.file.addEventListener("change", () => void this.load());
    this.undo = this.button("Undo", () => this.bringBack());
    this.undo.hidden = true;
    this.erases = this.button("Erase …", () => this.ask());
    this.asks = this.dialog();
    const save = this.button("Save as a file", () => this.save());
    const load = this.button("Load a file", () => this.file?.click());
    const row = make("div", { class: "nn-acts" }, save, load, this.erases, this.undo);
    this.replaceChildren(row, this.file, this.said, this.asks);
    this.said.textContent = store.trouble();
  }

  /**
   * @param {string} name
   * @param {() => void} act
   */
  button(name, act) {
    const made = make("button", { class: "nn-act", type: "button" }, name);
    made.addEventListener("click", act);
    return made;
  }

  dialog() {
    const id = "nn-erase";
    this.question = make("p", { id });
    const erase = this.button("Erase", () => this.erase());
    const keep = this.button("Keep", () => this.asks?.close());
    keep.setAttribute("autofocus", "");
    const row = make("div", { class: "nn-acts" }, keep, erase);
    return make("dialog", { class: "nn-ask", "aria-labelledby": id }, this.question, row);
  }

  save() {
    download("nnnotes-progress.json", backup.text(), "application/json");
    this.say(`Saved ${entries(backup.taken().size)}.`);
  }

  async load() {
    const [chosen] = this.file?.files ?? [];
    if (!chosen || !this.file) return;
    const before = backup.taken();
    try {
      const small = chosen.size <= MOST;
      const text = small ? await chosen.text() : "";
      const { said, changed } = small
        ? backup.add(text)
        : { said: "That file is too large to be one of these notes. Nothing was read.", changed: false };
      this.say(said, changed ? before : null);
    } catch (error) {
      this.say(`The file could not be read (${error}). Nothing was changed.`);
    }
    this.file.value = ""; // so that the same file can be chosen again
  }

  ask() {
    const { size } = backup.taken();
    if (!size) return this.say("There is nothing to erase.");
    if (this.question) this.question.textContent = `Erase ${entries(size)}: answers, solved exercises and cards?`;
    this.asks?.showModal();
  }

  erase() {
    const before = backup.taken();
    this.asks?.close();
    const trouble = backup.restore(new Map());
    this.say(trouble || `Erased ${entries(before.size)}.`, trouble ? null : before);
  }

  bringBack() {
    const trouble = this.before && backup.restore(this.before);
    this.erases?.focus();
    this.say(trouble || "All is as it was.", trouble ? this.before : null);
  }

  /**
   * @param {string} sentence
   * @param {Map<string, string> | null} [before] what Undo brings back
   */
  say(sentence, before = null) {
    this.before = before;
    if (this.undo) this.undo.hidden = !before;
    if (this.said) this.said.textContent = sentence;
  }
}

customElements.define("nn-kept", NnKept);
