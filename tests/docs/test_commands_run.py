"""Every command that a document prints is run as printed, on a newcomer's machine, or stands in a table that says why it is not.

Each page is one shell of its own: a page whose commands need the environment has to say so itself.
"""

import ast
import json
import os
import re
import shlex
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from gitassay.review.decision import read_assessment
from tests.support.applicants import make_applicant, write_list
from tests.support.githubserver import Account, GitHubServer, Repository
from tests.support.gitrepo import CommitSpec, make_repository
from tests.support.modelserver import ModelServer
from tests.support.newcomer import ROOT, Newcomer
from tests.support.printed import Printed, printed_commands
from tests.support.sample import sample_decision

PAGES = tuple(
    page for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))) if printed_commands(page)
)
ENGINE = (CommitSpec("Begin", {"README.md": "# Engine\n\nIt finds.\n", "app.py": "import fastapi\n\napp = fastapi.FastAPI()\n"}),)


class Desk(NamedTuple):
    """A newcomer with a GitHub, a model and a list of applicants.

    `filled` says what stands for the reader's own words, `parsed` what scripts said to arguments that are only parsed.
    """

    newcomer: Newcomer
    filled: dict[str, str]
    parsed: dict[str, str]


def runs(desk: Desk, command: str) -> str:
    """Run to the end; what is wrong, if anything is."""
    done = desk.newcomer.types(command)
    return "" if done.returncode == 0 else f"ended with {done.returncode}: {done.stderr[-1_500:] or done.stdout[-1_500:]}"


def serves(desk: Desk, command: str) -> str:
    """Start a server on a free port; it says where it is, and ends when asked to."""
    with desk.newcomer.begins(f"{command} --port 0") as running:
        assert running.stdout is not None
        told = running.stdout.readline()
        os.killpg(running.pid, signal.SIGINT)
        more, said = running.communicate(timeout=20)
    return "" if re.search(r"Open http://\S+:\d+/", told) else f"printed no address: {told}{more}{said[-500:]}"


def would_make(desk: Desk, command: str) -> str:
    """Ask make what it would do, and do nothing."""
    return runs(desk, command.replace("make", "make --dry-run", 1))


def names_what_a_release_holds(desk: Desk, command: str) -> str:
    """The file named is one that `make release`, printed above it, has built."""
    file = next(word for word in shlex.split(command) if word.startswith("dist/"))
    return "" if (desk.newcomer.checkout / file).is_file() else f"{file} is not in a release"


def names_a_dockerfile(desk: Desk, command: str) -> str:
    """The file and the folder that are built are there; deploy's own tests lint the file."""
    *_, option, file, _, tag, folder = shlex.split(command)
    there = (desk.newcomer.checkout / file).is_file() and (option, tag, folder) == ("--file", "gitassay", ".")
    return "" if there else f"{file} is no Dockerfile here, or the image has another name"


def runs_as_in_the_image(desk: Desk, command: str) -> str:
    """What the image's entry point would do, with the folder that it is lent."""
    lent = re.search(r'--volume "\$PWD/([\w/]+):(/data)"', command)
    assert lent is not None
    inside = command.partition(" gitassay ")[2].replace(lent[2], f"$PWD/{lent[1]}")
    return runs(desk, f"HOME=/tmp .venv/bin/gitassay {filled_in(desk, inside)}")


def parses(desk: Desk, command: str) -> str:
    """Let the script's own parser take the arguments, and run nothing."""
    return desk.parsed[command] if command in desk.parsed else parsed(desk.newcomer, [command])[command]


def parsed(newcomer: Newcomer, commands: list[str]) -> dict[str, str]:
    """What the parsers of scripts say to their command lines, all of them in one process."""
    asked = json.dumps([shlex.split(command, comments=True)[1:] for command in commands])
    program = (newcomer.checkout / ".venv" / "bin" / "python", "-m", "tests.support.argument_parsing")
    done = subprocess.run(program, cwd=newcomer.checkout, input=asked, capture_output=True, text=True, check=True)
    return dict(zip(commands, json.loads(done.stdout), strict=True))


def declares(desk: Desk, command: str) -> str:
    """Look whether the script's text declares each option; nothing of it is run."""
    script, *words = shlex.split(command, comments=True)[1:]
    tree = ast.parse((desk.newcomer.checkout / script).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    known = {part.value for call in calls for part in call.args if isinstance(part, ast.Constant) and call.func.attr == "add_argument"}
    missing = {word for word in words if word.startswith("--")} - known
    return f"{script} has no {', '.join(sorted(missing))}" if missing else ""


class Other(NamedTuple):
    """What is done instead of running a command, and why."""

    pattern: str
    way: Callable[[Desk, str], str]
    reason: str


NOT_RUN = (
    Other(r"make test\b", would_make, "the suite itself"),
    Other(r"make pythons\b", would_make, "brings packages for each Python, and takes minutes"),
    Other(r"gh attestation verify \S+ --repo OWNER/NAME", names_what_a_release_holds, "asks GitHub, of a release that was signed there"),
    Other(r"docker build\b", names_a_dockerfile, "needs a container engine and a registry"),
    Other(r"docker run\b", runs_as_in_the_image, "needs a container engine"),
    Other(r"gitassay review\b", serves, "it serves until it is stopped"),
    Other(
        r"python (benchmarks/readme_sections|scripts/train_readme_sections)\.py",
        declares,
        "needs scikit-learn, which no test environment holds",
    ),
    Other(r"python benchmarks/(?!summary_verifier)\w+\.py", parses, "minutes to hours, over repositories that are not here"),
)
"""All commands that are not run to their end. An entry that no document's command matches is a failure, too."""


def other_way(text: str) -> Other | None:
    return next((one for one in NOT_RUN if re.match(one.pattern, text)), None)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    root = tmp_path_factory.mktemp("served")
    make_repository(root / "ada" / "engine.git", ENGINE)
    accounts = (Account("ada", repositories=(Repository("engine", email="ada@example.org"),)), make_applicant(root, 1, repositories=1))
    with GitHubServer(root, *accounts) as hub, ModelServer() as model:
        newcomer = Newcomer(tmp_path_factory.mktemp("newcomer"), GITASSAY_GITHUB_URL=hub.url, OPENAI_API_KEY="none")
        make_repository(newcomer.checkout / "folder", ENGINE, bare=True)
        make_repository(newcomer.checkout / "ROOT" / "ada" / "engine", ENGINE, bare=True)
        write_list(newcomer.checkout / "applicants.csv", [accounts[1]])
        newcomer.keeps("Add a folder and a list of one's own")
        filled = {"https://github.com/O/R": f"{hub.url}/ada/engine", "http://127.0.0.1:11434/v1": model.url}
        lines = [command.text for page in PAGES for command in printed_commands(page)]
        to_parse = [line for line in lines if (other := other_way(line)) and other.way is parses]
        yield Desk(newcomer, filled, parsed(newcomer, to_parse))


def decided(desk: Desk) -> str:
    """A run in the place the documents name, with a decision on it; gives the run's name."""
    run = desk.newcomer.checkout / "reports" / "runs" / "ada" / "decided"
    assert runs(desk, f".venv/bin/gitassay assess ada --out {run} --quiet") == ""
    (desk.newcomer.checkout / "decision.json").write_text(sample_decision(read_assessment(run)).model_dump_json())
    return run.name


def filled_in(desk: Desk, text: str) -> str:
    """The command with what is the reader's to fill in."""
    if re.search(r"/RUN\b", text):
        text = re.sub(r"\bRUN\b", decided(desk), text)
    for word, stands in desk.filled.items():
        text = text.replace(word, stands)
    return re.sub(r"\bMODEL\b", "stand-in", re.sub(r"\bNAME\b", "ada", text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_printed_command_runs(page: Path, desk: Desk) -> None:
    desk.newcomer.begins_anew()
    problems = []
    for command in printed_commands(page):
        other = other_way(command.text)
        problem = (other.way if other else runs)(desk, command.text if other and other.way is not serves else filled_in(desk, command.text))
        if problem:
            problems.append(f"{page.relative_to(ROOT)}:{command.line} {command.text}\n    {problem}")
    assert "\n".join(problems) == ""


def test_each_entry_of_the_table_stands_for_a_command() -> None:
    printed = [command.text for page in PAGES for command in printed_commands(page)]
    used = {other for text in printed if (other := other_way(text))}
    assert [other.pattern for other in NOT_RUN if other not in used] == []


def test_a_page_is_open_where_a_command_says_so(desk: Desk) -> None:
    desk.newcomer.begins_anew()
    assert runs(desk, ". .venv/bin/activate && gitassay assess ada --open --out opened") == ""
    assert desk.newcomer.opened.read_text().splitlines()[-1] == (desk.newcomer.checkout / "opened" / "report.html").as_uri()


def test_commands_are_found_in_fences_and_in_indented_lines_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "```sh\n# a remark\none \\\n  --more\n```\n\n```toml\nkey = 1\n```\n\n    two\n\n"
        "- a list\n\n    goes on\n\nText\n\n```\nthree\n```\n"
    )
    assert printed_commands(page) == [Printed(3, "one --more"), Printed(11, "two"), Printed(20, "three")]


def test_a_command_that_fails_is_told(desk: Desk) -> None:
    assert runs(desk, ".venv/bin/gitassay report nowhere").startswith("ended with 2")


def test_an_option_that_no_longer_exists_is_told(desk: Desk) -> None:
    assert "unrecognized arguments: --gone" in parses(desk, "python benchmarks/levels.py LABELS RUNS --gone")
    assert declares(desk, "python scripts/train_readme_sections.py FOLDER --gone") == "scripts/train_readme_sections.py has no --gone"
