// @ts-check
/**
 * Surfaces and networks: numbers from -1 to 1 as steps of two colours. All squares of a
 * step are one path, so that a picture of a thousand squares has some twenty elements.
 *
 * @typedef {import("./marks.js").Plane} Plane
 */
import { escape } from "./escape.js";

/** Largest side of a unit's picture, in units of which the panel has 360. */
const LARGEST = 48;

/** @param {number} one */
const fix = (one) => Number(one.toFixed(2));
/** @param {number} strength @param {string} rest of the element */
const tinted = (strength, rest) =>
  `<path class="nn-surface nn-${strength < 0 ? "gradient" : "forward"}" opacity="${Math.abs(strength)}" ${rest}/>`;

/** @param {any} mark @param {Plane} plane */
export function surface(mark, { room, values }) {
  const { left, top, right, bottom } = room;
  return squares(values[mark.rows], left, top, right - left, bottom - top);
}

/**
 * @param {number[][]} rows
 * @param {number} left @param {number} top @param {number} width @param {number} height
 */
function squares(rows, left, top, width, height) {
  const [wide, tall] = [width / rows[0].length, height / rows.length];
  /** @type {Map<number, string>} */
  const paths = new Map();
  rows.forEach((row, i) => {
    for (let j = 0, end = 0; j < row.length; j = end) {
      for (end = j + 1; row[end] === row[j]; ) end += 1;
      if (!row[j]) continue;
      const run = `M${fix(left + j * wide)},${fix(top + i * tall)}h${fix((end - j) * wide)}v${fix(tall)}h${fix((j - end) * wide)}z`;
      paths.set(row[j], (paths.get(row[j]) ?? "") + run);
    }
  });
  return [...paths].map(([strength, path]) => tinted(strength, `d="${path}"`)).join("");
}

/** @param {any} mark @param {Plane} plane */
export function net(mark, { x, y, values }) {
  const side = Math.min(LARGEST, 0.85 * Math.abs(y(1) - y(0)));
  const wires = values[mark.wires].map((/** @type {number[]} */ [x1, y1, x2, y2, strength]) =>
    `<path class="nn-wire nn-${strength < 0 ? "gradient nn-dashed" : "forward"}" stroke-width="${fix(0.3 + 2.2 * Math.abs(strength))}" ` +
    `d="M${fix(x(x1) + side / 2)},${fix(y(y1))}L${fix(x(x2) - side / 2)},${fix(y(y2))}"/>`,
  );
  const units = values[mark.units].map((/** @type {[number, number, string, number[][]]} */ [at, up, name, rows]) => {
    const [left, top] = [x(at) - side / 2, y(up) - side / 2];
    return (
      `<rect class="nn-frame" x="${fix(left)}" y="${fix(top)}" width="${side}" height="${side}"/>` +
      squares(rows, left, top, side, side) +
      (name ? `<text class="nn-name" x="${fix(left - 4)}" y="${fix(top + side / 2 + 4)}" text-anchor="end">${escape(name)}</text>` : "")
    );
  });
  return wires.join("") + units.join("");
}
