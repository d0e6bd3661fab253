import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.support.githubserver import Account, GitHubServer, Repository
from tests.support.gitrepo import CommitSpec, git, make_repository
from tests.support.tutorials import SHOP

TOKEN = "ghp_" + "k3yOfNobody" * 3 + "abc"
ENGINE = (
    CommitSpec(
        "Begin", {"README.md": "# Engine\n\nAccuracy is 91.3 % on the test set.\n", "app.py": "import fastapi\n\napp = fastapi.FastAPI()\n"}
    ),
    CommitSpec("Test", {"tests/test_app.py": "from app import app\n\n\ndef test_app():\n    assert app is not None\n"}, time=1_700_100_000),
)
PAPER = (CommitSpec("Write", {"README.md": "# Paper\n", "notes/read me.py": "import openai\n\nopenai.OpenAI()\n"}, time=1_700_200_000),)
ADA = Account("ada", repositories=(Repository("engine"), Repository("paper")))


class Run:
    """One run of the command: how it ended, what it said and wrote."""

    def __init__(self, done: "subprocess.CompletedProcess[str]", folder: Path) -> None:
        self.code, self.out, self.err, self.folder = done.returncode, done.stdout, done.stderr, folder

    @property
    def document(self) -> dict[str, Any]:
        return json.loads((self.folder / "assessment.json").read_text())

    @property
    def rows(self) -> dict[str, tuple[str, str]]:
        return {card["id"]: (card["status"], card["reason"]) for card in self.document["repositories"]}


class Desk:
    """A machine with its own temporary folder, on which the command is run."""

    def __init__(self, home: Path) -> None:
        self.home, self.scratch, self._runs = home, home / "scratch", 0
        self.scratch.mkdir(parents=True)

    def environment(self, token: str | None = None, **more: str) -> dict[str, str]:
        own = {"PATH": os.environ["PATH"], "HOME": str(self.home), "TMPDIR": str(self.scratch), "LC_ALL": "C.UTF-8"}
        return own | ({"GITHUB_TOKEN": token} if token else {}) | more

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "gitassay.cli.app", "assess", *arguments]

    def assess(self, *arguments: str, token: str | None = None, out: bool = True, **more: str) -> Run:
        self._runs += 1
        folder = self.home / f"run{self._runs}"
        extra = ["--out", str(folder)] if out else []
        done = subprocess.run(
            self.command("--as-of", "2024-06-01", *extra, *arguments),
            env=self.environment(token, **more),
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return Run(done, folder)

    def left(self) -> list[str]:
        """What stayed in the temporary folder."""
        return sorted(path.name for path in self.scratch.iterdir())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "desk")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_repository(tmp_path / "hub/ada/engine.git", ENGINE)
    make_repository(tmp_path / "hub/ada/paper.git", PAPER)
    return tmp_path / "hub"


@pytest.fixture
def hub(root: Path) -> Iterator[GitHubServer]:
    with GitHubServer(root, ADA) as server:
        yield server


def test_a_github_name_is_read_the_same_with_and_without_a_token(desk: Desk, hub: GitHubServer) -> None:
    plain = desk.assess("ada", "--github-url", hub.url)
    signed = desk.assess("ada", "--github-url", hub.url, token=TOKEN)
    assert (plain.code, signed.code) == (0, 0)
    assert plain.rows == signed.rows == {"ada/engine": ("read", "Read in full."), "ada/paper": ("read", "Read in full.")}
    asked = "integrity/ci_is_green"  # only who has a token is told of it, and it is worth nothing
    of_commits = [[one for one in run.document["findings"] if one["signal"] != asked] for run in (plain, signed)]
    assert of_commits[0] == of_commits[1]
    levels = [[(one["id"], one["suggested"], one["low"], one["high"]) for one in run.document["categories"]] for run in (plain, signed)]
    assert levels[0] == levels[1]
    told = [{one["outcome"] for one in run.document["findings"] if one["signal"] == asked} for run in (plain, signed)]
    assert told == [{"not_applicable"}, {"yes"}]
    card = {"name": "ada", "login": "ada", "url": f"{hub.url}/ada"}
    assert plain.document["candidate"] == card | {"upstream": None}
    assert signed.document["candidate"] == card | {"upstream": {"total": 0, "pulls": []}}
    assert desk.left() == []


def test_every_link_leads_to_the_lines_it_shows(desk: Desk, hub: GitHubServer, root: Path) -> None:
    findings = desk.assess("ada", "--github-url", hub.url).document["findings"]
    places = [(finding["repository"], place) for finding in findings for place in finding["locations"]]
    assert {repository for repository, _ in places} == {"ada/engine", "ada/paper"}
    for repository, place in places:
        match = re.fullmatch(
            rf"{re.escape(hub.url)}/{repository}/blob/([0-9a-f]{{40}})/([^?#]+)(?:\?plain=1)?#L(\d+)(?:-L(\d+))?", place["permalink"]
        )
        assert match is not None
        commit, path, start, end = match.groups()
        lines = git(root / f"{repository}.git", "show", f"{commit}:{unquote(path)}").split("\n")
        shown = place["excerpt"].rstrip("\n").split("\n")
        assert shown == lines[int(start) - 1 : int(start) - 1 + len(shown)]
        assert place["shortened"] or len(shown) <= int(end or start) - int(start) + 1


def test_equal_input_gives_equal_documents(desk: Desk, hub: GitHubServer, tmp_path: Path) -> None:
    make_repository(tmp_path / "mine/side", PAPER)
    targets = ["ada", str(tmp_path / "mine"), f"{hub.url}/ada/engine"]
    runs = [
        desk.assess(*targets, "--github-url", hub.url, "--jobs", "1"),
        desk.assess(*targets, "--github-url", hub.url, "--jobs", "4"),
        desk.assess(*reversed(targets), "--github-url", hub.url, "--jobs", "4"),
    ]
    assert [run.code for run in runs] == [0, 0, 0]
    assert len({run.document["sha256"] for run in runs}) == 1
    assert sorted(runs[0].rows) == ["ada/engine", "ada/paper", "side"]


def test_a_repository_that_is_gone_is_one_row_with_its_reason(desk: Desk, root: Path) -> None:
    with GitHubServer(root, ADA, faults={"ada/paper": "404"}) as hub:
        run = desk.assess("ada", "--github-url", hub.url)
    assert run.code == 5
    assert run.rows == {
        "ada/engine": ("read", "Read in full."),
        "ada/paper": ("not_found", "The repository is gone or not public (404)."),
    }
    assert desk.left() == []


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["ada", "--offline"], 2, "With --offline only local folders can be read. Name folders, or leave --offline out. (exit 2)"),
        (["ext::sh -c touch% x"], 2, "ext::sh -c touch% x is an address that is not read."),
        (["x/../../orgs/y"], 2, "'x/../../orgs/y' is no GitHub name, no URL and no folder here."),
        (["file:///etc"], 2, "only https addresses are read. Use https://HOST/PATH. (exit 2)"),
        (["ada", "--as-of", "yesterday"], 2, "--as-of 'yesterday' is no date. Write it as YYYY-MM-DD. (exit 2)"),
        (["ada", "--format", "docx"], 2, "docx"),
        (["ada", "--fail-on", "rain"], 2, "--fail-on knows red-flag and unassessed, not rain. (exit 2)"),
        (["ada", "--jobs", "0"], 2, "--jobs"),
        ([], 2, "TARGET"),
        (["nobody"], 3, "There is no GitHub account 'nobody'. Check the spelling. (exit 3)"),
        (["idle"], 3, "There are no public repositories to assess. That says nothing about the candidate: ask for work samples. (exit 3)"),
    ],
)
def test_a_failure_says_what_to_do_and_ends_with_its_code(desk: Desk, root: Path, arguments: list[str], code: int, message: str) -> None:
    with GitHubServer(root, ADA, Account("idle")) as hub:
        run = desk.assess(*arguments, "--github-url", hub.url)
    assert run.code == code
    assert message in run.err
    assert "Traceback" not in run.err
    assert not run.folder.exists()


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((401, {}, {"message": "Bad credentials"}), "GitHub refused the token (401)."),
        (
            (403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "9999999999"}, {"message": "API rate limit exceeded"}),
            "the limit of requests is used up",
        ),
    ],
)
def test_a_token_that_is_refused_or_used_up_ends_with_four(desk: Desk, hub: GitHubServer, answer: Any, message: str) -> None:
    hub.canned.append(answer)
    run = desk.assess("ada", "--github-url", hub.url, token=TOKEN)
    assert run.code == 4
    assert message in run.err
    assert "(exit 4)" in run.err
    assert TOKEN not in run.out + run.err


def test_fail_on_ends_with_ten(desk: Desk, root: Path) -> None:
    assert desk.assess(str(root / "ada/paper.git"), "--fail-on", "unassessed", "--offline").code == 10
    assert desk.assess(str(root / "ada/paper.git"), "--offline").code == 0


def test_a_token_is_in_nothing_that_is_written_or_said(desk: Desk, root: Path) -> None:
    with GitHubServer(root, ADA, faults={"ada/paper": "403"}) as hub:
        run = desk.assess("ada", "--github-url", hub.url, "--keep-clones", "--format", "html,json,csv,md", token=TOKEN)
        cloned = [path for _, path, authorised in hub.seen if authorised and not path.startswith("/api/")]
    assert TOKEN not in run.out + run.err
    assert [path for path in desk.home.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()] == []
    assert cloned == []


def test_the_formats_asked_for_are_written(desk: Desk, root: Path) -> None:
    run = desk.assess(str(root / "ada"), "--offline", "--format", "html,json,csv,md")
    assert run.code == 0
    assert sorted(path.name for path in run.folder.iterdir()) == ["assessment.json", "report.csv", "report.html", "report.md"]


def test_clones_are_kept_when_asked_for_beside_those_of_an_earlier_run(desk: Desk, hub: GitHubServer) -> None:
    out = desk.home / "out"
    for folder in ("clones", "clones-2"):
        run = desk.assess("ada", "--github-url", hub.url, "--keep-clones", "--out", str(out), out=False)
        commits = {card["commit"] for card in json.loads((out / "assessment.json").read_text())["repositories"]}
        assert run.code == 0
        assert {git(path, "rev-parse", "HEAD") for path in (out / folder).iterdir()} == commits
    assert desk.left() == []


def test_runs_go_to_folders_of_their_own(desk: Desk, hub: GitHubServer) -> None:
    for _ in range(2):
        assert desk.assess("ada", "--github-url", hub.url, out=False).code == 0
    written = sorted(path.parent for path in desk.home.glob("reports/runs/ada/*/assessment.json"))
    assert len(written) == 2
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", written[0].name)
    assert written[1].name == f"{written[0].name}-2"


@pytest.mark.parametrize("token", [None, TOKEN])
def test_a_renamed_repository_is_read_once_under_its_new_name(desk: Desk, root: Path, token: str | None) -> None:
    with GitHubServer(root, ADA, faults={"ada/old-name": "redirect http://127.0.0.1:9"}) as hub:
        hub.renamed["ada/old-name"] = "ada/engine"
        run = desk.assess("ada/old-name", "ada/engine", f"{hub.url}/ada/old-name", "--github-url", hub.url, token=token)
        alone = desk.assess("ada/old-name", "--github-url", hub.url, token=token)
    assert (run.code, alone.code) == (0, 0)
    assert run.rows == alone.rows == {"ada/engine": ("read", "Read in full.")}


def processes(marker: str) -> list[str]:
    """Command lines or environments of living processes that hold the marker."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        except OSError:
            continue
        if marker.encode() in told and int(folder.name) != os.getpid():
            found.append(folder.name)
    return found


def interrupted(desk: Desk, hub: GitHubServer, when: Callable[[], bool], how: signal.Signals = signal.SIGINT) -> tuple[int, str, float]:
    """Run the command, end it at a moment (by default as Ctrl-C does), and tell how it ended, what it said and how long that took."""
    running = subprocess.Popen(
        desk.command("ada", "--github-url", hub.url),
        env=desk.environment(),
        cwd=desk.home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # What starts these tests may ignore Ctrl-C, as shells do for commands in the background; a person's terminal does not.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    wait_for(when)
    running.send_signal(how)
    begun = time.monotonic()
    _, said = running.communicate(timeout=60)
    return running.returncode, said, time.monotonic() - begun


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_being_cancelled_during_slow_clones_ends_soon_and_leaves_nothing(desk: Desk, root: Path, how: signal.Signals) -> None:
    with GitHubServer(root, ADA, faults={"ada/engine": "slow", "ada/paper": "slow"}) as hub:
        code, said, seconds = interrupted(desk, hub, lambda: sum(".git/" in path for _, path, _ in hub.seen) == 2, how)
        assert processes(str(desk.scratch)) == []
    assert (code, seconds < 5) == (130, True)
    assert said.endswith("Cancelled. Nothing is left behind; run the same command again to start over.\n")
    assert desk.left() == []
    assert not (desk.home / "reports").exists()


def test_ctrl_c_while_waiting_for_github_ends_soon(desk: Desk, hub: GitHubServer) -> None:
    hub.canned.append((429, {"Retry-After": "100"}, {"message": "You have exceeded a secondary rate limit."}))
    code, said, seconds = interrupted(desk, hub, lambda: len(hub.seen) == 1)
    assert (code, seconds < 5) == (130, True)
    assert "Cancelled." in said


def test_a_wait_for_github_is_told(desk: Desk, hub: GitHubServer) -> None:
    answer = (429, {"Retry-After": "1"}, {"message": "You have exceeded a secondary rate limit."})
    hub.canned.append(answer)
    told = desk.assess("ada", "--github-url", hub.url)
    hub.canned.append(answer)
    quiet = desk.assess("ada", "--github-url", hub.url, "--quiet")
    assert (told.code, quiet.code) == (0, 0)
    assert "Waiting 1 seconds for GitHub's limit of requests." in told.err
    assert quiet.err == ""
    assert quiet.out.splitlines()[0] == told.out.splitlines()[0]


def test_either_name_of_the_token_is_taken_from_the_environment(desk: Desk, hub: GitHubServer) -> None:
    desk.assess("ada", "--github-url", hub.url, GH_TOKEN=TOKEN)
    assert {said.split()[-1] for said in hub.tokens} == {TOKEN}


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_an_index_of_ones_own_is_compared_with_and_named(desk: Desk) -> None:
    make_repository(desk.home / "take-home", [CommitSpec("Task", {"shop.py": SHOP})])
    (desk.home / "list.csv").write_text("url,kind\ntake-home,tutorial\n")
    building = [sys.executable, "-m", "gitassay.cli.app", "tutorials", "build", "list.csv", "--name", "company", "--into", "company"]
    subprocess.run(building, env=desk.environment(), cwd=desk.home, check=True, capture_output=True)
    make_repository(desk.home / "answer", [CommitSpec("Answer", {"shop.py": SHOP}, time=1_700_200_000)])
    run = desk.assess("answer", "--tutorials", "company")
    (found,) = [one for one in run.document["findings"] if one["signal"] == "originality/matches_known_tutorial"]
    assert found["outcome"] == "yes"
    assert found["measures"]["source"] == "take-home"
    assert found["measures"]["own_indexes"].startswith("company ")


def test_an_index_of_another_version_is_wrong_use_and_names_the_versions(desk: Desk) -> None:
    (desk.home / "old").mkdir()
    (desk.home / "old" / "manifest.json").write_text(json.dumps({"format": 2, "lexer": 1, "k": 12, "w": 8, "sources": [], "sections": {}}))
    make_repository(desk.home / "answer", [CommitSpec("Answer", {"shop.py": SHOP})])
    by_option, by_setting = desk.assess("answer", "--tutorials", "old"), desk.assess("answer", GITASSAY_TUTORIALS="old")
    assert (by_option.code, by_setting.code) == (2, 2)
    assert "was built with lexer 1 instead of" in by_option.err
    assert "Build it again" in by_setting.err
