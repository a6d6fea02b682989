"""Real servers for a built site, as the page about hosting sets them up."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from fences import DOCS

from hooks import chromium

CONFIG = DOCS / "includes" / "nginx.conf"
MAIN = """daemon off;
{user}
pid {folder}/pid;
error_log {folder}/error.log;
worker_rlimit_nofile 8192;
events {{ worker_connections 4096; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    sendfile on;
    keepalive_requests 100000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def find_nginx() -> str:
    """Return the path of nginx, installed if need be; never go on without."""
    for _ in range(2):
        # Debian has it where only administrators look.
        if found := shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin"):
            return found
        chromium.install("nginx-light")
    raise RuntimeError("This needs nginx: install your system's package.")


def free() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.contextmanager
def nginx(site: Path, folder: Path) -> Iterator[str]:
    """Serve a site by the published configuration; give its address."""
    port = free()
    text = CONFIG.read_text("utf-8")
    for old, new in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("root /srv/nnnotes;", f"root {site};"),
    ):
        assert text.count(old) == 1, f"{CONFIG} has no {old}"
        text = text.replace(old, new)
    (folder / "site.conf").write_text(text)
    # Started by root it would become nobody, who cannot read a test's folders.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user))
    command = [find_nginx(), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    running = subprocess.Popen([*command, "-e", str(folder / "error.log")])
    try:
        wait(port, running)
        yield f"http://127.0.0.1:{port}/"
    finally:
        running.terminate()
        running.wait(20)


def wait(port: int, running: subprocess.Popen[bytes]) -> None:
    """Return when something answers at the port."""
    end = time.monotonic() + 20
    while time.monotonic() < end and running.poll() is None:
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", port), timeout=1),
        ):
            return
        time.sleep(0.05)
    raise RuntimeError(f"the server does not answer; it ended with {running.poll()}")
