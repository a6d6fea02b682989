// @ts-check
/**
 * The page's cells as a Jupyter notebook, each below its claim.
 *
 * @param {string} title
 * @param {{claim: string, code: string}[]} cells
 * @returns {string}
 */
export function notebook(title, cells) {
  const source = (/** @type {string} */ text) => text.trimEnd().split(/(?<=\n)/);
  const prose = (/** @type {string} */ id, /** @type {string} */ text) => ({
    cell_type: "markdown",
    id,
    metadata: {},
    source: source(text),
  });
  const install = "Its cells need NumPy, Matplotlib and the package nnnotes.";
  const parts = cells.flatMap(({ claim, code }, i) => [
    prose(`claim-${i + 1}`, claim),
    {
      cell_type: "code",
      execution_count: null,
      id: `cell-${i + 1}`,
      metadata: {},
      outputs: [],
      source: source(code),
    },
  ]);
  const kernelspec = { display_name: "Python 3", language: "python", name: "python3" };
  const whole = {
    cells: [prose("title", `# ${title}\n\n[${title}](${location.href.split("#")[0]}). ${install}`), ...parts],
    metadata: { kernelspec, language_info: { name: "python" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(whole, null, 1)}\n`;
}
