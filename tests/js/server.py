"""A small web server for pages that need no Django: our static files, npm's, and pages of tests."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

REPOSITORY = Path(__file__).resolve().parent.parent.parent
ROOTS = {
    "/static/": REPOSITORY / "annotations" / "static",
    "/npm/": REPOSITORY / "node_modules",
    "/pages/": REPOSITORY / "tests" / "js" / "pages",
}
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
# What the site itself allows: a page that only works under a laxer policy fails here.
POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

Fields = dict[str, str]
Answer = tuple[int, str, str]  # status, content type, body


@dataclass
class Site:
    """A running server; `pages` are its HTML by path, `doors` answer what is posted to a path.

    `moved` leads from a path to another.
    """

    url: str
    pages: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    doors: dict[str, Callable[[Fields, Message], Answer]] = field(default_factory=dict)


@contextmanager
def serving() -> Iterator[Site]:
    """Serve on a free port of the loopback until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server.site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path in self.server.site.moved:
            self.send_response(302)
            self.send_header("Location", self.server.site.moved[path])
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if path in self.server.site.pages:
            self._answer(200, "text/html", self.server.site.pages[path].encode())
            return
        file = _file(path)
        if file is None:
            self._answer(404, "text/plain", b"not here")
        else:
            self._answer(200, TYPES.get(file.suffix, "text/html"), file.read_bytes())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        fields = _fields(self.headers, body)
        status, kind, text = self.server.site.doors[self.path](fields, self.headers)
        self._answer(status, kind, text.encode())

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if not self.path.startswith("/pages/"):  # harnesses hold an import map, an inline script
            self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the browser reports what fails."""


def _file(path: str) -> Path | None:
    for prefix, root in ROOTS.items():
        file = (root / path.removeprefix(prefix)).resolve()
        if path.startswith(prefix) and file.is_relative_to(root.resolve()) and file.is_file():
            return file
    return None


def _fields(headers: Message, body: str) -> Fields:
    """The fields of a form as FormData sends them; files are not expected."""
    if headers.get_content_type() == "application/x-www-form-urlencoded":
        return {name: values[0] for name, values in parse_qs(body).items()}
    boundary = headers.get_boundary()
    fields = {}
    for part in body.split(f"--{boundary}")[1:-1]:
        head, _, value = part.strip("\r\n").partition("\r\n\r\n")
        fields[head.split('name="')[1].split('"')[0]] = value.replace("\r\n", "\n")
    return fields
