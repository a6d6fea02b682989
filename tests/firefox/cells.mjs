/**
 * node cells.mjs <Firefox> <address> <page>...
 *
 * Runs every cell of the pages in Firefox, in one visit, then an endless loop that is
 * stopped. Prints a JSON: the cells' states and marks, how long Stop took to answer,
 * what ran after it, and what the browser complained of before the loop and since.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "puppeteer-core";

const [executablePath, address, ...pages] = process.argv.slice(2);
const userDataDir = mkdtempSync(join(tmpdir(), "firefox-"));
const browser = await launch({ browser: "firefox", executablePath, headless: true, userDataDir });
const complaints = [];
try {
  const tab = await browser.newPage();
  tab.on("pageerror", (error) => complaints.push(String(error)));
  tab.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) complaints.push(message.text());
  });
  const cells = [];
  for (const page of pages) {
    await tab.goto(address + page);
    const names = await tab.$$eval("nn-cell", (all) => all.map((cell) => cell.getAttribute("name")));
    for (const name of names) cells.push({ name, ...(await run(tab, name)) });
  }
  const early = complaints.splice(0);
  const stop = await endless(tab);
  const isolated = await tab.evaluate(() => crossOriginIsolated);
  console.log(JSON.stringify({ cells, stop, isolated, early, complaints }));
} finally {
  await browser.close();
  rmSync(userDataDir, { recursive: true, force: true });
}

/** Press Run and wait for the end. */
async function run(tab, name) {
  const cell = await tab.$(`nn-cell[name="${name}"]`);
  await press(cell, "Run");
  const ended = (one) =>
    ["done", "error", "stopped"].includes(one.getAttribute("state")) && !one.querySelector(".nn-proof")?.hidden;
  await until(cell, ended, 120_000);
  return cell.evaluate((one) => ({
    state: one.getAttribute("state"),
    mark: one.querySelector(".nn-proof")?.textContent ?? "",
  }));
}

/** Ask again and again: Puppeteer's own waiting makes a function of a text, which the site's policy forbids. */
async function until(cell, holds, milliseconds) {
  const end = Date.now() + milliseconds;
  while (!(await cell.evaluate(holds))) {
    if (Date.now() > end) throw new Error(`not after ${milliseconds} ms: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Write an endless loop, stop it, and run something else. */
async function endless(tab) {
  const cell = await tab.$("nn-cell");
  await write(tab, cell, "while True: pass");
  await press(cell, "Run");
  await until(cell, (one) => one.getAttribute("state") === "running", 60_000);
  const began = Date.now();
  await press(cell, "Stop");
  await until(cell, (one) => one.getAttribute("state") === "stopped", 60_000);
  const milliseconds = Date.now() - began;
  await write(tab, cell, "print(6 * 7)");
  await press(cell, "Run");
  await until(cell, (one) => one.getAttribute("state") === "done", 60_000);
  return { milliseconds, after: await cell.$eval(".nn-rerun", (result) => result.textContent) };
}

/** Replace the code as a reader does. */
async function write(tab, cell, code) {
  if (!(await cell.$("textarea"))) await (await cell.$(".nn-code pre")).click();
  const area = await tab.waitForSelector("nn-cell textarea");
  await area.focus();
  await tab.keyboard.down("Control");
  await tab.keyboard.press("a");
  await tab.keyboard.up("Control");
  await area.type(code);
}

/** Press a button by its name. */
async function press(cell, name) {
  await cell.evaluate((one, text) => {
    [...one.querySelectorAll("button")].find((button) => button.textContent.trim() === text).click();
  }, name);
}
