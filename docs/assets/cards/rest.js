// @ts-check
import { kept } from "./kept.js";
import { leitner } from "./leitner.js";

/**
 * @param {string[]} names
 * @returns {string} what is due now, or when something will be
 */
export function rest(names) {
  const today = leitner.today();
  const days = names.map((name) => kept.get(name)?.due ?? today).sort();
  const first = days[0];
  const number = days.filter((day) => (first <= today ? day <= today : day === first)).length;
  const cards = number === 1 ? "card is" : "cards are";
  if (first <= today) return `${number} ${cards} due today.`;
  const [year, month, day] = first.split("-").map(Number);
  const date = new Date(year, month - 1, day);
  const written = date.toLocaleDateString("en", { day: "numeric", month: "long" });
  return `Nothing is due today; ${number} ${cards} due on ${written}.`;
}
