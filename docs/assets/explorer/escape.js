// @ts-check
/** @type {Record<string, string>} */
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** @param {string} text as XML may hold it */
export const escape = (text) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]);
