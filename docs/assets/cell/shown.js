// @ts-check
/**
 * What the page shows as a cell's result, to compare a run with.
 *
 * @param {HTMLElement} cell
 * @returns {Promise<{printed: string, figures: string[]} | null>} the printed text and
 *   the drawings as SVG texts; null if one of these cannot be fetched
 */
export async function shown(cell) {
  const printed = cell.querySelector(":scope > .nn-printed")?.textContent ?? "";
  const images = cell.querySelectorAll(":scope > .nn-figure img.nn-light");
  const texts = [...images].map(async (image) => {
    const response = await fetch(/** @type {HTMLImageElement} */ (image).src);
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    return response.text();
  });
  try {
    return { printed, figures: await Promise.all(texts) };
  } catch {
    return null; // the cell says that nothing was compared
  }
}
