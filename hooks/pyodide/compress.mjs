/**
 * node compress.mjs <from> <to> ...
 *
 * Compress files with Zstandard as far as it goes: smaller than gzip, faster to read.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { constants, zstdCompressSync } from "node:zlib";

const files = process.argv.slice(2);
for (let i = 0; i < files.length; i += 2) {
  const content = readFileSync(files[i]);
  const params = {
    [constants.ZSTD_c_compressionLevel]: 19,
    [constants.ZSTD_c_windowLog]: 26,
  };
  writeFileSync(files[i + 1], zstdCompressSync(content, { params, pledgedSrcSize: content.length }));
}
