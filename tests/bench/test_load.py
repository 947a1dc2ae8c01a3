"""Laws of the load: both clients send the same, and neither takes a refusal for an answer."""

import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import bench.load
from bench.load import Request, send


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen: set[tuple[str, str, str]] = set()

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.seen.add((self.command, self.path, body))
        self.send_response(404 if self.path == "/none" else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    do_POST = do_GET

    def log_message(self, *_):
        pass


@pytest.fixture
def port():
    _Answering.seen = set()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["wrk", "our own"])
def client(request, monkeypatch):
    """Each client there is: wrk only where it is installed."""
    path = shutil.which("wrk") if request.param == "wrk" else None
    monkeypatch.setattr(bench.load, "wrk_path", lambda: path)


def test_paths_are_asked_for_in_turn(client, port):
    sent = send(port, Request("/", paths=["/a", "/b"]), connections=2, seconds=1)

    assert sent.requests > 10
    assert 0 < sent.p50 <= sent.p99
    assert _Answering.seen == {("GET", "/a", ""), ("GET", "/b", "")}


def test_each_body_has_another_number(client, port):
    sent = send(port, Request("/", "POST", body='{"n": {n}}'), connections=1, seconds=1)

    bodies = {body for _, _, body in _Answering.seen}
    assert sent.requests <= len(bodies) <= sent.requests + 1


def test_a_refusal_ends_the_load(client, port):
    with pytest.raises(RuntimeError, match="GET /none"):
        send(port, Request("/none"), connections=1, seconds=1)
