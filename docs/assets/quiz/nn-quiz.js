// @ts-check
import { make } from "../cell/make.js";
import { question } from "./question.js";
import { store } from "./store.js";

/**
 * `<nn-quiz part="…" state="idle | ready">`: the questions of a part. Answers are kept
 * in this browser; those that are wrong can be asked again.
 */
export class NnQuiz extends HTMLElement {
  /** @type {ReturnType<typeof question>[]} */
  questions = [];
  /** Whether only some questions are shown. */
  some = false;
  /** What the last button took away. @type {Map<string, string> | null} */
  taken = null;
  listening = new AbortController();

  connectedCallback() {
    if (!this.questions.length) this.build();
    this.listening = new AbortController();
    store.listen(() => this.read(), this.listening.signal);
  }

  disconnectedCallback() {
    this.listening.abort();
  }

  build() {
    const sections = /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".nn-question")]);
    this.questions = sections.map((section) => {
      const name = section.dataset.name ?? "";
      const made = question(section, {
        answer: (option) => {
          this.keep(name, option);
          this.settle();
        },
        again: () => {
          this.clear([made]);
          this.settle();
        },
      });
      return made;
    });
    this.score = make("p", { class: "nn-score", role: "status" });
    this.note = make("p", { class: "nn-remark", role: "status" });
    this.wrong = this.button("Only the wrong ones again", () => this.again());
    this.all = this.button("Show all", () => this.showAll());
    this.start = this.button("Start again", () => this.startAgain());
    this.undo = this.button("Undo", () => this.bringBack());
    const row = make("div", { class: "nn-acts" }, this.wrong, this.all, this.start, this.undo);
    const bar = make("div", { class: "nn-sum", role: "group", "aria-label": "Score" }, this.score, row, this.note);
    this.append(bar);
    this.setAttribute("state", "ready");
    this.read();
    this.note.textContent = store.trouble();
  }

  /**
   * @param {string} name
   * @param {() => void} act
   */
  button(name, act) {
    const made = make("button", { class: "nn-act", type: "button" }, name);
    made.addEventListener("click", () => {
      if (made.getAttribute("aria-disabled") !== "true") act();
    });
    return made;
  }

  /** Show what is kept. */
  read() {
    for (const one of this.questions) {
      const option = store.read("question", one.name)?.option;
      if (option !== undefined && one.has(option)) one.show(option);
      else if (one.right !== null) one.clear();
      if (option !== undefined && !one.has(option)) one.say("This question has changed since you answered it.");
    }
    this.count();
  }

  /**
   * @param {string} name
   * @param {string} option
   */
  keep(name, option) {
    const trouble = store.keep("question", name, { option });
    if (this.note) this.note.textContent = trouble;
  }

  /** @param {ReturnType<typeof question>[]} questions */
  clear(questions) {
    for (const { name } of questions) store.forget("question", name);
  }

  /** Something new was done: there is nothing to undo any more. */
  settle() {
    this.taken = null;
    this.count();
  }

  count() {
    const every = this.questions.length;
    const right = this.questions.filter((one) => one.right).length;
    const wrong = this.questions.filter((one) => one.right === false).length;
    const open = every - right - wrong;
    const parts = [`${right} of ${every} right`, wrong && `${wrong} wrong`, open && `${open} to go`];
    this.say(`${parts.filter(Boolean).join(", ")}.`);
    this.wrong?.setAttribute("aria-disabled", String(!wrong));
    this.start?.setAttribute("aria-disabled", String(open === every));
    if (this.all) this.all.hidden = !this.some;
    if (this.undo) this.undo.hidden = !this.taken;
  }

  /** @param {string} sentence */
  say(sentence) {
    if (this.score && this.score.textContent !== sentence) this.score.textContent = sentence;
  }

  /** @param {ReturnType<typeof question>[]} questions take their answers, for now */
  take(questions) {
    const answers = questions.map(({ name }) => [name, store.read("question", name)?.option ?? ""]);
    this.clear(questions);
    this.taken = new Map(/** @type {[string, string][]} */ (answers).filter(([, option]) => option));
    this.count();
  }

  again() {
    const wrong = this.questions.filter((one) => one.right === false);
    this.some = true;
    for (const one of this.questions) one.section.hidden = !wrong.includes(one);
    this.take(wrong);
    wrong[0]?.focus();
  }

  showAll() {
    this.some = false;
    for (const one of this.questions) one.section.hidden = false;
    this.count();
    this.start?.focus();
  }

  startAgain() {
    this.some = false;
    for (const one of this.questions) one.section.hidden = false;
    this.take(this.questions);
  }

  bringBack() {
    for (const [name, option] of this.taken ?? []) this.keep(name, option);
    this.settle();
    this.start?.focus();
  }
}

customElements.define("nn-quiz", NnQuiz);
