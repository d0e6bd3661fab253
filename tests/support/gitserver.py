"""A real git server on loopback: smart HTTP by `git http-backend`, with the ways in which a server can fail."""

import os
import subprocess
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar, Self

STATUSES = {"401": 401, "403": 403, "404": 404, "429": 429, "451": 451, "500": 500, "503": 503}

ODD: dict[str, tuple[bytes, dict[str, str]]] = {
    "prose": (b"<html>Please sign in to the hotel's network</html>", {"Content-Type": "text/html"}),
    "nothing": (b"", {"Content-Type": "application/json"}),
    "short": (
        b"001e# service=git-upload-pack\n0000",
        {"Content-Type": "application/x-git-upload-pack-advertisement", "Content-Length": "900"},
    ),
}


class GitHandler(BaseHTTPRequestHandler):
    """Serves the repositories below `root`. `faults` maps a repository's path (`ada/project`) to a kind of fault.

    Kinds: a status such as 404; `redirect URL`; `slow` (a trickle without end); `endless` (references without end);
    `partial` (broken off in the middle of the pack); `prose`, `nothing` and `short` (answers that are none of git's);
    `no-filter` and `no-wants` (an old server).
    """

    root: ClassVar[Path]
    faults: ClassVar[dict[str, str]]
    seen: ClassVar[list[tuple[str, str, bool]]]
    closing: ClassVar[threading.Event]
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is logged; what was asked for is in `seen`."""

    def do_GET(self) -> None:
        """Answer a request."""
        self.seen.append((self.command, self.path, "Authorization" in self.headers))
        self.close_connection = True
        body = self.body()
        path, _, query = self.path.partition("?")
        fault = self.faults.get("/".join(path.removeprefix("/").split("/")[:2]).removesuffix(".git"), "")
        if fault in STATUSES:
            self.answer(STATUSES[fault], b"no", {})
        elif fault.startswith("redirect "):
            self.answer(302, b"", {"Location": f"{fault.split()[1]}{self.path}"})
        elif fault in ODD:
            self.answer(200, *ODD[fault])
        elif fault in ("slow", "endless"):
            self.trickle(fault == "slow")
        else:
            self.backend(path, query, body, fault)

    do_POST = do_GET  # noqa: N815 - the name is http.server's

    def body(self) -> bytes:
        """The request's body, chunked or not."""
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        """Send one whole answer."""
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), "Connection": "close", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):  # the other side may have been killed
            self.wfile.write(body)

    def trickle(self, slow: bool) -> None:
        """Send references until the other side or the server ends."""
        self.send_response(200)
        self.send_header("Content-Type", "application/x-git-upload-pack-advertisement")
        self.send_header("Connection", "close")
        self.end_headers()
        line = b"003f" + b"a" * 40 + b" refs/heads/aaaaaaaa\n"
        try:
            self.wfile.write(b"001e# service=git-upload-pack\n0000")
            while not self.closing.is_set():
                self.wfile.write(line[:1] if slow else line * 100)
                self.wfile.flush()
                if slow:
                    time.sleep(0.2)
        except OSError:
            return

    def backend(self, path: str, query: str, body: bytes, fault: str) -> None:
        """Let git answer."""
        version = "" if fault == "no-wants" else self.headers.get("Git-Protocol", "")
        environment = {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_COUNT": "2",
            "GIT_CONFIG_KEY_0": "uploadpack.allowFilter",
            "GIT_CONFIG_VALUE_0": str(fault not in ("no-filter", "no-wants")).lower(),
            "GIT_CONFIG_KEY_1": "safe.directory",
            "GIT_CONFIG_VALUE_1": "*",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": version,
        }
        done = subprocess.run(["git", "http-backend"], input=body, env=environment, capture_output=True, check=False)
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        status = int(headers.pop("Status", "200").split()[0])
        if fault == "partial" and self.command == "POST" and b"PACK" in content:
            headers["Content-Length"] = str(len(content))
            content = content[: content.index(b"PACK") + 40]
        self.answer(status, content, headers)


class Server:
    """A server on a free port of this machine for as long as the block runs."""

    handler: type[GitHandler] = GitHandler

    def __init__(self, root: Path, faults: dict[str, str] | None = None) -> None:
        self.seen: list[tuple[str, str, bool]] = []
        self._closing = threading.Event()
        attributes = {"root": root, "faults": faults or {}, "seen": self.seen, "closing": self._closing}
        self.serving = type("Serving", (self.handler,), attributes)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self.serving)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
