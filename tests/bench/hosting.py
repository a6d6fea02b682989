"""How many readers a server bears: `python tests/bench/hosting.py site`.

wrk asks for pages over 1,000 connections at once, on the loopback. Three servers take
turns: nginx as docs/hosting.md sets it up, with compressed copies; the same nginx with
a bare page, the limit of the machine; Python's own server. Ratios travel, rates do not.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from hosts import free, nginx, wait

CONNECTIONS, SECONDS, ROUNDS = 1000, 5, 3
PAGE = "backprop/gradient_check/"
BARE = "<!doctype html><title>Bare</title><p>One line.</p>\n"
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
BYTES = re.compile(r"Transfer/sec:\s+(\S+)")
ERRORS = re.compile(r"Socket errors: (.*)|Non-2xx or 3xx responses: (.*)")


def load(address: str) -> tuple[float, str]:
    """Return answers a second, and bytes a second with what went wrong."""
    command = [
        "wrk", "--threads", "2", "--connections", str(CONNECTIONS),
        "--duration", f"{SECONDS}s", "--timeout", "10s",
        "--header", "Accept-Encoding: gzip", address,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    said, rate, size = done.stdout, RATE.search(done.stdout), BYTES.search(done.stdout)
    assert rate and size, said
    wrong = "; ".join(
        filter(None, (part for one in ERRORS.findall(said) for part in one))
    )
    return float(rate[1]), f"{size[1]}/s, {wrong or 'no errors'}"


def main(site: Path) -> None:
    """Load the servers in turns and print a table."""
    if not shutil.which("wrk"):
        sys.exit("This needs wrk: install your system's package.")
    with tempfile.TemporaryDirectory() as name:
        folder, bare = Path(name), Path(name, "bare")
        bare.mkdir()
        (bare / "index.html").write_text(BARE)
        port = free()
        serving = [sys.executable, "-m", "http.server", str(port), "-d", str(site)]
        plain = subprocess.Popen(
            [*serving, "--bind", "127.0.0.1"], stderr=subprocess.DEVNULL
        )
        try:
            wait(port, plain)
            # The limit first: the site takes its place.
            for number in range(ROUNDS):
                with nginx(bare, folder) as address:
                    print(number, "nginx, bare page   ", *load(address), flush=True)
                with nginx(site.resolve(), folder) as address:
                    print(
                        number, "nginx, page        ", *load(address + PAGE), flush=True
                    )
                there = f"http://127.0.0.1:{port}/{PAGE}"
                print(number, "python http.server ", *load(there), flush=True)
        finally:
            plain.terminate()
            plain.wait(20)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
