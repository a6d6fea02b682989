// @ts-check
/**
 * @param {number} count
 * @returns {string} "one entry", "4 entries"
 */
export const entries = (count) => (count === 1 ? "one entry" : `${count} entries`);
