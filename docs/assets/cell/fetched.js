// @ts-check
/**
 * Watches what is fetched of the runtime: counts its bytes, notices a file that is
 * missing or cut short, and names it. For Python's loader a failed fetch is not always
 * an error: without its WebAssembly it waits for ever.
 */

/** The first file that could not be had ends the loading. */
class MissingFile extends Error {
  /**
   * @param {string} file
   * @param {string} reason
   */
  constructor(file, reason) {
    super(`${file}: ${reason}`);
    this.file = file;
  }
}

/**
 * Run `load` with a fetch that is watched.
 *
 * @template Loaded
 * @param {URL} base the runtime's folder; other addresses are left alone
 * @param {Record<string, number>} sizes bytes of each of its files
 * @param {boolean} again whether an earlier try failed: then no cache is trusted
 * @param {(bytes: number) => void} on told of each piece that arrives
 * @param {() => Promise<Loaded>} load
 * @returns {Promise<Loaded>} rejects with `MissingFile` as soon as a file fails
 */
export async function fetched(base, sizes, again, on, load) {
  const plain = self.fetch;
  /** @type {PromiseWithResolvers<never>} */
  const broken = resolvers();
  broken.promise.catch(() => {}); // it also rejects when nobody waits any longer

  /** @type {typeof fetch} */
  self.fetch = async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input, self.location.href);
    if (!address.href.startsWith(base.href)) return plain(input, init);
    const file = address.href.slice(base.href.length);
    try {
      const response = await plain(input, again ? { ...init, cache: "reload" } : init);
      if (!response.ok) throw new MissingFile(file, `the server answers ${response.status}`);
      return counted(response, file, sizes[file], on, broken.reject);
    } catch (error) {
      const missing = error instanceof MissingFile ? error : new MissingFile(file, String(error));
      broken.reject(missing);
      throw missing;
    }
  };
  try {
    return await Promise.race([load(), broken.promise]);
  } finally {
    self.fetch = plain;
  }
}

/**
 * @param {Response} response
 * @param {string} file
 * @param {number | undefined} size
 * @param {(bytes: number) => void} on
 * @param {(reason: Error) => void} fail
 * @returns {Response} the same, counted while it is read
 */
function counted(response, file, size, on, fail) {
  if (!response.body) return response;
  let seen = 0;
  const count = new TransformStream({
    transform(piece, controller) {
      seen += piece.byteLength;
      on(piece.byteLength);
      controller.enqueue(piece);
    },
    flush() {
      if (size !== undefined && seen !== size) {
        const cut = new MissingFile(file, `${seen} of ${size} bytes arrived`);
        fail(cut);
        throw cut;
      }
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(count), { status, statusText, headers });
}

/** `Promise.withResolvers`, which some browsers in use do not have yet. */
function resolvers() {
  const parts = /** @type {PromiseWithResolvers<never>} */ ({});
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
}
