// @ts-check
/**
 * Boxes after Leitner: a card that was known moves up and rests longer, one that was not
 * goes back to the start and is due at once. Days are the reader's own, as `2026-11-24`.
 *
 * @typedef {{box: number, due: string}} Place
 */

/** How many days a card rests once it has reached box 1, 2, … */
const DAYS = [1, 3, 7, 14, 30];

export const leitner = {
  /** The highest box. */
  last: DAYS.length,

  /** @param {Date} [now] */
  today: (now = new Date()) => written(now),

  /**
   * @param {Place | null} place none for a card that was never answered
   * @param {boolean} known
   * @param {string} today
   * @returns {Place}
   */
  next(place, known, today) {
    if (!known) return { box: 0, due: today };
    const box = Math.min((place?.box ?? 0) + 1, DAYS.length);
    const [year, month, day] = today.split("-").map(Number);
    return { box, due: written(new Date(year, month - 1, day + DAYS[box - 1])) };
  },

  /**
   * @param {Place | null} place
   * @param {string} today
   */
  due: (place, today) => !place || place.due <= today,
};

/** @param {Date} date */
function written(date) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
