"""A loopback server for lookups: answers set by path, faults as upstream services have them, and a record of what was asked."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = tuple[int, bytes, dict[str, str]]
Answer = Callable[[dict[str, Any]], Reply]


def as_json(content: object, status: int = 200, **headers: str) -> Reply:
    return status, json.dumps(content).encode(), {"Content-Type": "application/json", **headers}


class PackageServer:
    """What the test sets: `answers` by path (without query), each a reply or a function of the JSON that was sent."""

    def __init__(self) -> None:
        self.answers: dict[str, Reply | Answer | list[Reply]] = {}
        self.seen: list[tuple[str, str]] = []
        self.sent: list[Any] = []
        self.accepts: list[str] = []
        self.url = ""

    def reply(self, path: str, sent: dict[str, Any]) -> Reply:
        answer = self.answers.get(path, (404, b"{}", {}))
        if callable(answer):
            return answer(sent)
        if isinstance(answer, list):
            return answer.pop(0) if len(answer) > 1 else answer[0]
        return answer


@contextmanager
def package_server() -> Iterator[PackageServer]:
    """A server on a free port of the loopback interface."""
    server = PackageServer()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Nothing is logged; what was asked for is in `seen`."""

        def do_GET(self) -> None:
            path = self.path.split("?", 1)[0]
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            server.seen.append((self.command, path))
            server.accepts.append(self.headers.get("Accept", ""))
            sent = json.loads(body) if body else {}
            server.sent.append(sent)
            status, content, headers = server.reply(path, sent)
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET  # noqa: N815 - the name is http.server's

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    server.url = f"http://127.0.0.1:{http.server_address[1]}"
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()


def trickle(_: dict[str, Any]) -> Reply:
    """An answer that lets wait."""
    time.sleep(0.3)
    return as_json({})
