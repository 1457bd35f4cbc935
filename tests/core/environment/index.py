"""A package index on 127.0.0.1, as slow and as broken as a test wants it."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_CHUNK = 16384


class Index:
    """Serves the wheels of a folder, or any other files. `bytes_per_second` of 0 is as fast as it goes.

    Of files named in `cut` only half comes, of those in `garbled` the end is exchanged. `served` are the files that
    were asked for.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bytes_per_second = 0.0
        self.cut: set[str] = set()
        self.garbled: set[str] = set()
        self.served: list[str] = []
        self.address = ""

    @contextmanager
    def running(self) -> Iterator[Index]:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self))
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        self.address = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    @property
    def simple(self) -> str:
        return f"{self.address}/simple"

    def answer(self, path: str) -> tuple[str, bytes] | None:
        """Content type and content."""
        if match := re.fullmatch(r"/simple/([^/]+)/", path):
            wanted = match[1].replace("-", "_")
            names = [file.name for file in sorted(self.folder.glob("*.whl")) if file.name.split("-")[0] == wanted]
            links = "".join(f'<a href="/{name}">{name}</a><br>' for name in names)
            return ("text/html", f"<html><body>{links}</body></html>".encode()) if names else None
        file = self.folder / path.lstrip("/")
        if not file.is_file():
            return None
        self.served.append(file.name)
        data = file.read_bytes()
        if file.name in self.garbled:
            data = data[:-64] + bytes(64)
        return "application/octet-stream", data


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def __init__(self, index: Index, *arguments: object) -> None:
        self._index = index
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        found = self._index.answer(self.path.partition("?")[0])
        if found is None:
            self.send_error(404)
            return
        kind, data = found
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if self.path.rsplit("/", 1)[-1] in self._index.cut:
            data = data[: len(data) // 2]
        slow = self._index.bytes_per_second if kind != "text/html" else 0.0
        for start in range(0, len(data), _CHUNK):
            try:
                self.wfile.write(data[start : start + _CHUNK])
            except OSError:
                return
            if slow:
                time.sleep(_CHUNK / slow)

    def log_message(self, *_: object) -> None:
        """Nothing: the test looks at `served`."""
