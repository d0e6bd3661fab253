import http.client
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from gitassay.cli.app import run
from gitassay.cli.exits import Exit
from gitassay.report.formats import write_formats
from gitassay.store.assessments import inbox
from gitassay.store.engine import open_store, reading
from tests.support.liveserver import commanded
from tests.support.sample import sample_assessment


def asked(address: str, path: str, cookie: str = "") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(address).port, timeout=10)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    return answer


def test_the_printed_address_lets_in_once_to_what_was_taken_in(tmp_path: Path) -> None:
    write_formats(sample_assessment(), (), tmp_path / "runs" / "one", ("json",))
    (tmp_path / "runs" / "two").mkdir()
    (tmp_path / "runs" / "two" / "assessment.json").write_text("{}")
    options = ("--import", "runs", "--blind", "--reviewers", "2", "--store", "sqlite:///review.db", "--port", "0", "--by", "Ada")
    with commanded(*options, folder=tmp_path) as address:
        path = f"/login?{urlsplit(address).query}"
        first, second = asked(address, path), asked(address, path)
        inside = asked(address, "/", str(first.headers["set-cookie"]).partition(";")[0])
        outside = asked(address, "/")

    assert [answer.status for answer in (first, second, inside, outside)] == [303, 403, 200, 303]
    with reading(open_store(f"sqlite:///{tmp_path}/review.db")) as connection:
        assert [(line.blind, line.needed) for line in inbox(connection)] == [(True, 2)]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "not an address"])
def test_nobody_is_let_in_from_elsewhere_without_a_password(tmp_path: Path, host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", "--store", f"sqlite:///{tmp_path}/review.db", "--host", host, "--port", "0"]) == Exit.USAGE
    said = " ".join(capsys.readouterr().err.split())
    told = "nobody has a password yet" if host[0] in "0:1" else "is no address to listen on"
    assert told in said


def test_a_port_that_is_taken_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert run(["review", "--store", f"sqlite:///{tmp_path}/review.db", "--port", port]) == Exit.USAGE
    assert "Choose another --port." in " ".join(capfd.readouterr().err.split())


def test_the_command_line_and_the_server_load_no_more_than_they_need() -> None:
    heavy = "('starlette', 'sqlalchemy', 'authlib', 'uvicorn', 'httpx2')"
    code = (
        "import sys; from gitassay.cli.app import command_line; command_line();"
        f"before = [name for name in {heavy} if name in sys.modules];"
        "import gitassay.web.app; print(before, 'authlib' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[] False"
