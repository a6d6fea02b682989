// @ts-check
/**
 * An edit as a link: it stands, compressed, in the fragment, which no server is sent.
 */
const MARK = "#edit=";

export const share = {
  /**
   * @param {string} name of the cell
   * @param {string} code
   * @returns {Promise<string>} the address
   */
  async link(name, code) {
    const text = new Blob([JSON.stringify([name, code])]);
    const bytes = await through(text, new CompressionStream("deflate-raw"));
    const letters = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    const safe = letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
    return `${location.href.split("#")[0]}${MARK}${safe}`;
  },

  /**
   * @param {string} name of the cell
   * @returns {Promise<string | null>} the code that the page's address brings for it
   */
  async received(name) {
    if (!location.hash.startsWith(MARK)) return null;
    try {
      const safe = location.hash.slice(MARK.length);
      const letters = atob(safe.replaceAll("-", "+").replaceAll("_", "/"));
      const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
      const text = await through(new Blob([bytes]), new DecompressionStream("deflate-raw"));
      const [whose, code] = JSON.parse(new TextDecoder().decode(text));
      return whose === name && typeof code === "string" ? code : null;
    } catch {
      return null; // cut short on its way, or not ours: the page's own code is shown
    }
  },
};

/**
 * @param {Blob} blob
 * @param {CompressionStream | DecompressionStream} stream
 */
async function through(blob, stream) {
  return new Uint8Array(await new Response(blob.stream().pipeThrough(stream)).arrayBuffer());
}
