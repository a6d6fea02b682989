// @ts-check
/**
 * Why the browser's storage has not taken something: the beginning of a sentence.
 * @param {unknown} error what `localStorage` threw
 */
export const refusal = (error) =>
  error instanceof DOMException && error.name === "QuotaExceededError"
    ? "This browser's storage is full"
    : "This browser lets the page store nothing";
