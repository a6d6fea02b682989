"""A small static server for the tests, which can be told to misbehave."""

from __future__ import annotations

import contextlib
import functools
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".pack": "application/octet-stream",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".xml": "application/xml",
    ".zip": "application/zip",
}


@dataclass
class Server:
    """A folder as a site.

    Attributes
    ----------
    address : str
        With a slash at the end.
    asked : list of str
        Every path that was asked for, in order.
    missing : set of str
        Parts of paths that are answered 404.
    cut : set of str
        Parts of paths whose second half is kept back.
    changed : set of str
        Parts of paths of which one byte is another.
    silent : set of str
        Parts of paths that are answered only when the test is over.
    """

    address: str
    asked: list[str] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    cut: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    over: threading.Event = field(default_factory=threading.Event)

    def heal(self) -> None:
        """Serve every file well again."""
        for faults in (self.missing, self.cut, self.changed, self.silent):
            faults.clear()


class Handler(SimpleHTTPRequestHandler):
    """Serves files with the types that modules and WebAssembly need."""

    extensions_map = TYPES
    site: Server

    def do_GET(self) -> None:
        """Answer; a browser that has gone meanwhile is no error."""
        path = self.path.split("?")[0]
        self.site.asked.append(path)
        with contextlib.suppress(ConnectionError):
            self.answer(path)

    def answer(self, path: str) -> None:
        """Send the file, or misbehave as told."""
        if named(self.site.silent, path):
            self.site.over.wait()
        if named(self.site.missing, path):
            self.send_error(HTTPStatus.NOT_FOUND)
        elif named(self.site.cut, path):
            whole = Path(self.translate_path(path)).read_bytes()
            self.send(whole[: len(whole) // 2])
        elif named(self.site.changed, path):
            whole = bytearray(Path(self.translate_path(path)).read_bytes())
            whole[len(whole) // 2] ^= 1
            self.send(bytes(whole))
        elif path == "/sitemap.xml":
            self.send(self.sitemap())
        else:
            super().do_GET()

    def send(self, content: bytes) -> None:
        """Answer with these bytes, typed by the path."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(self.path))
        self.end_headers()
        self.wfile.write(content)

    def sitemap(self) -> bytes:
        """Return the site's map as if it were deployed here.

        It names pages by their full address, the home page first; the theme's
        instant navigation goes only to pages that it finds there.
        """
        text = Path(self.translate_path("/sitemap.xml")).read_text("utf-8")
        home = re.search(r"<loc>(.*?)</loc>", text)
        return (text.replace(home[1], self.site.address) if home else text).encode()

    def log_message(self, format: str, *values: Any) -> None:
        """Keep the test's output clean."""


def named(parts: set[str], path: str) -> bool:
    """Return whether one of ``parts`` is in ``path``."""
    return any(part in path for part in parts)


@contextlib.contextmanager
def serve(folder: Path, handler: type[Handler] = Handler) -> Iterator[Server]:
    """Serve ``folder`` on a free port while the context lasts."""
    site = Server("")
    kind = type("SiteHandler", (handler,), {"site": site})
    make = functools.partial(kind, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), make) as server:
        server.daemon_threads = True
        site.address = f"http://127.0.0.1:{server.server_port}/"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield site
        finally:
            site.over.set()
            server.shutdown()
            thread.join()
