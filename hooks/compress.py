"""Compressed copies for servers that send them: `python -m hooks.compress site`.

Each text of the built site gets a `.gz` and a `.br` beside it. nginx and Caddy send
those without compressing anything themselves. Published hosts compress on their own.
"""

from __future__ import annotations

import gzip
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

TEXTS = {".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".xml"}
#: Bytes below which a packet is one packet, compressed or not.
SMALL = 512
#: Bytes above which brotli's last step takes seconds and gives a percent.
LARGE = 1_000_000


def compress(path: Path) -> tuple[int, int, int]:
    """Write the copies of a file that are smaller; return its three sizes."""
    content = path.read_bytes()
    sizes = [len(content)]
    quality = 11 if len(content) < LARGE else 9
    for suffix, smaller in (
        (".gz", gzip.compress(content, 9, mtime=0)),
        (".br", brotli.compress(content, quality=quality)),
    ):
        copy = path.with_name(path.name + suffix)
        if len(smaller) < len(content):
            copy.write_bytes(smaller)
        sizes.append(min(len(smaller), len(content)))
    return sizes[0], sizes[1], sizes[2]


def texts(site: Path) -> list[Path]:
    """Return the files that are worth it, copies of an earlier run removed."""
    for old in [*site.rglob("*.gz"), *site.rglob("*.br")]:
        if old.with_suffix("").suffix in TEXTS and old.name != "sitemap.xml.gz":
            old.unlink()
    return sorted(
        path
        for path in site.rglob("*")
        if path.suffix in TEXTS and path.stat().st_size >= SMALL
    )


def main(arguments: list[str]) -> None:
    """Compress a site and say what it gave."""
    if len(arguments) != 1 or not Path(arguments[0], "index.html").is_file():
        sys.exit("usage: python -m hooks.compress <folder of the built site>")
    # Both compressors leave Python free while they work.
    with ThreadPoolExecutor() as pool:
        sizes = list(pool.map(compress, texts(Path(arguments[0]))))
    plain, gzipped, brotlied = (
        sum(column) / 1e6 for column in zip(*sizes, strict=True)
    )
    print(
        f"{len(sizes)} texts: {plain:.1f} MB, "
        f"gzip {gzipped:.1f} MB, brotli {brotlied:.1f} MB"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
