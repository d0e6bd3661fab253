import http.server
import io
import json
import socket
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gitassay.cli.app import run
from gitassay.cli.exits import Exit
from gitassay.sandbox.bubblewrap import Limits, SandboxError, find_bubblewrap
from gitassay.sandbox.trial import short, try_out
from tests.support.gitrepo import CommitSpec, make_repository

NOTHING_RUN: dict[str, str] = {}
"""The answer of a machine without a sandbox."""


def tried(folder: Path, files: dict[str, str | bytes | None], seconds: float = 20, index: str | None = None) -> dict[str, str]:
    commit = make_repository(folder / "r.git", [CommitSpec(files=files)])
    try:
        trial = try_out(folder / "r.git", commit, short(Limits(), seconds, 500), index)
    except SandboxError:
        return NOTHING_RUN
    return {one.module: one.told for one in trial.modules} | ({"pip": trial.installed} if index else {})


def test_modules_import_or_say_what_they_lack(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {
        "good.py": "import json\n",
        "lacking.py": "import no_such_package\n",
        "wrong.py": "print(undefined)\n",
        "own.py": "import good\n",
        "leaving.py": "import os\nos._exit(3)\n",
    }
    expected = {
        "good": "was imported",
        "lacking": "needs no_such_package, which is not there",
        "leaving": "ended by itself with exit code 3",
        "own": "was imported",
        "wrong": "ended in NameError: name 'undefined' is not defined",
    }
    assert tried(tmp_path, files) in (expected, NOTHING_RUN)


def test_what_runs_too_long_or_wants_too_much_is_stopped(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {
        "forever.py": "import time, subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'while True: pass'])\ntime.sleep(60)\n",
        "greedy.py": "a = bytearray(10 ** 10)\n",
    }
    expected = {"forever": "was still running when its time was up", "greedy": "ended in MemoryError"}
    assert tried(tmp_path, files, seconds=2) in (expected, NOTHING_RUN)


def test_a_program_reaches_neither_files_nor_network_nor_secrets(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        reach = f"""
import os, socket, sys
worked = []
def attempt(name, do):
    try:
        do()
    except OSError:
        return
    worked.append(name)
attempt("write here", lambda: open(os.path.dirname(__file__) + "/canary", "w"))
attempt("write there", lambda: open({str(tmp_path / "canary")!r}, "w"))
attempt("read", lambda: open({str(secret)!r}))
def home():
    # Only the way to the interpreter may be seen, where it is installed in a home.
    seen = [name for folder in ("/root", "/home") if os.path.isdir(folder) for name in os.listdir(folder)]
    if not set(seen) - set(sys.base_prefix.split("/")):
        raise OSError
attempt("home", home)
attempt("network", lambda: socket.create_connection(("127.0.0.1", {listener.getsockname()[1]}), 2))
attempt("scratch", lambda: open("/tmp/scratch", "w"))
raise RuntimeError(worked, sorted(os.environ))
"""
        told = tried(tmp_path, {"reach.py": reach})
        listener.settimeout(0.2)
        try:
            listener.accept()
            connected = True
        except TimeoutError:
            connected = False
    expected = {"reach": "ended in RuntimeError: (['scratch'], ['HOME', 'LC_ALL', 'PATH', 'PWD'])"}
    assert told in (expected, NOTHING_RUN)
    assert (connected, (tmp_path / "canary").exists()) == (False, False)


@contextmanager
def index_of_one_wheel() -> Iterator[str]:
    """A package index on loopback that holds one wheel and refuses all else."""
    wheel = io.BytesIO()
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("drizzle.py", "AMOUNT = 1\n")
        archive.writestr("drizzle-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: drizzle\nVersion: 1.0\n")
        archive.writestr("drizzle-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: a\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr("drizzle-1.0.dist-info/RECORD", "")
    name = "drizzle-1.0-py3-none-any.whl"
    pages = {"/simple/drizzle/": f'<a href="/{name}">{name}</a>'.encode(), f"/{name}": wheel.getvalue()}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path in pages else 404)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(pages.get(self.path, b""))

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/simple"
        server.shutdown()


def test_declared_packages_are_installed_from_wheels_and_nothing_the_candidate_wrote_steers_that(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {
        "app.py": "import drizzle\n",
        "requirements.txt": "--index-url http://127.0.0.1:9/simple\n-e .\ndrizzle>=1\nno-such-package-here==1\n",
        "setup.py": "open('canary', 'w')\n",
        "pip.conf": "[global]\nindex-url = http://127.0.0.1:9/simple\n",
    }
    with index_of_one_wheel() as index:
        told = tried(tmp_path, files, index=index)
    expected = {
        "app": "was imported",
        "pip": "1 of 2 declared packages were installed from wheels; not these: no-such-package-here==1.",
    }
    assert told in (expected, NOTHING_RUN)


def test_the_command_answers_or_says_why_it_can_not(tmp_path: Path) -> None:
    make_repository(tmp_path / "r.git", [CommitSpec(files={"a.py": "x = 1\n"})])
    try:
        find_bubblewrap()
        expected = Exit.DONE
    except SandboxError:
        expected = Exit.USAGE
    out = tmp_path / "trial.json"
    assert run(["sandbox", str(tmp_path / "r.git"), "--out", str(out)]) == expected
    if expected == Exit.DONE:
        assert json.loads(out.read_text())["modules"] == [{"module": "a", "result": "imported", "told": "was imported"}]


def test_a_network_needs_an_index(tmp_path: Path) -> None:
    make_repository(tmp_path / "r.git", [CommitSpec(files={"a.py": "x = 1\n"})])
    assert run(["sandbox", str(tmp_path / "r.git"), "--network"]) == Exit.USAGE
