// @ts-check
import { panel } from "./controls.js";
import { draw } from "./draw.js";
import { format } from "./format.js";
import { fragment } from "./fragment.js";
import { lookup, start, step } from "./grid.js";
import { news } from "./news.js";
import { remote } from "./remote.js";

/** How long after the last change the address follows, in milliseconds. */
const SETTLED = 300;
/** How long Python may take before the line says what it does, in milliseconds. */
const WAIT = 500;

/**
 * `<nn-explorer name="…" data="….json" state="idle | ready | loading | error">`: the build
 * wrote it in its first state; once its values are there the controls are alive.
 */
export class NnExplorer extends HTMLElement {
  /** @type {import("./grid.js").Grid | null} */
  grid = null;
  /** Whether Python has been asked before: then it is asked without a question. */
  asked = false;
  /** Counts the changes: an answer that comes late is not shown. */
  change = 0;
  step = -1; // the one that is shown
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  settling;
  /** @type {Record<string, any> | null} what is shown, for those who ask */
  shown = null;
  listening = new AbortController();

  connectedCallback() {
    if (this.grid) return; // it was only moved
    this.listening.abort();
    const { signal } = (this.listening = new AbortController());
    const near = new IntersectionObserver(([{ isIntersecting }]) => {
      if (!isIntersecting) return;
      near.disconnect();
      void this.load();
    }, { rootMargin: "800px" });
    near.observe(this);
    signal.addEventListener("abort", () => near.disconnect());
    addEventListener("hashchange", () => this.receive(), { signal });
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (!this.isConnected) this.listening.abort();
    });
  }

  /** @param {string} selector @returns {any} */
  part(selector) {
    return this.querySelector(selector);
  }

  async load() {
    try {
      const address = new URL(this.getAttribute("data") ?? "", document.baseURI);
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
      this.grid = await answer.json();
      this.begin();
    } catch (error) {
      this.setAttribute("state", "error");
      this.say(`The values could not be loaded (${error}). The picture shows the first state.`);
    }
  }

  begin() {
    const { controls, presets } = /** @type {import("./grid.js").Grid} */ (this.grid);
    const { signal } = this.listening;
    this.form = panel(this, controls);
    this.part(".nn-controls").disabled = false;
    this.addEventListener("input", ({ target }) => {
      this.form?.follow(/** @type {HTMLInputElement} */ (target));
      // While something is being typed: `change` tells when that is done.
      if (!typed(target)) void this.show();
    }, { signal });
    this.addEventListener("change", ({ target }) => {
      if (typed(target)) void this.show();
    }, { signal });
    this.addEventListener("click", ({ target }) => {
      const { go, way, preset, act } = /** @type {HTMLElement} */ (target).dataset;
      if (go) this.form?.go(go, Number(way));
      if (preset) this.set({ ...start(controls), ...presets[preset] });
      if (act === "reset") this.set(start(controls));
      if (act === "compute") void this.compute();
    }, { signal });
    if (this.part(".nn-play")) void import("./play.js").then(({ play }) => play(this, signal));
    if (this.part(".nn-points")) void import("./points.js").then(({ points }) => points(this, signal));
    this.setAttribute("state", "ready");
    const named = fragment.read(this.getAttribute("name") ?? "", controls);
    if (named) return this.set(named);
    // The build has drawn the first state: a phone need not do it again.
    const first = start(controls);
    this.form.write(first);
    this.shown = lookup(/** @type {import("./grid.js").Grid} */ (this.grid), first);
    this.step = step(controls, first);
  }

  /** The address has changed: take the state that it names. */
  receive() {
    const given = this.grid && fragment.read(this.getAttribute("name") ?? "", this.grid.controls);
    if (given) this.set(given);
    fragment.lead(this, this.offsetHeight < innerHeight ? "nearest" : "start");
  }

  /** @param {import("./grid.js").State} state */
  set(state) {
    this.form?.write(state);
    void this.show();
  }

  /** Show the state of the controls. @returns {Promise<boolean>} whether it is shown */
  async show() {
    if (!this.grid || !this.form) return false;
    this.change += 1;
    const state = this.form.read();
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      if (this.grid && this.isConnected) fragment.write(this.getAttribute("name") ?? "", this.grid.controls, state);
    }, SETTLED);
    const found = lookup(this.grid, state);
    this.part(".nn-between").hidden = found !== null;
    if (found) this.put(found, state);
    else if (this.asked) return this.compute();
    else this.say(this.part(".nn-play") ? "Python has to train this network first." : "These numbers lie between the computed ones.");
    return found !== null;
  }

  /** Let Python compute what lies between the stops. @returns {Promise<boolean>} */
  async compute() {
    if (!this.form) return false;
    const [change, state] = [this.change, this.form.read()];
    this.setAttribute("state", "loading");
    let now = "";
    // A quick answer needs no word before it.
    const telling = setInterval(() => now && change === this.change && this.say(now), WAIT);
    try {
      const found = await remote(this.getAttribute("name") ?? "", state, (stage, done, total) => {
        now = `${stage}${done < total ? `, ${10 * Math.floor((10 * done) / total)} %` : ""} …`;
      });
      this.asked = true;
      if (change !== this.change) return false;
      this.put(found, state);
      this.part(".nn-between").hidden = true;
      return true;
    } catch (error) {
      if (change === this.change) this.say(String(/** @type {any} */ (error).message ?? error));
      return false;
    } finally {
      clearInterval(telling);
      this.setAttribute("state", "ready");
    }
  }

  /**
   * @param {Record<string, any>} values
   * @param {import("./grid.js").State} state
   */
  put(values, state) {
    const { controls, panels, table } = /** @type {import("./grid.js").Grid} */ (this.grid);
    const now = step(controls, state);
    const known = { ...state, ...values };
    this.shown = values;
    const parser = new DOMParser();
    const drawings = panels.map((one) => {
      const text = draw(one, known, now).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
      return document.importNode(parser.parseFromString(text, "image/svg+xml").documentElement, true);
    });
    this.querySelectorAll(".nn-drawn").forEach((old, i) => old.replaceWith(drawings[i]));
    this.querySelectorAll(".nn-panel > figcaption").forEach((title, i) => {
      title.textContent = format(panels[i].title, known);
    });
    this.querySelectorAll(".nn-values tr").forEach((row, i) => {
      /** @type {HTMLElement} */ (row).hidden = table[i].since > now;
      const cell = row.querySelector("td");
      if (cell) cell.textContent = format(table[i].text, known);
    });
    // A step that was taken tells what it has shown.
    const told = this.step >= 0 && this.step !== now ? news(table, known, now) : "";
    this.step = now;
    this.say(told || values.say);
  }

  /** @param {string} sentence */
  say(sentence) {
    const line = this.part(".nn-says");
    if (line.textContent !== sentence) line.textContent = sentence;
  }
}

/** @param {any} target @returns {boolean} whether it is a field to type in */
const typed = ({ type }) => type === "number" || type === "text";

customElements.define("nn-explorer", NnExplorer);
