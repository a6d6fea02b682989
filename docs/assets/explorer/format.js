// @ts-check
/** @typedef {number | string | boolean | null | any[]} Value */

const FIELD = /\{(\w+)(?::\.(\d+)([feg]))?\}/g;

/**
 * Put values into a text: `{slope}`, `{slope:.3g}`, as Python writes it.
 * @param {string} text
 * @param {Record<string, Value>} values
 */
export const format = (text, values) =>
  text.replace(FIELD, (_, name, digits, kind) => {
    const value = values[name];
    if (typeof value !== "number") return value === null ? "none" : String(value);
    return digits === undefined ? minus(String(value)) : number(value, Number(digits), kind);
  });

/**
 * @param {number} value
 * @param {number} digits
 * @param {string} kind "f", "e" or "g"
 */
export function number(value, digits, kind) {
  if (kind === "f") return minus(zero(value.toFixed(digits)));
  if (kind === "e") return power(value.toExponential(digits));
  const size = Number(value.toExponential(digits - 1).split("e")[1]); // after rounding
  if (size < -4 || size >= digits) return power(trimmed(value.toExponential(digits - 1)));
  return minus(zero(trimmed(value.toPrecision(digits))));
}

/** @param {string} text without zeros that end a fraction */
const trimmed = (text) => text.replace(/(\.\d*?)0+(?=e|$)/, "$1").replace(/\.(?=e|$)/, "");
/** @param {string} text what is 0 has no sign */
const zero = (text) => (/^-[0.]*$/.test(text) ? text.slice(1) : text);
/** @param {string} text */
const minus = (text) => text.replace("-", "−");

/** @param {string} text 1.5e-7 as people write it */
function power(text) {
  const [mantissa, exponent] = text.split("e");
  const small = [...exponent.replace("+", "")].map((sign) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(sign)]);
  return `${minus(mantissa)} × 10${small.join("")}`;
}
