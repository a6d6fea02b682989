// @ts-check
/**
 * One function for each kind of mark: its SVG. What is not a number is not drawn.
 *
 * @typedef {object} Plane
 * @property {(value: number) => number} x
 * @property {(value: number) => number} y
 * @property {{left: number, right: number, top: number, bottom: number}} room
 * @property {Record<string, any>} values
 * @property {number} step
 */
import { line } from "d3-shape";
import { escape } from "./escape.js";
import { format, number } from "./format.js";

/** @type {Record<string, string>} */
const SHAPES = {
  circle: "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0z",
  square: "M-3.6,-3.6h7.2v7.2h-7.2z",
  triangle: "M0,-4.6L4.4,3.4H-4.4z",
  cross: "M-4,-4L4,4M-4,4L4,-4",
};

/** @type {Record<string, (mark: any, plane: Plane) => string>} */
export const marks = { Line: curve, Dots: dots, Rule: rule, Bars: bars, Cells: cells, Box: box, Arrow: arrow };

/** @param {any} given a number, or the name of one @param {Plane} plane */
const value = (given, { values }) => (typeof given === "string" ? values[given] : given);
/** @param {any} given @param {Plane} plane */
const list = (given, plane) => [value(given, plane)].flat();
/** @param {any[]} numbers */
const drawable = (...numbers) => numbers.every((one) => Number.isFinite(one));
/** @param {number} one */
const fix = (one) => Number(Math.max(-9999, Math.min(9999, one)).toFixed(2));

/** @param {number} x @param {number} y @param {string} content @param {string} role @param {string} [anchor] */
const text = (x, y, content, role, anchor = "start") =>
  `<text class="nn-name nn-${role}" x="${fix(x)}" y="${fix(y)}" text-anchor="${anchor}">${escape(content)}</text>`;

/** @param {any} mark @param {Plane} plane */
function curve(mark, plane) {
  const [xs, ys] = [list(mark.x, plane), list(mark.y, plane)];
  const points = xs.map((x, i) => [x, ys[i]]);
  const path = line()
    .defined(([x, y]) => drawable(x, y, plane.x(x), plane.y(y)))
    .x(([x]) => fix(plane.x(x)))
    .y(([, y]) => fix(plane.y(y)))
    .digits(2)(/** @type {[number, number][]} */ (points));
  const last = points.filter(([x, y]) => drawable(x, y)).at(-1);
  const name = mark.label && last ? label(mark, plane, last) : "";
  return path ? `<path class="nn-line nn-${mark.role}${mark.dashed ? " nn-dashed" : ""}" d="${path}"/>${name}` : "";
}

/** @param {any} mark @param {Plane} plane @param {number[]} at its last point */
function label(mark, plane, [x, y]) {
  const { left, right, top, bottom } = plane.room;
  const up = Math.max(top + 10, Math.min(bottom - 4, plane.y(y) - 6));
  const across = Math.max(left + 4, Math.min(right - 2, plane.x(x)));
  return text(across, up, format(mark.label, plane.values), mark.role, "end");
}

/** @param {any} mark @param {Plane} plane */
function dots(mark, plane) {
  const [xs, ys] = [list(mark.x, plane), list(mark.y, plane)];
  const drawn = xs.map((x, i) =>
    drawable(x, ys[i], plane.x(x), plane.y(ys[i]))
      ? `<path class="nn-dot nn-${mark.role} nn-${mark.shape}" d="${SHAPES[mark.shape]}" transform="translate(${fix(plane.x(x))} ${fix(plane.y(ys[i]))})"/>`
      : "",
  );
  const named = mark.label && drawable(xs[0], ys[0])
    ? text(plane.x(xs[0]) + 7, plane.y(ys[0]) - 7, format(mark.label, plane.values), mark.role)
    : "";
  return drawn.join("") + named;
}

/** @param {any} mark @param {Plane} plane */
function rule(mark, plane) {
  const { left, right, top, bottom } = plane.room;
  const [x, y] = [value(mark.x, plane), value(mark.y, plane)];
  const across = drawable(y) ? `M${left},${fix(plane.y(y))}H${right}` : "";
  const up = drawable(x) ? `M${fix(plane.x(x))},${top}V${bottom}` : "";
  if (!across && !up) return "";
  const name = format(mark.label, plane.values);
  const named = across
    ? text(right - 2, plane.y(y) - 4, name, mark.role, "end")
    : text(plane.x(x) + 4, top + 10, name, mark.role);
  return `<path class="nn-rule nn-${mark.role}" d="${across}${up}"/>${name ? named : ""}`;
}

/** @param {any} mark @param {Plane} plane */
function bars(mark, plane) {
  const [names, lengths] = [list(mark.names, plane), list(mark.lengths, plane)];
  const { left, right, top, bottom } = plane.room;
  const tall = (bottom - top) / names.length;
  return names
    .map((name, i) => {
      if (!drawable(lengths[i])) return "";
      const [from, to] = [plane.x(0), plane.x(lengths[i])].map((at) => Math.max(left, Math.min(right, at)));
      const middle = top + (i + 0.5) * tall;
      const digits = number(lengths[i], Number(mark.digits.slice(1, -1)), mark.digits.slice(-1));
      return (
        `<rect class="nn-bar-drawn nn-${mark.role}" x="${fix(Math.min(from, to))}" y="${fix(middle - tall * 0.3)}" ` +
        `width="${fix(Math.abs(to - from))}" height="${fix(tall * 0.6)}"/>` +
        text(Math.max(from, to) + 4, middle + 4, `${name} ${digits}`, "ink")
      );
    })
    .join("");
}

/** @param {any} mark @param {Plane} plane */
function cells(mark, plane) {
  const rows = /** @type {number[][]} */ (value(mark.rows, plane));
  const largest = value(mark.largest, plane);
  const { left, right, top, bottom } = plane.room;
  const [wide, tall] = [(right - left) / rows[0].length, (bottom - top) / rows.length];
  const square = (/** @type {number} */ one, /** @type {number} */ i, /** @type {number} */ j) =>
    `<rect class="nn-cell-drawn nn-${one < 0 ? "gradient" : "forward"}" x="${fix(left + j * wide)}" y="${fix(top + i * tall)}" ` +
    `width="${fix(wide + 0.2)}" height="${fix(tall + 0.2)}" opacity="${fix(Math.min(1, Math.abs(one) / largest))}"/>`;
  return rows.map((row, i) => row.map((one, j) => (drawable(one) ? square(one, i, j) : "")).join("")).join("");
}

/** @param {any} mark @param {Plane} plane */
function box(mark, plane) {
  const [x, y] = [plane.x(mark.x), plane.y(mark.y)];
  const above = format(mark.above, plane.values);
  const below = plane.step >= mark.below_since ? format(mark.below, plane.values) : "";
  return (
    `<rect class="nn-box nn-${mark.role}" x="${fix(x - 22)}" y="${fix(y - 13)}" width="44" height="26" rx="5"/>` +
    text(x, y + 4.5, mark.label, "ink", "middle") +
    (above ? text(x, y - 18, above, "forward", "middle") : "") +
    (below ? text(x, y + 26, below, "gradient", "middle") : "")
  );
}

/** @param {any} mark @param {Plane} plane */
function arrow(mark, plane) {
  const [x1, y1, x2, y2] = [plane.x(mark.x1), plane.y(mark.y1), plane.x(mark.x2), plane.y(mark.y2)];
  const turn = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
  const name = format(mark.label, plane.values);
  return (
    `<path class="nn-line nn-${mark.role}" d="M${fix(x1)},${fix(y1)}L${fix(x2)},${fix(y2)}"/>` +
    `<path class="nn-head nn-${mark.role}" d="M-7,-4L0,0L-7,4z" transform="translate(${fix(x2)} ${fix(y2)}) rotate(${fix(turn)})"/>` +
    (name ? text((x1 + x2) / 2, (y1 + y2) / 2 - 5, name, mark.role, "middle") : "")
  );
}
