// @ts-check
/**
 * Play, Step and From the start: a slider that runs, Python computing each picture. It
 * stops at its last stop, when it is out of sight, and when the reader changes anything.
 *
 * @param {import("./nn-explorer.js").NnExplorer} explorer
 * @param {AbortSignal} signal
 */
export function play(explorer, signal) {
  const bar = explorer.part(".nn-play");
  const [button, says] = [bar.querySelector("[data-play]"), explorer.part(".nn-says")];
  const name = bar.dataset.moves;
  /** @type {any} */
  const { stops } = explorer.grid?.controls[name];
  const [first, last] = [stops[0], stops.at(-1)];
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  /** The run that goes on; one that was stopped may still wait for its last picture. */
  let playing = 0;
  let runs = 0;
  bar.disabled = false;

  const now = () => Math.floor(Number(explorer.form?.read()[name]));

  /** @param {number} to @returns {Promise<boolean>} whether it is shown */
  async function move(to) {
    explorer.asked = true; // these buttons ask Python
    explorer.form?.write({ ...explorer.form.read(), [name]: Math.min(last, to) });
    return explorer.show();
  }

  async function run() {
    const mine = (playing = ++runs);
    button.textContent = "Pause";
    while (playing === mine && now() < last) {
      const began = performance.now();
      // Few and large steps for those who want no motion, as fast on the whole.
      const [stride, pause] = still.matches ? [20, 2000] : [1, 100];
      const shown = await move(now() + stride * Number(button.dataset.play));
      if (!shown || playing !== mine) break;
      says.ariaLive = "off"; // twenty sentences in a second are none
      await rest(pause - (performance.now() - began));
    }
    if (playing === mine) stop();
  }

  function stop() {
    if (!playing) return;
    playing = 0;
    button.textContent = "Play";
    says.ariaLive = "polite";
    const sentence = says.textContent;
    says.textContent = "";
    explorer.say(sentence);
  }

  bar.addEventListener("click", (/** @type {MouseEvent} */ { target }) => {
    const { play: plays, step } = /** @type {HTMLElement} */ (target).dataset;
    if (plays) playing ? stop() : void run();
    if (!step) return;
    stop();
    void (step === "start" ? move(first) : move(now() + Number(step)));
  }, { signal });
  explorer.addEventListener("input", stop, { signal });
  addEventListener("hashchange", stop, { signal });
  document.addEventListener("visibilitychange", () => document.hidden && stop(), { signal });
  const seen = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting || stop());
  seen.observe(explorer);
  signal.addEventListener("abort", () => (stop(), seen.disconnect()));
}

/** @param {number} time in milliseconds; at least the browser draws */
const rest = (time) =>
  new Promise((done) => setTimeout(() => requestAnimationFrame(done), Math.max(0, time)));
