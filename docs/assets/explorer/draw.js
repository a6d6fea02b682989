// @ts-check
/**
 * A panel becomes the text of an SVG: the build writes it into the page, the reader's
 * browser draws it anew. It knows how to scale, and nothing of what is drawn.
 */
import { scaleLinear, scaleLog } from "d3-scale";
import { escape } from "./escape.js";
import { format } from "./format.js";
import { marks } from "./marks.js";

const WIDTH = 360;

/**
 * @param {any} panel as nnnotes.explorers.view describes it
 * @param {Record<string, any>} values
 * @param {number} step the step that is shown, 99 for all
 * @returns {string} the text of an svg element
 */
export function draw(panel, values, step) {
  const { height, bare } = panel;
  const room = bare
    ? { left: 4, right: 356, top: 4, bottom: height - 4 }
    : { left: 44, right: 350, top: 10, bottom: height - 38 };
  const x = scaled(panel.x, [room.left, room.right], values);
  const y = scaled(panel.y, [room.bottom, room.top], values);
  const shown = panel.marks.filter((/** @type {any} */ mark) => mark.since <= step && step <= mark.until);
  const inside = shown.map((/** @type {any} */ mark) => marks[mark.kind](mark, { x, y, room, values, step }));
  const frame = bare ? "" : across(x, room, panel.x) + up(y, room, panel.y);
  const title = format(panel.title, values);
  return (
    `<svg class="nn-drawn" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escape(title)}">` +
    `${frame}${inside.join("")}</svg>`
  );
}

/**
 * @param {any} axis
 * @param {number[]} range
 * @param {Record<string, any>} values
 */
function scaled(axis, range, values) {
  const end = (/** @type {number | string} */ given) =>
    typeof given === "number" ? given : values[given];
  return (axis.log ? scaleLog() : scaleLinear())
    .domain([end(axis.low), end(axis.high)])
    .range(range)
    .clamp(false);
}

/** @param {any} scale @param {any} axis @param {number} count */
function ticks(scale, axis, count) {
  const write = axis.log ? scale.tickFormat(count, "~e") : scale.tickFormat(count);
  return scale
    .ticks(count)
    .map((/** @type {number} */ at) => [scale(at), write(at)])
    .filter((/** @type {[number, string]} */ [, text]) => text);
}

/** @param {any} scale @param {any} room @param {any} axis */
function across(scale, { left, right, bottom }, axis) {
  const lines = ticks(scale, axis, 5).map(
    (/** @type {[number, string]} */ [at, text]) =>
      `<path class="nn-tick" d="M${fix(at)},${bottom}v4"/>` +
      `<text class="nn-number" x="${fix(at)}" y="${bottom + 16}" text-anchor="middle">${escape(text)}</text>`,
  );
  return (
    `<path class="nn-axis" d="M${left},${bottom}H${right}"/>${lines.join("")}` +
    `<text class="nn-label" x="${(left + right) / 2}" y="${bottom + 33}" text-anchor="middle">${escape(axis.label)}</text>`
  );
}

/** @param {any} scale @param {any} room @param {any} axis */
function up(scale, { left, top, bottom }, axis) {
  const lines = ticks(scale, axis, 4).map(
    (/** @type {[number, string]} */ [at, text]) =>
      `<path class="nn-tick" d="M${left},${fix(at)}h-4"/>` +
      `<text class="nn-number" x="${left - 7}" y="${fix(at + 3.5)}" text-anchor="end">${escape(text)}</text>`,
  );
  const middle = (top + bottom) / 2;
  return (
    `<path class="nn-axis" d="M${left},${top}V${bottom}"/>${lines.join("")}` +
    `<text class="nn-label" transform="translate(10 ${middle}) rotate(-90)" text-anchor="middle">${escape(axis.label)}</text>`
  );
}

/** @param {number} value two digits of a pixel are enough */
const fix = (value) => Number(value.toFixed(2));
