// @ts-check
/**
 * Fetches files of the runtime: counts their bytes, checks them, and names the one that
 * is missing, cut short or not what was built.
 */

/** The first file that could not be had ends the loading. */
export class MissingFile extends Error {
  /**
   * @param {string} file
   * @param {unknown} reason
   */
  constructor(file, reason) {
    super(`${file}: ${reason}`);
    this.file = file;
  }
}

export class Downloads {
  /**
   * @param {URL} base the runtime's folder
   * @param {Record<string, [number, string]>} files size and hash of each
   * @param {boolean} again whether an earlier try failed: then no cache is trusted
   */
  constructor(base, files, again) {
    /** Whether nobody looks at the bytes as they arrive: they come from a cache. */
    this.quiet = Promise.resolve(false);
    this.base = base;
    this.files = files;
    // A name never gets another content: what a browser has, it need not ask for.
    /** @type {RequestCache} */
    this.cache = again ? "reload" : "force-cache";
    /** @type {(bytes: number) => void} told of each piece that arrives */
    this.on = () => {};
  }

  /** @param {string} file */
  address(file) {
    return new URL(file, this.base);
  }

  /**
   * Where the service worker answers with what it keeps for a time without a network.
   * @param {string} file
   */
  kept(file) {
    return new URL(`${file}?kept`, this.base);
  }

  /** @param {string[]} files */
  bytes(files) {
    return files.reduce((sum, file) => sum + this.files[file][0], 0);
  }

  /**
   * @param {string} file
   * @returns {Promise<Uint8Array>}
   */
  async get(file) {
    return this.checked(file, await this.open(file));
  }

  /**
   * Fetch WebAssembly and compile it while its bytes arrive. The browser keeps what it
   * compiled only if it gets the response as the server sent it, so that a second
   * branch of it is counted and checked.
   * @param {string} file
   * @returns {Promise<WebAssembly.Module>}
   */
  async compile(file) {
    const response = await this.open(file);
    const checking = this.checked(file, response.clone());
    try {
      const [module] = await Promise.all([WebAssembly.compileStreaming(response), checking]);
      return module;
    } catch (error) {
      throw error instanceof MissingFile ? error : new MissingFile(file, error);
    }
  }

  /**
   * @param {string} file
   * @param {Response} response
   * @returns {Promise<Uint8Array>}
   */
  async checked(file, response) {
    const [, integrity] = this.files[file];
    const whole = await this.read(file, response);
    const digest = await crypto.subtle?.digest("SHA-256", /** @type {BufferSource} */ (whole));
    if (digest && `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}` !== integrity) {
      throw new MissingFile(file, "it is not what was built");
    }
    return whole;
  }

  /**
   * Fetch at once, while Python waits: it has opened a file that is not here yet.
   * @param {string} file
   * @returns {Uint8Array}
   */
  now(file) {
    let request;
    try {
      request = sent(this.address(file));
    } catch {
      try {
        request = sent(this.kept(file));
      } catch (error) {
        throw new MissingFile(file, error);
      }
    }
    if (request.status !== 200) throw new MissingFile(file, `the server answers ${request.status}`);
    if (request.response.byteLength !== this.files[file][0]) throw new MissingFile(file, "cut short");
    return new Uint8Array(request.response);
  }

  /** @param {string} file */
  async open(file) {
    const [, integrity] = this.files[file];
    // A page that was not sent safely cannot compute the hash: then the browser compares
    // it, which takes longer, as it hands nothing on before the last byte.
    const check = crypto.subtle ? {} : { integrity };
    let response;
    try {
      response = await fetch(this.address(file), { cache: this.cache, ...check });
    } catch (error) {
      try {
        response = await fetch(this.kept(file), check);
      } catch {
        throw new MissingFile(file, error); // no network, or another content
      }
    }
    if (!response.ok) throw new MissingFile(file, `the server answers ${response.status}`);
    return response;
  }

  /**
   * @param {string} file
   * @param {Response} response
   * @returns {Promise<Uint8Array>}
   */
  async read(file, response) {
    const [size] = this.files[file];
    let bytes;
    try {
      bytes = (await this.quiet) ? new Uint8Array(await response.arrayBuffer()) : await this.counted(response, size);
    } catch (error) {
      throw new MissingFile(file, error);
    }
    if (bytes.length !== size) throw new MissingFile(file, `${bytes.length} of ${size} bytes arrived`);
    return bytes;
  }

  /**
   * Tell of each piece that arrives.
   * @param {Response} response
   * @param {number} size
   */
  async counted(response, size) {
    const whole = new Uint8Array(size);
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    let seen = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return whole.subarray(0, seen);
      if (seen + value.length > size) throw new Error("longer than expected");
      whole.set(value, seen);
      seen += value.length;
      this.on(value.length);
    }
  }
}

/** @param {URL} address */
function sent(address) {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  request.responseType = "arraybuffer";
  request.send();
  return request;
}
