// @ts-check
import { make } from "./make.js";

/**
 * The code of a cell: the highlighted text of the page, and its editor once wanted.
 */
export class Code {
  /**
   * @param {HTMLElement} area `.nn-code` with its `pre > code`
   * @param {string} label
   * @param {() => void} onChange the reader changed the code
   * @param {AbortSignal} signal ends what listens to the page's elements
   */
  constructor(area, label, onChange, signal) {
    this.area = area;
    this.label = label;
    this.onChange = onChange;
    this.shown = /** @type {HTMLElement} */ (area.firstElementChild);
    this.page = area.querySelector("code")?.textContent?.trimEnd() ?? "";
    /** The code as the reader sees it. */
    this.text = this.page;
    /** @type {Awaited<ReturnType<Code["mount"]>> | null} */
    this.editor = null;
    /** @type {Promise<void> | null} */
    this.opening = null;
    this.prepare(signal);
  }

  get edited() {
    return this.text.trimEnd() !== this.page;
  }

  /**
   * A click or Enter opens the editor; selecting text to copy it does not.
   * @param {AbortSignal} signal
   */
  prepare(signal) {
    const pre = this.area.querySelector("pre");
    pre?.setAttribute("tabindex", "0");
    pre?.setAttribute("role", "group");
    pre?.setAttribute("aria-label", `${this.label}, press Enter to edit`);
    this.area.querySelector("code")?.removeAttribute("tabindex");
    const click = (/** @type {MouseEvent} */ event) => {
      const onButton = event.target instanceof Element && event.target.closest("button, a");
      if (!onButton && getSelection()?.isCollapsed !== false) void this.open({ at: event });
    };
    const enter = (/** @type {KeyboardEvent} */ event) => {
      if (event.target !== pre || event.key !== "Enter") return;
      event.preventDefault();
      void this.open();
    };
    // Read from the network ahead of time, the editor is there at once.
    const fetchEditor = () => void import("./editor.js").catch(() => {});
    this.shown.addEventListener("click", click, { signal });
    pre?.addEventListener("keydown", enter, { signal });
    pre?.addEventListener("focus", fetchEditor, { signal, once: true });
  }

  /**
   * Show the editor.
   * @param {{focus?: boolean, at?: {clientX: number, clientY: number}}} [how]
   */
  async open({ focus = true, at } = {}) {
    const place = at && offset(this.shown, at.clientX, at.clientY);
    this.opening ??= this.mount().then((made) => {
      this.editor = made;
    });
    await this.opening;
    const textarea = this.editor?.textarea;
    if (!textarea || !focus) return;
    textarea.focus({ preventScroll: true });
    if (place !== undefined) textarea.setSelectionRange(place, place);
  }

  /**
   * Show the editor with a line marked.
   * @param {number} line the first is 1
   */
  async goTo(line) {
    await this.open();
    const textarea = this.editor?.textarea;
    if (!textarea) return;
    const lines = textarea.value.split("\n");
    const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    textarea.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    textarea.scrollIntoView({ block: "nearest" });
  }

  /** Build the editor, or a plain text field where it cannot be loaded. */
  async mount() {
    const host = make("div", { class: "nn-editor" });
    const onInput = (/** @type {string} */ value) => {
      if (value === this.text) return;
      this.text = value;
      this.onChange();
    };
    let made;
    try {
      const { editor } = await import("./editor.js");
      made = editor(host, this.text, this.label, onInput);
    } catch {
      made = plain(host, this.text, this.label, onInput);
    }
    this.measure(host);
    this.area.append(host);
    this.shown.hidden = true;
    return { ...made, host };
  }

  /**
   * Give the editor the letters of the page's code, whatever style sheets made of it.
   * @param {HTMLElement} host
   */
  measure(host) {
    const code = this.shown.querySelector("code");
    if (!code || this.shown.hidden) return;
    const style = getComputedStyle(code);
    host.style.setProperty("--nn-letters", style.fontSize);
    host.style.setProperty("--nn-leading", style.lineHeight);
    host.style.setProperty("--nn-pad-block", style.paddingBlockStart);
    host.style.setProperty("--nn-pad-inline", style.paddingInlineStart);
  }

  /**
   * Show other code.
   * @param {string} code
   */
  set(code) {
    this.text = code;
    this.editor?.set(code);
  }

  /** Give the editor back. */
  remove() {
    this.editor?.remove();
    this.editor?.host.remove();
    this.editor = null;
    this.opening = null;
    this.shown.hidden = false;
  }
}

/**
 * @param {HTMLElement} host
 * @param {string} code
 * @param {string} label
 * @param {(code: string) => void} onInput
 */
function plain(host, code, label, onInput) {
  const rows = String(code.split("\n").length + 1);
  const textarea = make("textarea", {
    class: "nn-plain",
    "aria-label": label,
    autocapitalize: "off",
    autocomplete: "off",
    autocorrect: "off",
    spellcheck: "false",
    wrap: "off",
    rows,
  });
  textarea.value = code;
  textarea.addEventListener("input", () => onInput(textarea.value));
  host.append(textarea);
  const set = (/** @type {string} */ value) => void (textarea.value = value);
  return { textarea, set, remove: () => textarea.remove() };
}

/**
 * The place in the text under a point, so that the caret lands where one clicked.
 * @param {HTMLElement} area
 * @param {number} x
 * @param {number} y
 * @returns {number | undefined}
 */
function offset(area, x, y) {
  const caret = document.caretPositionFromPoint?.(x, y);
  const code = area.querySelector("code");
  if (!caret || !code?.contains(caret.offsetNode)) return undefined;
  const range = document.createRange();
  range.setStart(code, 0);
  range.setEnd(caret.offsetNode, caret.offset);
  return range.toString().length;
}
