// The pictures of an explorer's first state, for the page: one JSON object a line in,
// one out. Started once by hooks/explorers.py; ends when its input does.
import { createInterface } from "node:readline";
import { draw } from "./draw.js";
import { format } from "./format.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { panels, texts, values, step } = JSON.parse(line);
  const drawn = panels.map((panel) => [format(panel.title, values), draw(panel, values, step)]);
  process.stdout.write(`${JSON.stringify({ drawn, texts: texts.map((text) => format(text, values)) })}\n`);
}
