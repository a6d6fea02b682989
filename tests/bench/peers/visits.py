"""A reader's visits to the peers: from the click to the result in the DOM.

Both peers boot Python when their page opens, ours when it is asked to run. So each is
timed twice: at once, when the reader clicks as soon as there is a page to click on,
and at rest, when the reader clicks after Python has booted.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from playwright.sync_api import BrowserContext, Page, Request, Response

#: Milliseconds after which a visit has failed.
PATIENCE = 180_000
UNTIL = """
  const until = (ready) => new Promise((resolve) => {
    const look = () => ready() ? resolve() : setTimeout(look, 10);
    look();
  });
  const number = /^\\s*-?\\d+\\.\\d+\\s*$/;"""
READY = """() => document.querySelector('[id$="--run"]')?.onclick"""
#: Before its handler is there, a click is lost: the reader clicks again.
FENCE = f"""async (task) => {{{UNTIL}
  const began = performance.now();
  const button = document.querySelector('[id$="--run"]');
  const output = document.querySelector(".pyodide-output");
  await until(() => button.onclick);
  button.click();
  await until({{
    number: () => number.test(output.textContent),
    figure: () => document.querySelector("#figure svg path"),
  }}[task]);
  return performance.now() - began;
}}"""
#: The page around a REPL opens it in a frame when it is asked to.
FRAME = f"""async ([task, url]) => {{{UNTIL}
  const began = performance.now();
  const frame = document.createElement("iframe");
  frame.style.cssText = "inline-size: 1000px; block-size: 600px";
  frame.src = url;
  document.body.append(frame);
  const outputs = () => [...frame.contentDocument?.querySelectorAll(
    ".jp-OutputArea-output") ?? []];
  const shown = {{
    number: (node) => number.test(node.textContent),
    figure: (node) => node.querySelector("img")?.naturalWidth,
  }}[task];
  await until(() => outputs().some(shown));
  return performance.now() - began;
}}"""
#: The same, in a REPL that is open: the time runs from the key that runs the code.
PROMPT = f"""(task) => {{{UNTIL}
  const prompt = ".jp-CodeConsole-promptCell .cm-content";
  const outputs = () => [...document.querySelectorAll(
    ".jp-CodeConsole-content .jp-OutputArea-output")];
  const shown = {{
    number: (node) => number.test(node.textContent),
    figure: (node) => node.querySelector("img")?.naturalWidth,
  }}[task];
  const pressed = new Promise((resolve) => document.addEventListener("keydown",
    (event) => event.key === "Enter" && resolve(performance.now()), true));
  window.spent = pressed.then(async (began) => {{
    await until(() => outputs().some(shown));
    return performance.now() - began;
  }});
  document.querySelector(prompt).focus();
}}"""
REPL = "peers/jupyterlite/repl/index.html?kernel=python"
BANNER = ".jp-CodeConsole-banner"
#: A fence has no figures of its own: the code puts its SVG into the page.
SHOW = """
import io
from js import document
file = io.StringIO()
fig.savefig(file, format="svg")
place = document.createElement("div")
place.id = "figure"
place.innerHTML = file.getvalue()
document.body.append(place)"""

Visit = Callable[[Page, str, str, str, bool], float]


def timed(page: Page, script: str, values: object = None) -> float:
    """Return what a script resolves with; without a result in time, fail."""
    late = f"""(values) => Promise.race([({script})(values), new Promise((_, reject) =>
      setTimeout(reject, {PATIENCE}, new Error("no result on the page")))])"""
    return float(page.evaluate(late, values))


def markdown_exec(page: Page, address: str, task: str, code: str, rest: bool) -> float:
    """Click Run of a fence; its code is in the page already."""
    page.goto(f"{address}peers/markdown-exec/{task}/")
    if rest:
        page.wait_for_load_state("networkidle")
        page.wait_for_function(READY)
    return timed(page, FENCE, task)


def jupyterlite(page: Page, address: str, task: str, code: str, rest: bool) -> float:
    """Open a REPL that runs the code, or run it in one that is open."""
    if not rest:
        page.goto(f"{address}bare")
        url = f"{address}{REPL}&code={quote(code)}"
        return timed(page, FRAME, [task, url])
    page.goto(address + REPL)
    page.wait_for_selector(BANNER)
    page.wait_for_load_state("networkidle")
    page.evaluate(PROMPT, task)
    page.keyboard.insert_text(code)
    page.keyboard.press("Shift+Enter")
    return timed(page, "() => window.spent")


PEERS: dict[str, Visit] = {"markdown-exec": markdown_exec, "jupyterlite": jupyterlite}


def visit(
    context: BrowserContext, address: str, peer: str, task: str, code: str, rest: bool
) -> float:
    """Make one visit, and return its milliseconds; the page stays open.

    Raises
    ------
    RuntimeError
        If the page asked for something that is not here, or took too long.
    """
    lost: list[str] = []

    def answered(response: Response) -> None:
        if response.status >= 400 and not response.url.endswith("/favicon.ico"):
            lost.append(response.url)

    def failed(request: Request) -> None:
        lost.append(request.url)

    context.on("response", answered)
    context.on("requestfailed", failed)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    spent = PEERS[peer](page, address, task, code, rest)
    context.remove_listener("response", answered)
    context.remove_listener("requestfailed", failed)
    if lost:
        raise RuntimeError(f"{peer}, {task}: no answer to {', '.join(lost)}")
    return spent
