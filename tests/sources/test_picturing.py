"""A page that is pictured reaches nothing but the server it stands on."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from gitassay.demo_pictures import take_pictures
from gitassay.model.assessment import Assessment
from gitassay.model.measured import DemoRow, MeasuredCard
from gitassay.sources.picturing import PictureError, picture
from gitassay.sources.visiting import Way
from tests.support.canary import Listener
from tests.support.sample import sample_assessment

HOST = "letters-of-ada.org"


@pytest.fixture(scope="module")
def browser() -> str:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = os.environ.get("GITASSAY_CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("Pictures need a browser. Install Chromium (such as: apt install chromium).")
    return found


@contextmanager
def serving(page: str) -> Iterator[tuple[int, list[str]]]:
    """A server of one page on loopback: its port, and what was asked of it by which name."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(f"{self.headers['Host'].partition(':')[0]}{self.path}")
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1], asked
    finally:
        server.shutdown()


def to(port: int) -> Way:
    """Every name leads to loopback, which is allowed here and nowhere else."""
    return Way(resolve=lambda host, asked: ["127.0.0.1"], allowed=lambda address: True, ports=frozenset({port}))


def test_whatever_the_page_tries_it_reaches_only_its_own_server(browser: str) -> None:
    with Listener() as canary:
        there = [
            f"http://{name}:{canary.port}" for name in ("127.0.0.1", "localhost", "2130706433", "0177.0.0.1", "[::1]", "other.example")
        ]
        tries = "".join(f"<img src='{one}/a'><iframe src='{one}/b'></iframe><script>fetch('{one}/c')</script>" for one in there)
        leaving = f"<script>new WebSocket('ws://127.0.0.1:{canary.port}/d');setTimeout(() => location = '{there[0]}/e', 500)</script>"
        with serving(f"<h1>Letters</h1><iframe src='file:///etc/passwd'></iframe>{tries}{leaving}") as (port, asked):
            content = picture(f"http://{HOST}:{port}/", browser, to(port), sandboxed=False)
        assert canary.visits == []
    assert content.startswith(b"\x89PNG")
    assert {one.partition("/")[0] for one in asked} == {HOST}


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://[::1]/", "file:///etc/passwd", "http://metadata.google.internal/"])
def test_an_address_that_is_not_public_is_not_opened(browser: str, url: str) -> None:
    with pytest.raises(PictureError):
        picture(url, browser, sandboxed=False)


def test_root_takes_no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(PictureError, match="as another user"):
        picture(f"http://{HOST}/", "/bin/false")


def test_a_browser_that_makes_nothing_is_told() -> None:
    with serving("") as (port, _), pytest.raises(PictureError, match="made no picture"):
        picture(f"http://{HOST}:{port}/", "/bin/false", to(port), sandboxed=False)


def answering(*demos: DemoRow) -> Assessment:
    assessment = sample_assessment()
    first, *others = assessment.repositories
    card = first.model_copy(update={"id": "ada/../odd name", "measured": MeasuredCard(demos=demos)})
    plain = [other.model_copy(update={"measured": None}) for other in others]
    return assessment.model_copy(update={"repositories": (card, *plain)})


def test_only_what_answered_is_pictured_into_files_with_safe_names(browser: str, tmp_path: Path) -> None:
    with serving("<h1>Letters</h1>") as (port, asked):
        up = DemoRow(url=f"http://{HOST}:{port}/", host="own domain", state="up")
        gone = up.model_copy(update={"url": f"http://{HOST}:{port}/gone", "state": "gone"})
        told = take_pictures(answering(gone, up), tmp_path, browser, partial(picture, way=to(port), sandboxed=False))
    assert [path.name for path in (tmp_path / "demos").iterdir()] == ["odd-name.png"]
    assert told == [f"Picture of a demo: {tmp_path / 'demos' / 'odd-name.png'}"]
    assert f"{HOST}/gone" not in asked


def test_a_picture_that_failed_is_told_and_ends_nothing(tmp_path: Path) -> None:
    refused = DemoRow(url="http://127.0.0.1/", host="own domain", state="up")
    told = take_pictures(answering(refused), tmp_path, "/bin/false", partial(picture, sandboxed=False))
    assert told == ["No picture of the demo of odd-name: the address is not a public one."]
