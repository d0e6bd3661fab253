import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from gitassay.batch.notify import notify
from gitassay.batch.settings import Notifying
from gitassay.store.batches import Batch

BATCH = Batch("b", 7, "done", "2026-01-02", "x", {}, "2026-01-02T00:00:00+00:00", "2026-01-02T01:00:00+00:00")
COUNTS = {"done": 3, "failed": 1}


class Hook:
    """A web address that is told something, and answers with a status."""

    def __init__(self, status: int) -> None:
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None: ...

            def do_POST(self) -> None:
                hook.told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(status)
                self.send_header("Location", "http://127.0.0.1:1/")
                self.end_headers()

        self.told: list[object] = []
        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()


@pytest.fixture
def hook(request: pytest.FixtureRequest) -> Iterator[Hook]:
    made = Hook(getattr(request, "param", 204))
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_webhook_gets_numbers_and_no_names(hook: Hook) -> None:
    assert notify(Notifying(webhook=hook.url), BATCH, COUNTS) == []
    assert hook.told == [
        {"batch": 7, "state": "done", "as_of": "2026-01-02", "finished_at": "2026-01-02T01:00:00+00:00", "applicants": COUNTS}
    ]


@pytest.mark.parametrize("hook", [302, 500], indirect=True)
def test_a_webhook_that_refuses_is_told_and_not_followed(hook: Hook) -> None:
    (problem,) = notify(Notifying(webhook=hook.url), BATCH, COUNTS)

    assert problem.startswith("The webhook was not told: it answered ")
    assert len(hook.told) == 1


def test_a_webhook_without_tls_is_not_told() -> None:
    (problem,) = notify(Notifying(webhook="http://hooks.example/x"), BATCH, COUNTS)

    assert "has to begin with https://" in problem


def test_persons_are_told_by_mail() -> None:
    received: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_one_mail, args=(server, received))
        thread.start()
        settings = Notifying(mail_to=("hr@example.org",), mail_from="gitassay@example.org", smtp=f"127.0.0.1:{server.getsockname()[1]}")
        assert notify(settings, BATCH, COUNTS) == []
        thread.join(20)

    assert "Subject: gitassay: batch 7 is done" in received
    assert "RCPT TO:<hr@example.org>" in [line.upper().replace("HR@EXAMPLE.ORG", "hr@example.org") for line in received]
    assert '  "done": 3,' in received


def test_a_mail_server_that_is_not_there_is_told() -> None:
    (problem,) = notify(Notifying(mail_to=("hr@example.org",), smtp="127.0.0.1:1"), BATCH, COUNTS)

    assert problem == "Nobody was told by e-mail: ConnectionRefusedError at 127.0.0.1:1."


def _one_mail(server: socket.socket, received: list[str]) -> None:
    """Take one message as a mail server does."""
    connection, _ = server.accept()
    with connection, connection.makefile("rw", newline="\r\n") as stream:

        def say(text: str) -> None:
            stream.write(f"{text}\r\n")
            stream.flush()

        say("220 here")
        in_message = False
        while line := stream.readline():
            line = line.rstrip("\r\n")
            received.append(line)
            if in_message and line != ".":
                continue
            if line.upper() == "QUIT":
                say("221 bye")
                return
            in_message = line.upper() == "DATA"
            say("354 go on" if in_message else "250 good")
