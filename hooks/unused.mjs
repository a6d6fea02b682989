// A style sheet without the rules that no page and no script can need.
// JSON in: where PurgeCSS is, the files of the site, the sheet, and one that stays.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { purgecss, files, sheet, whole } = JSON.parse(readFileSync(0, "utf8"));
const { PurgeCSS } = await import(pathToFileURL(purgecss).href);

const raw = files.map((path) => readFileSync(path, "utf8")).join("\n");
// PurgeCSS itself only knows the values that this sheet's own rules use.
const variables = [...new Set((raw + whole).match(/--[\w-]+/g))];
const [{ css }] = await new PurgeCSS().purge({
  content: [{ raw, extension: "html" }],
  css: [{ raw: sheet }],
  variables: true,
  safelist: { variables },
});
process.stdout.write(css);
