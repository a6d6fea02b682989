// @ts-check
import { Code } from "./code.js";
import { codebars } from "./codebars.js";
import { Edit } from "./edit.js";
import { extras, received } from "./extras.js";
import { keys } from "./keys.js";
import { make } from "./make.js";
import { offline } from "./offline.js";
import { page } from "./page.js";
import { python } from "./python.js";
import { Rerun } from "./rerun.js";
import { scrollers } from "./scrollers.js";
import { shown } from "./shown.js";
import { status } from "./status.js";
import { tools } from "./tools.js";
import { verdict } from "./verdict.js";

/** @typedef {"idle" | "loading" | "running" | "done" | "error" | "stopped"} State */

/**
 * `<nn-cell name="part/topic" state="idle">`: a finished example that can be changed
 * and run. Its state is its attribute; each change sends a bubbling `nn-state`.
 */
export class NnCell extends HTMLElement {
  /** @type {import("./python.js").Job | null} the run under way */
  job = null;
  built = false;
  listening = new AbortController();

  get busy() {
    return this.job !== null;
  }

  connectedCallback() {
    if (!this.built) this.build(); // else it was only moved
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected || !this.built) return;
      if (this.job) python.leave(this.job);
      this.free();
    });
  }

  build() {
    const area = /** @type {HTMLElement | null} */ (this.querySelector(":scope > .nn-code"));
    if (!area) return;
    const name = this.getAttribute("name") ?? "";
    const title = name.replace(/^.*\//, "").replaceAll("_", " ");
    this.listening = new AbortController();
    const { signal } = this.listening;
    const result = `${this.id || title}-rerun`;
    this.code = new Code(area, `Code of ${title}`, () => this.changed(), signal);
    this.tools = tools(`Run ${title}`, {
      Run: () => void this.run(),
      Stop: () => this.stop(),
      Reset: () => this.reset(),
      Undo: () => this.bringBack(),
    });
    this.status = status(result);
    this.edit = new Edit(name, this.code, () => this.reset());
    this.bar = make("div", { class: "nn-bar" }, this.tools.bar, this.status.line);
    this.rerun = new Rerun(result, (line) => void this.code?.goTo(line));
    this.more = extras(this, name, `${result}-more`);
    this.tools.bar.append(this.more.button);
    area.after(this.bar, this.more.panel, this.edit.note);
    this.append(this.rerun.box);
    this.listen(area, signal);
    this.built = true;
    if (!this.edit.restore()) this.status.say("Click the code to edit it");
    void received(this, name);
    this.become("idle");
  }

  /** Give back everything: the element is as the page wrote it. */
  free() {
    this.listening.abort();
    this.job = null;
    this.code?.remove();
    this.rerun?.clear();
    const parts = [this.bar, this.more?.panel, this.edit?.note, this.rerun?.box];
    for (const part of parts) part?.remove();
    this.setAttribute("state", "idle");
    this.built = false;
  }

  /**
   * @param {HTMLElement} area
   * @param {AbortSignal} signal
   */
  listen(area, signal) {
    const warm = () => {
      // A reader who saves data decides with the click itself.
      const sparing = /** @type {any} */ (navigator).connection?.saveData;
      if (!sparing) python.warm(this.code?.text ?? "");
    };
    const { Run } = /** @type {ReturnType<tools>} */ (this.tools).button;
    Run.addEventListener("pointerenter", warm, { signal });
    Run.addEventListener("focus", warm, { signal });
    area.addEventListener("focusin", ({ target }) => {
      if (target instanceof HTMLTextAreaElement) warm();
    }, { signal });
    const next = () => {
      const cells = page.cells();
      void cells[cells.indexOf(this) + 1]?.code?.open();
    };
    const heard = (/** @type {StorageEvent} */ event) => this.edit?.heard(event);
    addEventListener("storage", heard, { signal });
    keys(area, { run: () => void this.run(), next, leave: () => Run.focus() }, signal);
  }

  /** @param {State} state */
  become(state) {
    this.setAttribute("state", state);
    this.tools?.enable({
      Run: !this.busy,
      Stop: this.busy,
      Reset: !this.busy && Boolean(this.code?.edited || this.rerun?.shown),
    });
    this.dispatchEvent(new CustomEvent("nn-state", { bubbles: true, detail: { state } }));
  }

  async run() {
    if (this.busy || !this.code) return;
    const { edited, page, text } = this.code;
    let begun = 0;
    /** @type {import("./python.js").Job} */
    const job = {
      name: this.getAttribute("name") ?? "",
      code: `${edited ? text : page}\n`,
      onStage: (stage, done, total) => this.status?.stage(stage, done, total),
      onRunning: () => {
        begun = performance.now();
        this.become("running");
        this.status?.stage("Running", 0, 0);
      },
      onText: (piece) => this.rerun?.print(piece),
      onEnd: (end) => this.ended(job, end, edited, begun ? performance.now() - begun : 0),
    };
    this.job = job;
    this.rerun?.clear();
    this.status?.prove(null);
    this.status?.stage("Starting", 0, 0);
    this.become("loading");
    if (!edited) Object.assign(job, await shown(this));
    if (this.job === job) python.run(job); // unless it was stopped meanwhile
  }

  /**
   * @param {import("./python.js").Job} job
   * @param {import("./python.js").End} end
   * @param {boolean} edited
   * @param {number} time milliseconds
   */
  ended(job, end, edited, time) {
    if (this.job !== job || !this.status || !this.rerun) return;
    this.job = null;
    if (end.message) this.rerun.fail(end.message);
    const alt = this.querySelector(":scope > .nn-figure img")?.getAttribute("alt");
    if (end.result) this.rerun.finish(end.result, (!edited && alt) || "Figure of your run");
    const { said, same, proof } = verdict(end, edited, time);
    this.status.say(said);
    this.status.prove(same, proof);
    if (this.rerun.shown) this.status.point(this.rerun.box);
    this.become(end.state);
  }

  /** The code as it is now, ending as files do. */
  get source() {
    return `${this.code?.text.trimEnd()}\n`;
  }

  stop() {
    const { job } = this;
    if (job) python.stop(job);
    // It was not handed over yet: the page's figures were still under way.
    if (job && this.job === job) job.onEnd({ state: "stopped" });
  }

  /** Back to the page: its code, no result of a run. */
  reset() {
    if (!this.edit || this.busy) return;
    this.edit.take();
    this.rerun?.clear();
    this.settle(this.edit.taken ? "The page's code is back" : "");
    this.become("idle");
  }

  /** Undo the reset. */
  bringBack() {
    if (document.activeElement === this.tools?.button.Undo) this.tools?.button.Run.focus();
    this.edit?.bringBack();
    this.settle("Your edit is back");
  }

  /** The reader changed the code: keep it. */
  changed() {
    this.edit?.keep();
    this.settle("");
  }

  /**
   * The code is another than the one that ran.
   * @param {string} sentence
   */
  settle(sentence) {
    if (this.tools) this.tools.button.Undo.hidden = !this.edit?.taken;
    if (this.busy) return;
    this.status?.prove(null);
    this.status?.say(sentence);
    this.become(/** @type {State} */ (this.getAttribute("state")));
  }
}

customElements.define("nn-cell", NnCell);
codebars();
scrollers();
addEventListener("load", () => void offline.read(), { once: true });
