// @ts-check
/**
 * The code editor: loaded when a reader first goes into a cell's code.
 */
import "prism-code-editor/prism/languages/python";
import "prism-code-editor/languages/python";
import { createEditor } from "prism-code-editor";
import { defaultKeymap, editHistory, editorCommands } from "prism-code-editor/commands";
import { cursorPosition } from "prism-code-editor/cursor";
import { highlightBracketPairs } from "prism-code-editor/highlight-brackets";
import layout from "prism-code-editor/layout.css" with { type: "text" };
import { matchBrackets } from "prism-code-editor/match-brackets";
import { searchWidget } from "prism-code-editor/search";
import search from "prism-code-editor/search.css" with { type: "text" };

// A constructed sheet: allowed by a policy that forbids inline style elements, and
// there before the editor is. Instant navigation leaves it alone.
const sheet = new CSSStyleSheet();
sheet.replaceSync(layout + search);
document.adoptedStyleSheets.push(sheet);

/**
 * @param {HTMLElement} host
 * @param {string} code
 * @param {string} label what a screen reader calls it
 * @param {(code: string) => void} onInput called after each change
 * @returns {{textarea: HTMLTextAreaElement, set: (code: string) => void, remove: () => void}}
 */
export function editor(host, code, label, onInput) {
  const made = createEditor(
    host,
    { language: "python", tabSize: 4, lineNumbers: false, value: code },
    editorCommands(defaultKeymap),
    matchBrackets(false),
    highlightBracketPairs(),
    cursorPosition(),
    editHistory(),
    searchWidget(),
  );
  const { textarea } = made;
  textarea.setAttribute("aria-label", label);
  textarea.setAttribute("autocorrect", "off");
  made.on("update", onInput);
  return { textarea, set: (value) => made.setOptions({ value }), remove: made.remove };
}
