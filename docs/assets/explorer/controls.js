// @ts-check
/**
 * The native inputs that the build wrote, as a state and back. The page's form stays the
 * source: what it shows is what is read.
 *
 * @typedef {import("./grid.js").State} State
 */

/**
 * @param {HTMLElement} box
 * @param {import("./grid.js").Controls} controls
 */
export function panel(box, controls) {
  /** @param {string} name @returns {HTMLInputElement[]} */
  const inputs = (name) => [...box.querySelectorAll(`input[name="${name}"]`)].map(
    (found) => /** @type {HTMLInputElement} */ (found),
  );

  return {
    /** @returns {State} */
    read() {
      return Object.fromEntries(
        Object.entries(controls).map(([name, control]) => [name, valueOf(control, inputs(name))]),
      );
    },

    /** @param {State} state */
    write(state) {
      for (const [name, control] of Object.entries(controls)) put(control, inputs(name), state[name]);
    },

    /**
     * A slider was moved, or an exact number typed: the other one follows.
     * @param {HTMLInputElement} moved
     */
    follow(moved) {
      const control = controls[moved.name];
      if (!control) return;
      if (control.kind === "Slider" && moved.type === "range") {
        put(control, inputs(moved.name), control.stops[Number(moved.value)]);
      } else put(control, inputs(moved.name), valueOf(control, inputs(moved.name)));
    },

    /**
     * One stop back or forth.
     * @param {string} name
     * @param {number} way
     */
    go(name, way) {
      const [slider] = inputs(name);
      slider.valueAsNumber += way;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    },
  };
}

/** @param {any} control @param {HTMLInputElement[]} inputs */
function valueOf(control, inputs) {
  if (control.kind === "Choice") return inputs.find(({ checked }) => checked)?.value ?? control.start;
  if (control.kind === "Switch") return inputs[0].checked;
  if (control.kind === "Steps") return inputs[0].valueAsNumber;
  const exact = inputs[1]?.valueAsNumber;
  return Number.isFinite(exact) ? exact : control.stops[inputs[0].valueAsNumber];
}

/** @param {any} control @param {HTMLInputElement[]} inputs @param {any} value */
function put(control, inputs, value) {
  if (control.kind === "Choice") for (const one of inputs) one.checked = one.value === value;
  else if (control.kind === "Switch") inputs[0].checked = value;
  else if (control.kind === "Steps") {
    inputs[0].value = value;
    tell(inputs[0], control.names[value]);
  } else {
    inputs[0].value = String(nearest(control.stops, value));
    if (inputs[1]) inputs[1].value = String(value);
    tell(inputs[0], String(value));
  }
}

/** @param {HTMLInputElement} slider @param {string} text what stands for its position */
function tell(slider, text) {
  slider.setAttribute("aria-valuetext", text);
  const shown = slider.parentElement?.querySelector("output");
  if (shown) shown.value = text;
}

/** @param {number[]} stops @param {number} value */
function nearest(stops, value) {
  const away = stops.map((stop) => Math.abs(stop - value));
  return away.indexOf(Math.min(...away));
}
