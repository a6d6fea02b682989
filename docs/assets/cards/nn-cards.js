// @ts-check
import { bar } from "./bar.js";
import { kept } from "./kept.js";
import { keys } from "./keys.js";
import { leitner } from "./leitner.js";
import { rest } from "./rest.js";
import { Round } from "./round.js";

/**
 * `<nn-cards deck="linear">` holds folds, a question and its answer each. One lies on top
 * at a time; without a script, and on paper, all of them stand there.
 */
export class NnCards extends HTMLElement {
  round = new Round();
  /** @type {Map<string, HTMLDetailsElement>} */
  cards = new Map();
  /** @type {string[]} */
  names = [];
  /** @type {{name: string, place: import("./leitner.js").Place | null, names: string[], at: number} | null} */
  last = null;
  which = "due";
  listening = new AbortController();

  connectedCallback() {
    if (!this.bar) this.build();
    else if (this.listening.signal.aborted) this.listen(); // it was away for a while
  }

  build() {
    for (const card of this.querySelectorAll("details")) this.cards.set(card.id, card);
    this.names = [...this.cards.keys()];
    if (!this.names.length) return;
    this.bar = bar(this.getAttribute("deck") ?? "", {
      Shuffle: () => this.shuffle(),
      Previous: () => this.go(-1),
      "Show answer": () => this.flip(),
      Next: () => this.go(1),
      Again: () => this.answer(false),
      Good: () => this.answer(true),
      Undo: () => this.undo(),
      Erase: () => this.ask(true),
      "Yes, erase": () => this.erase(),
      "Keep them": () => this.ask(false),
    }, (which) => this.choose(which));
    this.prepend(this.bar.above);
    this.append(this.bar.below);
    this.listen();
    this.setAttribute("state", "ready");
    this.choose(this.due().length ? "due" : "all");
    this.follow();
    if (!this.due().length) this.say(rest(this.names));
  }

  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.listening.abort()); // else it was moved
  }

  listen() {
    const { signal } = (this.listening = new AbortController());
    keys(this, {
      "ArrowRight": () => this.go(1),
      "ArrowLeft": () => this.go(-1),
      "1": () => this.answer(false),
      "2": () => this.answer(true),
      "Escape": () => this.bar?.sure.hidden || this.ask(false),
    }, signal);
    for (const card of this.cards.values()) {
      card.addEventListener("toggle", () => this.refresh(), { signal });
    }
    addEventListener("hashchange", () => this.follow(), { signal });
    addEventListener("storage", ({ key }) => kept.concerns(key) && this.refresh(), { signal });
  }

  /** The names of the cards that are due. */
  due() {
    const today = leitner.today();
    return this.names.filter((name) => leitner.due(kept.get(name), today));
  }

  /** @param {string} which a new round of the cards that are due, or of all */
  choose(which) {
    this.which = which;
    this.last = null;
    this.round.begin(which === "due" ? this.due() : this.names);
    this.show();
    this.say("");
  }

  /** A link to a card puts it on top. */
  follow() {
    const name = location.hash.slice(1);
    if (!this.cards.has(name)) return;
    if (!this.round.find(name)) this.choose("all");
    this.round.find(name);
    this.show();
    this.scrollIntoView({ block: "nearest" });
  }

  /** Put the top card there, question up. */
  show() {
    const { top } = this.round;
    for (const [name, card] of this.cards) {
      card.toggleAttribute("data-top", name === top);
      card.open = false;
    }
    this.refresh();
  }

  refresh() {
    if (!this.bar) return;
    const { button, radio, count } = this.bar;
    const card = this.cards.get(this.round.top ?? "");
    count.due.textContent = String(this.due().length);
    count.all.textContent = String(this.cards.size);
    radio[this.which].checked = true;
    button["Show answer"].textContent = card?.open ? "Hide answer" : "Show answer";
    const many = this.round.names.length > 1;
    for (const name of ["Shuffle", "Previous", "Next"]) button[name].disabled = !many;
    for (const name of ["Again", "Good"]) button[name].disabled = !card?.open;
    button["Show answer"].disabled = !card;
    button.Undo.disabled = !this.last;
  }

  /** @param {string} what happened, before where we are */
  say(what) {
    const { names, at } = this.round;
    const place = names.length ? `Card ${at + 1} of ${names.length}.` : `This round is done. ${rest(this.names)}`;
    this.bar?.say(`${what} ${place}`.trim());
  }

  /** @param {1 | -1} way */
  go(way) {
    if (this.round.names.length < 2) return;
    const onCard = document.activeElement?.matches("summary");
    this.round.go(way);
    this.show();
    this.say("");
    if (onCard) this.focusTop();
  }

  flip() {
    this.cards.get(this.round.top ?? "")?.toggleAttribute("open");
  }

  shuffle() {
    this.last = null;
    this.round.shuffle();
    this.show();
    this.say("Shuffled.");
  }

  /** @param {boolean} known */
  answer(known) {
    const name = this.round.top;
    if (!name || !this.cards.get(name)?.open) return;
    const place = kept.get(name);
    this.last = { name, place, names: [...this.round.names], at: this.round.at };
    const next = leitner.next(place, known, leitner.today());
    this.bar?.warn(kept.put(name, next));
    this.round.answered(known);
    this.show();
    this.say(known ? `Good: box ${next.box} of ${leitner.last}.` : "It comes again in this round.");
    this.focusTop();
  }

  undo() {
    if (!this.last) return;
    const { name, place, names, at } = this.last;
    this.bar?.warn(kept.put(name, place));
    Object.assign(this.round, { names, at });
    this.last = null;
    this.show();
    this.say("Taken back.");
    this.focusTop();
  }

  /** The keyboard stays on the cards; after the last one, on what is said of them. */
  focusTop() {
    const summary = this.cards.get(this.round.top ?? "")?.querySelector("summary");
    (summary ?? this.bar?.radio[this.which])?.focus();
  }

  /** @param {boolean} open whether to ask before anything is lost */
  ask(open) {
    if (!this.bar) return;
    this.bar.sure.hidden = !open;
    this.bar.button[open ? "Keep them" : "Erase"].focus();
  }

  erase() {
    const refused = this.names.map((name) => kept.put(name, null));
    this.bar?.warn(refused.find(Boolean) ?? "");
    this.ask(false);
    this.choose("due");
    this.say("Erased.");
  }
}

customElements.define("nn-cards", NnCards);
