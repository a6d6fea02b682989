// @ts-check
/**
 * The files of packages and of everything that they depend on.
 *
 * @param {{packages: Record<string, {file_name: string, depends: string[]}>}} lock
 * @param {string[]} packages
 * @param {Record<string, unknown>} loaded packages that are there already
 * @returns {string[]}
 */
export function needed(lock, packages, loaded = {}) {
  const seen = new Set(packages);
  for (const name of seen) {
    for (const other of lock.packages[name]?.depends ?? []) seen.add(other);
  }
  return [...seen]
    .filter((name) => !(name in loaded))
    .flatMap((name) => lock.packages[name]?.file_name ?? []);
}
