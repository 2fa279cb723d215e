"""The web for real, from a server on this computer; needs aiohttp, which is no part of personacheck or its extras."""

import http.server
import threading

import pytest

from personacheck.errors import ExportError
from personacheck.load.read.parts import files_of
from personacheck.load.remote.copies import Copies

pytest.importorskip("fsspec")
pytest.importorskip("aiohttp")

TABLE = b"Contact ID,Title\n1,CFO\n"
PAGE = b'<a href="my%20c.csv">c</a> <a href="?C=N">by name</a> <a href="https://other.example/d.csv">d</a>'


class Pages(http.server.BaseHTTPRequestHandler):
    """A listing and its file; other paths misbehave by their names."""

    asked: list[str] = []  # noqa: RUF012  # of all requests, each with a handler of its own

    def do_HEAD(self):
        """No signed address may be looked at beforehand."""
        self.answer(403, b"")

    def do_GET(self):
        """What lies there."""
        self.asked.append(self.path)
        if self.path.startswith("/leads"):
            return self.answer(302, b"", Location="file:///etc/passwd" if "file" in self.path else "/e/my%20c.csv")
        if self.path == "/e/":
            return self.answer(200, PAGE, **{"Content-Type": "text/html"})
        if self.path.startswith("/e/my%20c.csv"):
            return self.answer(200, TABLE)
        return self.answer(int(self.path[1:4]), b"")

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nothing."""


@pytest.fixture
def site():
    Pages.asked.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_files_folders_and_patterns(site):
    with Copies() as copies:
        paths = [copies.path_for(f"{site}/e/{name}") for name in ("my%20c.csv?sig=a%2Fb%2B", "", "*.csv")]
        copies.bring(paths)
        for path in paths:
            (file,) = files_of(path)
            assert (file.name, file.read_bytes()) == ("my c.csv", TABLE)
    assert "/e/my%20c.csv?sig=a%2Fb%2B" in Pages.asked


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("leads.csv", "leads on to another address, and only the one that you type is read"),
        ("leads-to-a-file.csv", "leads on to another address, and only the one that you type is read"),
        ("403.csv", "no permission to read it"),
        ("404.csv", "not found"),
        ("503.csv", "cannot be read now (the server answers 503)"),
    ],
)
def test_refusals(path, said, site):
    with pytest.raises(ExportError, match=rf"{path}, {site}: ") as refused, Copies() as copies:
        copies.bring([copies.path_for(f"{site}/{path}")])
    assert said in str(refused.value)
    assert set(Pages.asked) == {f"/{path}"}


def test_nobody_answers():
    with pytest.raises(ExportError, match="does not answer"), Copies() as copies:
        copies.bring([copies.path_for("http://127.0.0.1:1/c.csv")])
