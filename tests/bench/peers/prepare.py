"""Build a small site of each peer, with a local copy of what it takes from a CDN.

Everything goes into `.cache/peers/<hash of this folder>/`: a throw-away environment,
then `runtime/` (Pyodide, one copy for both peers), `cdn/`, `markdown-exec/` and
`jupyterlite/`, which the bench serves under `/peers/`.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from hooks import downloads, npm, runtime

HERE = Path(__file__).parent
LITE = "@jupyterlite/pyodide-kernel-extension:kernel"
#: What changes nothing that is built.
APART = ("README.md", "visits.py")
CORE = ("pyodide.js", "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")


def ensure(codes: dict[str, str]) -> Path:
    """Return the folder to serve; `codes` are what the fences hold."""
    files = {*HERE.glob("*.*"), runtime.LOCK} - {HERE / name for name in APART}
    content = [file.read_bytes() for file in sorted(files)]
    name = hashlib.sha256(b"\0".join([*content, repr(codes).encode()])).hexdigest()
    final = downloads.folder("peers") / name[:16]
    if not final.is_dir():
        final.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=final.parent) as folder:
            part = Path(folder) / "part"
            build(part, Path(folder) / "tools", codes)
            part.rename(final)
    return final


def build(site: Path, tools: Path, codes: dict[str, str]) -> None:
    """Fill the site's folder; the tools live in a folder that goes away."""
    site.mkdir()
    venv.create(tools, with_pip=True)
    python = tools / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    run(python, "-m", "pip", "install", "--quiet", "-r", HERE / "requirements.txt")
    modules = npm.ensure(HERE, site.parent / "npm")
    cdn(modules, site / "cdn")
    pyodide(modules / "pyodide", site / "runtime")
    markdown_exec(python, site, codes)
    jupyterlite(python, site)


def run(*command: str | Path, folder: Path | None = None) -> None:
    """Run a command; what it says is shown if it fails."""
    words = [*map(str, command)]
    done = subprocess.run(
        words, cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}\n{done.stdout}{done.stderr}")


def cdn(modules: Path, folder: Path) -> None:
    """Copy what a markdown-exec page loads beside Pyodide."""
    shutil.copytree(modules / "ace-builds/src-min-noconflict", folder / "ace")
    for kind, name in (
        ("highlight", "@highlightjs/cdn-assets/highlight.min.js"),
        ("themes", "highlightjs-themes/tomorrow.css"),
        ("themes", "highlightjs-themes/tomorrow-night-blue.css"),
    ):
        (folder / kind).mkdir(exist_ok=True)
        shutil.copy(modules / name, folder / kind)


def pyodide(package: Path, folder: Path) -> None:
    """Put together a Pyodide distribution; each wheel is the one its lock names."""
    folder.mkdir()
    for name in (*CORE, "python_stdlib.zip"):
        shutil.copy(package / name, folder)
    lock = json.loads((package / "pyodide-lock.json").read_text("utf-8"))
    entries = lock["packages"]
    own = wheels(entries, folder)
    pip = ["-m", "pip", "download", "--no-deps", "--python-version=3.14", "--quiet"]
    wanted = ["--only-binary=:all:", "-r", HERE / "wheels.txt", "-d", folder]
    run(Path(sys.executable), *pip, *wanted)
    for wheel in {*folder.glob("*.whl")} - own:
        entries |= relocked(entries, wheel)
    (folder / "pyodide-lock.json").write_text(json.dumps(lock), "utf-8")


def wheels(entries: dict[str, dict], folder: Path) -> set[Path]:
    """Copy the wheels that are Pyodide's own; the lock of its package knows each.

    Raises
    ------
    RuntimeError
        If one is another, as when `package.json` and `hooks/runtime.lock.json` name
        different versions of Pyodide.
    """
    for wheel in runtime.ensure().glob("*.whl"):
        shutil.copy(wheel, folder)
    for name, content in runtime.mirror([entries["micropip"]["file_name"]]):
        (folder / name).write_bytes(content)
    known = {entry["file_name"]: entry["sha256"] for entry in entries.values()}
    own = {*folder.glob("*.whl")}
    if wrong := [file.name for file in own if known.get(file.name) != digest(file)]:
        raise RuntimeError(
            f"{HERE.name}/package.json names a Pyodide with other wheels than "
            f"{runtime.LOCK.name}: {', '.join(wrong)}"
        )
    return own


def relocked(entries: dict[str, dict], wheel: Path) -> dict[str, dict]:
    """Return the entry of a wheel from PyPI: its own hash, the lock's rest."""
    name, version = wheel.name.split("-")[:2]
    name = name.replace("_", "-")
    plain = {
        "depends": [], "imports": [name], "install_dir": "site", "name": name,
        "package_type": "package", "unvendored_tests": False, "version": version,
    }  # fmt: skip
    entry = entries.get(name, plain)
    assert entry["version"] == version, (entry, wheel.name)
    return {name: entry | {"file_name": wheel.name, "sha256": digest(wheel)}}


def digest(file: Path) -> str:
    """Return a file's SHA-256."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def markdown_exec(python: Path, site: Path, codes: dict[str, str]) -> None:
    """Build a page for each code, with the plugin and mkdocs-material."""
    source = site.parent / "markdown-exec"
    (source / "docs").mkdir(parents=True)
    shutil.copy(HERE / "mkdocs.yml", source)
    page = (HERE / "page.md").read_text("utf-8")
    for task, code in codes.items():
        packages = "numpy,matplotlib" if "matplotlib" in code else "numpy"
        text = page.format(packages=packages, code=code)
        (source / "docs" / f"{task}.md").write_text(text, "utf-8")
    config = ["-f", source / "mkdocs.yml", "-d", site / "markdown-exec"]
    run(python, "-m", "mkdocs", "build", "--quiet", *config)


def jupyterlite(python: Path, site: Path) -> None:
    """Build JupyterLite's REPL; its setting names our copy of Pyodide."""
    source = site.parent / "lite"
    source.mkdir()
    plugin = {"pyodideUrl": "/peers/runtime/pyodide.mjs", "disablePyPIFallback": True}
    settings = {"litePluginSettings": {LITE: plugin}}
    config = {"jupyter-lite-schema-version": 0, "jupyter-config-data": settings}
    (source / "jupyter-lite.json").write_text(json.dumps(config), "utf-8")
    folders = ["--lite-dir", source, "--output-dir", site / "jupyterlite"]
    options = ["--apps", "repl", "--no-sourcemaps"]
    build = ["-m", "jupyterlite_core", "build", *folders, *options]
    run(python, *build, folder=source)  # it leaves a database where it runs


def conditions() -> str:
    """Say what is measured and what stands in for what."""
    pins = (HERE / "requirements.txt").read_text("utf-8").split()
    who = [pin for pin in pins if pin.startswith(("markdown-exec=", "jupyterlite"))]
    lock = runtime.read()
    return (
        f"Peers: {', '.join(who)}. They run Pyodide {lock.pyodide}, which is ours and "
        "the bare page's, in place of the version that they name, through their own "
        "settings; what they take from a CDN comes from the same throttled server."
    )
