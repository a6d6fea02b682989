// @ts-check
/**
 * Decompress Zstandard, with the WebAssembly of zstddec.
 *
 * @param {WebAssembly.Module} decoder
 * @param {Uint8Array} packed
 * @returns {Uint8Array}
 */
export function zstd(decoder, packed) {
  const env = { emscripten_notify_memory_growth() {} };
  // A new instance each time: its memory, larger than the result, goes with it.
  const { exports } = new WebAssembly.Instance(decoder, { env });
  const { malloc, memory, ZSTD_findDecompressedSize: sizeOf, ZSTD_decompress: decompress } =
    /** @type {any} */ (exports);
  const from = malloc(packed.length);
  new Uint8Array(memory.buffer).set(packed, from);
  const size = Number(sizeOf(from, packed.length));
  const to = malloc(size);
  const made = decompress(to, size, from, packed.length);
  if (made !== size) throw new Error("a compressed file is spoiled");
  return new Uint8Array(memory.buffer, to, size);
}
