// @ts-check
import { difference } from "./difference.js";
import { make } from "./make.js";
import { saved } from "./saved.js";

/**
 * The reader's edit of one cell: kept, shown again, taken away, brought back.
 */
export class Edit {
  /**
   * @param {string} name of the cell
   * @param {import("./code.js").Code} code
   * @param {() => void} onReset the reader asks for the page's code
   */
  constructor(name, code, onReset) {
    this.name = name;
    this.code = code;
    this.onReset = onReset;
    /** What the last reset took away. */
    this.taken = "";
    /** Whether the code is from a link, and the kept edit is still the reader's own. */
    this.borrowed = false;
    this.note = make("p", { class: "nn-note", role: "status", hidden: true });
  }

  /**
   * Show the edit of an earlier visit.
   * @returns {boolean} whether there is one
   */
  restore() {
    const edit = saved.read(this.name);
    if (!edit || edit.code.trimEnd() === this.code.page) return this.offerEarlier();
    this.code.set(edit.code);
    void this.code.open({ focus: false });
    const day = new Date(edit.date).toLocaleDateString("en", { dateStyle: "medium" });
    if (saved.fits(edit, this.code.page)) {
      this.tell(`Your edit of ${day} · Reset shows the original`, this.earlier());
      return true;
    }
    this.tell(`The page's code has changed since your edit of ${day}.`, {
      "Keep mine": () => this.keep(),
      "See the difference": () => this.compare(),
      "See the page's": this.onReset,
      ...this.earlier(),
    });
    return true;
  }

  /** @returns {boolean} false: what is shown is the page's own code */
  offerEarlier() {
    if (saved.earlier(this.name)) this.tell("An edit of yours is kept.", this.earlier());
    return false;
  }

  /**
   * @returns {Record<string, () => void>} the way to the edit that made room for one
   *   that came with a link, if there is one
   */
  earlier() {
    if (!saved.earlier(this.name)) return {};
    return {
      "Show my earlier edit": () => {
        const { code = "" } = saved.earlier(this.name) ?? {};
        saved.exchange(this.name);
        this.code.set(code);
        void this.code.open({ focus: false });
        this.keep();
      },
    };
  }

  /**
   * Show code that a link brought. The reader's own edit stays kept until they decide.
   * @param {string} code
   */
  receive(code) {
    const own = this.code.text;
    this.borrowed = saved.read(this.name) !== null && own.trimEnd() !== code.trimEnd();
    this.code.set(code.trimEnd());
    void this.code.open({ focus: false });
    this.tell("This code came with the link. It has not been run.", {
      "Keep it": () => this.keep(),
      "Show what was here": () => {
        this.borrowed = false;
        this.code.set(own);
        this.tell("");
      },
    });
  }

  /** Show what the page has (-) and what the reader has (+). */
  compare() {
    this.note.querySelector(".nn-difference")?.remove();
    this.note.append(difference(this.code.page, this.code.text.trimEnd()));
  }

  /**
   * Another tab has kept or forgotten an edit of this cell.
   * @param {StorageEvent} event
   */
  heard(event) {
    const edit = event.key === saved.key(this.name) ? saved.read(this.name) : null;
    if (!edit || edit.code === this.code.text) return;
    this.tell("Another tab has another edit of this code.", {
      "Show that one": () => {
        this.code.set(edit.code);
        void this.code.open({ focus: false });
        this.tell("");
      },
      "Keep this one": () => this.keep(),
    });
  }

  /** Keep the code as it is now; say so if that cannot be. */
  keep() {
    const { text, page, edited } = this.code;
    this.taken = "";
    if (this.borrowed) saved.exchange(this.name);
    this.borrowed = false;
    if (!edited) saved.forget(this.name);
    const trouble = edited ? saved.keep(this.name, text, page) : "";
    if (trouble) this.tell(trouble);
    else if (edited && saved.earlier(this.name)) {
      this.tell("Kept. Your earlier edit is kept too.", this.earlier());
    } else this.tell("");
  }

  /** Show the page's code again. */
  take() {
    this.taken = this.code.edited ? this.code.text : "";
    this.code.set(this.code.page);
    // The code of a link is taken away; the reader's own edit stays where it is.
    if (!this.borrowed) saved.forget(this.name);
    this.tell("");
    this.offerEarlier();
  }

  /** Undo that. */
  bringBack() {
    this.code.set(this.taken);
    this.keep();
  }

  /**
   * @param {string} sentence
   * @param {Record<string, () => void>} [choices]
   */
  tell(sentence, choices = {}) {
    // Said once, not with every letter that is typed.
    if (!this.note.hidden && this.note.firstChild?.nodeValue === sentence) return;
    this.note.replaceChildren(sentence);
    for (const [name, act] of Object.entries(choices)) {
      const button = make("button", { class: "nn-choice", type: "button" }, name);
      button.addEventListener("click", act);
      this.note.append(button);
    }
    this.note.hidden = !sentence;
  }
}
