"""Run the worked examples: a fresh process each, in parallel, cached.

An entry of the cache is keyed by the example's code, by the versions that compute it
and by this machinery; it records every file of the package that the run read, with its
hash. It holds until one of them changes. Failures are never cached.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from hooks import artists, worker
from hooks.place import log as log
from nnnotes import cell, examples

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".cache" / "runs"
#: Seconds after which a run is ended. An example should take one.
TIMEOUT = 60.0
#: Example names that the last call of :func:`run_all` executed, for messages and tests.
executed: list[str] = []


@dataclass(frozen=True)
class Run:
    """What one example gave: printed text, error, figures (light, dark), values.

    `read` are the files it read, with their hashes; `when` is the time of its end.
    `tables` holds, for each figure, the numbers that it draws.
    """

    text: str = ""
    error: str = ""
    figures: list[list[str]] = field(default_factory=list)
    tables: list[list[dict[str, Any]]] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    when: float = 0.0

    @property
    def printed(self) -> str:
        """What the page shows as the printed result."""
        return cell.Result(self.text, error=self.error).printed


#: Example name -> its run, for the build that is under way.
results: dict[str, Run] = {}


def run_all(
    codes: dict[str, str], *, cache: Path | None = CACHE, limit: float | None = None
) -> dict[str, Run]:
    """Return the run of each example.

    Parameters
    ----------
    codes : dict of str to str
        Example name -> code.
    cache : Path or None
        Where results are kept; None runs everything anew.
    limit : float, optional
        Seconds that one may take; by default :data:`TIMEOUT`.
    """
    found = {name: load(cache, name, code) for name, code in codes.items()}
    runs = {name: run for name, run in found.items() if run}
    executed[:] = [name for name in codes if name not in runs]
    for name, run in execute({name: codes[name] for name in executed}, limit):
        runs[name] = run
        if cache and not run.error:
            store(cache, name, codes[name], run)
    return runs


def refresh() -> dict[str, Run]:
    """Bring :data:`results` up to date with the scripts and the package as they are."""
    codes = {}
    for name in examples.names():
        with contextlib.suppress(SyntaxError):  # the page that shows it reports it
            codes[name] = examples.load(name).code
    results.clear()
    results.update(run_all(codes))
    return results


def result(name: str) -> Run:
    """Return the run of one example.

    Raises
    ------
    LookupError
        If there is no such example.
    """
    if name not in results:
        results.update(run_all({name: examples.load(name).code}))
    return results[name]


# -- The cache ---------------------------------------------------------------


def digest(path: str | Path) -> str:
    """Return a file's hash, or "gone"."""
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:16]
    except OSError:
        return "gone"


def entry(cache: Path, name: str, code: str) -> Path:
    """Return the file that keeps the run of this very code on these versions."""
    parts = [name, code, sys.version, version("numpy"), version("matplotlib")]
    parts += [digest(str(file.__file__)) for file in (worker, artists)]
    parts += [digest(__file__)]
    key = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
    return cache / f"{name.replace('/', '.')}.{key}.json"


def load(cache: Path | None, name: str, code: str) -> Run | None:
    """Return the kept run if everything that it read is unchanged."""
    if cache is None:
        return None
    try:
        run = Run(**json.loads(entry(cache, name, code).read_text("utf-8")))
    except (OSError, ValueError, TypeError):  # none, or not whole: run it
        return None
    unchanged = all(digest(ROOT / path) == was for path, was in run.read.items())
    return run if unchanged else None


def store(cache: Path, name: str, code: str, run: Run) -> None:
    """Keep a run; another build that runs at the same time sees all or nothing."""
    cache.mkdir(parents=True, exist_ok=True)
    file = entry(cache, name, code)
    part = file.with_suffix(f".{os.getpid()}")
    part.write_text(json.dumps(asdict(run)), "utf-8")
    part.replace(file)


# -- The processes -----------------------------------------------------------


def execute(
    codes: dict[str, str], limit: float | None = None
) -> Iterable[tuple[str, Run]]:
    """Run each code in a process of its own, as many at a time as there are cores."""
    limit = limit or TIMEOUT
    context = start_method()
    waiting = list(codes.items())[::-1]
    running: dict[Connection, tuple[str, Any, float]] = {}
    while waiting or running:
        while waiting and len(running) < (os.cpu_count() or 1):
            name, code = waiting.pop()
            here, there = context.Pipe(duplex=False)
            process = context.Process(
                target=child, args=(there, name, code), daemon=True
            )
            process.start()
            there.close()
            running[here] = name, process, time.monotonic() + limit
        for here in wait(list(running), timeout=0.2):
            assert isinstance(here, Connection)
            name, process, _ = running.pop(here)
            yield name, received(here, process)
        for here, (name, process, end) in list(running.items()):
            if time.monotonic() > end:
                process.kill()
                del running[here]
                yield name, Run(error=f"no result after {limit:.0f} seconds: ended")


def start_method() -> Any:
    """Return a context whose children start warm: NumPy and Matplotlib imported."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    warm = ["numpy", "matplotlib.pyplot", "matplotlib.backends.backend_svg"]
    context.set_forkserver_preload(["__main__", "hooks.worker", *warm])
    return context


def child(there: Connection, name: str, code: str) -> None:
    """Run in the new process and send the result back."""
    there.send(worker.work(name, code))
    there.close()


def received(here: Connection, process: Any) -> Run:
    """Return what the child sent, or that it died."""
    try:
        sent = here.recv()
    except EOFError:
        process.join(5)
        return Run(error=f"the process died with exit code {process.exitcode}")
    finally:
        here.close()
    read = {os.path.relpath(path, ROOT): digest(path) for path in sent.pop("read")}
    return Run(**sent, read=read, when=time.time())
