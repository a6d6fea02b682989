// @ts-check
import { make } from "./make.js";

/**
 * Let the browser save a text as a file.
 *
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: address, download: name }).click();
  // The click only begins it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
