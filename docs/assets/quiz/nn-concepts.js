// @ts-check
import { make } from "../cell/make.js";

/**
 * `<nn-concepts>`: the concept map. The topic under the pointer or the focus stands out
 * with what it needs and what needs it, and a line says which these are.
 */
export class NnConcepts extends HTMLElement {
  connectedCallback() {
    if (this.said) return;
    this.said = make("p", { class: "nn-remark", role: "status" });
    this.append(this.said);
    this.topics = /** @type {SVGAElement[]} */ ([...this.querySelectorAll(".nn-map-topic")]);
    this.lines = /** @type {SVGElement[]} */ ([...this.querySelectorAll(".nn-map-line")]);
    for (const name of ["pointerover", "focusin"]) this.addEventListener(name, (event) => this.show(event.target));
    for (const name of ["pointerleave", "focusout"]) this.addEventListener(name, () => this.show(null));
  }

  /** @param {EventTarget | null} target */
  show(target) {
    const topic = target instanceof Element ? /** @type {SVGAElement | null} */ (target.closest(".nn-map-topic")) : null;
    const here = topic?.dataset.topic ?? "";
    const needs = new Set((topic?.dataset.needs ?? "").split(" "));
    /** @type {Record<string, string[]>} */
    const found = { needs: [], next: [] };
    for (const one of this.topics ?? []) {
      const name = one.dataset.topic ?? "";
      const next = Boolean(here) && (one.dataset.needs ?? "").split(" ").includes(here);
      const role = !here ? "" : name === here ? "here" : needs.has(name) ? "needs" : next ? "next" : "other";
      one.dataset.role = role;
      found[role]?.push(one.getAttribute("aria-label") ?? "");
    }
    for (const line of this.lines ?? []) {
      const { from, to } = line.dataset;
      line.dataset.role = !here ? "" : to === here ? "needs" : from === here ? "next" : "other";
    }
    if (this.said) this.said.textContent = topic ? sentence(topic.getAttribute("aria-label") ?? "", found) : "";
  }
}

/**
 * @param {string} title
 * @param {Record<string, string[]>} found
 */
function sentence(title, { needs, next }) {
  const before = needs.length ? `needs ${needs.join(", ")}` : "needs what school teaches";
  const after = next.length ? `is needed by ${next.join(", ")}` : "is where a path ends";
  return `${title} ${before}; it ${after}.`;
}

customElements.define("nn-concepts", NnConcepts);
