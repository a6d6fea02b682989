// @ts-check
import { Code } from "../cell/code.js";
import { Edit } from "../cell/edit.js";
import { keys } from "../cell/keys.js";
import { make } from "../cell/make.js";
import { python } from "../cell/python.js";
import { status } from "../cell/status.js";
import { tools } from "../cell/tools.js";
import { Answer } from "./answer.js";
import { check } from "./check.js";
import { Help } from "./help.js";
import "./nn-exercise-list.js";
import { solved } from "./solved.js";

/** @typedef {import("../cell/nn-cell.js").State} State */

/**
 * `<nn-exercise name="part/slug" state="idle">`: the reader writes code, Python checks it.
 * Its state is its attribute; each change sends a bubbling `nn-state`.
 */
export class NnExercise extends HTMLElement {
  /** @type {import("../cell/python.js").Job | null} the check under way */
  job = null;
  built = false;
  listening = new AbortController();

  get name() {
    return this.getAttribute("name") ?? "";
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
    const title = this.name.replace(/^.*\//, "").replaceAll("_", " ");
    const { signal } = (this.listening = new AbortController());
    this.code = new Code(area, `Your code of ${title}`, () => this.changed(), signal);
    this.tools = tools(`Check ${title}`, {
      Check: () => this.check(),
      Stop: () => this.job && python.stop(this.job),
      Hint: () => this.status?.say(this.help?.hint() ?? ""),
      Solution: () => void this.help?.solve(solved.has(this.name)),
      Reset: () => this.reset(),
      Undo: () => this.bringBack(),
    });
    this.status = status(`${this.id}-answer`);
    this.edit = new Edit(`exercise/${this.name}`, this.code, () => this.reset());
    this.answer = new Answer((line) => void this.code?.goTo(line));
    this.answer.box.id = `${this.id}-answer`;
    this.help = new Help(this);
    this.bar = make("div", { class: "nn-bar" }, this.tools.bar, this.status.line);
    area.after(this.bar, this.edit.note, this.answer.box);
    this.listen(area, signal);
    this.built = true;
    if (!this.edit.restore()) this.status.say("Click to edit");
    if (solved.has(this.name)) this.status.prove("true", "Solved");
    this.become("idle");
  }

  /** Give back everything: the element is as the page wrote it. */
  free() {
    this.listening.abort();
    this.job = null;
    this.code?.remove();
    this.help?.free();
    for (const part of [this.bar, this.edit?.note, this.answer?.box]) part?.remove();
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
    const { Check } = /** @type {ReturnType<tools>} */ (this.tools).button;
    Check.addEventListener("pointerenter", warm, { signal });
    Check.addEventListener("focus", warm, { signal });
    area.addEventListener("focusin", ({ target }) => {
      if (target instanceof HTMLTextAreaElement) warm();
    }, { signal });
    addEventListener("storage", (event) => this.edit?.heard(event), { signal });
    keys(area, { run: () => this.check(), next: () => {}, leave: () => Check.focus() }, signal);
  }

  /** @param {State} state */
  become(state) {
    this.setAttribute("state", state);
    const busy = this.job !== null;
    this.tools?.enable({ Check: !busy, Stop: busy, Reset: !busy && Boolean(this.code?.edited) });
    this.dispatchEvent(new CustomEvent("nn-state", { bubbles: true, detail: { state } }));
  }

  check() {
    if (this.job || !this.code) return;
    const job = check(this.name, `${this.code.text.trimEnd()}\n`, (verdict, end) => {
      if (this.job === job) this.ended(verdict, end);
    }, {
      onStage: (stage, done, total) => this.status?.stage(stage, done, total),
      onRunning: () => {
        this.become("running");
        this.status?.stage("Checking", 0, 0);
      },
    });
    this.job = job;
    this.answer?.clear();
    this.status?.stage("Starting", 0, 0);
    this.become("loading");
    python.run(job);
  }

  /**
   * @param {import("./check.js").Verdict | null} verdict
   * @param {import("../cell/python.js").End} end
   */
  ended(verdict, end) {
    if (!this.status || !this.answer) return;
    this.job = null;
    this.status.say({ done: "Checked", error: "Not checked", stopped: "Stopped" }[end.state]);
    if (verdict) this.answer.show(verdict);
    else if (end.state === "error") this.answer.fail(end.message ?? end.result?.error ?? "The check failed.");
    if (verdict?.state === "solved") {
      this.status.prove("true", "Solved");
      const trouble = solved.mark(this.name);
      if (trouble) this.edit?.tell(trouble);
    }
    if (verdict) this.status.point(this.answer.box);
    this.become(end.state);
  }

  /** Back to the page: its code, no answer. */
  reset() {
    if (!this.edit || this.job) return;
    this.edit.take();
    this.settle(this.edit.taken ? "The starter is back" : "");
    this.become("idle");
  }

  /** Undo the reset. */
  bringBack() {
    const button = this.tools?.button;
    if (document.activeElement === button?.Undo) button?.Check.focus();
    this.edit?.bringBack();
    this.settle("Your code is back");
  }

  /** The reader changed the code: keep it. */
  changed() {
    this.edit?.keep();
    this.settle("");
  }

  /**
   * The code is another than the one that was checked.
   * @param {string} sentence
   */
  settle(sentence) {
    if (this.tools) this.tools.button.Undo.hidden = !this.edit?.taken;
    if (this.job) return;
    this.status?.say(sentence);
    this.answer?.age();
    this.become(/** @type {State} */ (this.getAttribute("state")));
  }
}

customElements.define("nn-exercise", NnExercise);
