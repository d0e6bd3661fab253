"""The summary from the command line: what it can and can't change, what it says, and how the run ends."""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from gitassay.cli.app import run
from tests.support.gitrepo import CommitSpec, make_repository
from tests.support.injections import FILES, ORDER, SUBTLE
from tests.support.modelserver import Model, ModelServer, Trouble, completion, honest, lying, obedient

README = FILES["README.md"]
assert isinstance(README, str)
COMMITS = (
    CommitSpec("Begin", {path: text for path, text in FILES.items() if isinstance(text, str) and text}),
    CommitSpec(
        f"Explain\n\n{ORDER}",
        {"README.md": README.replace("Keeps the", f"{SUBTLE} Keeps the") + f"\n<!-- {ORDER} -->\n"},
        time=1_700_100_000,
    ),
)
SILENCE = Trouble(silent=True)
WHOLE = ("honest", "obedient", "silent")
"""Tried from reading the repository on; the others on an assessment that is there."""


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    returncode: int
    stdout: str
    stderr: str


def apart(*arguments: str | Path, cwd: Path, **environment: str) -> Done:
    """The command as a process of its own."""
    own = {"PATH": os.environ["PATH"], "HOME": str(cwd), "TMPDIR": str(cwd), "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": str(cwd / "cache")}
    command = [sys.executable, "-m", "gitassay.cli.app", *map(str, arguments)]
    done = subprocess.run(command, env=own | environment, cwd=cwd, capture_output=True, text=True, timeout=120, check=False)
    return Done(done.returncode, done.stdout, done.stderr)


def gitassay(*arguments: str | Path, cwd: Path, **environment: str) -> Done:
    """The command in this process, which is quicker; nothing of this machine's environment reaches it."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.chdir(cwd)
        for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "GITASSAY_LLM_MODEL"):
            patch.delenv(name, raising=False)
        for name, value in ({"XDG_CACHE_HOME": str(cwd / "cache")} | environment).items():
            patch.setenv(name, value)
        code = run([*map(str, arguments)])
    out.flush()
    return Done(code, out.buffer.getvalue().decode(), err.getvalue())  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a repository that gives orders, and an assessment of it made without any model."""
    folder = tmp_path_factory.mktemp("desk")
    make_repository(folder / "ledger", COMMITS)
    done = apart("assess", "./ledger", "--offline", "--as-of", "2024-06-01", "--out", "off", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def scored(path: Path) -> dict[str, object]:
    """All of an assessment but the time it was made."""
    document = json.loads((path / "assessment.json").read_text())
    return {key: value for key, value in document.items() if key != "generated_at"}


@pytest.mark.parametrize(
    ("name", "model", "always", "code"),
    [
        ("honest", honest, None, 0),
        ("obedient", obedient, None, 0),
        ("lying", lying, None, 0),
        ("limited", honest, Trouble(429, {"Retry-After": "0"}), 5),
        ("failing", honest, Trouble(500), 5),
        ("overloaded", honest, Trouble(503, {"Retry-After": "0"}), 5),
        ("bad gateway", honest, Trouble(502, {"Retry-After": "0"}), 5),
        ("silent", honest, SILENCE, 5),
        ("cut short", honest, completion('{"sentences": [{"te', finish="length"), 5),
        ("wrong form", honest, completion('{"score": 5}'), 5),
        ("empty", honest, completion(""), 5),
        ("refused", honest, Trouble(401), 5),
    ],
)
def test_no_model_and_no_failure_changes_the_assessment(desk: Path, name: str, model: Model, always: Trouble | None, code: int) -> None:
    options = ("--llm-model", "stand-in", "--llm-timeout", "2", "--format", "html,md,csv")
    with ModelServer(model=model, always=always) as server:
        if name in WHOLE:
            whole = ("assess", "./ledger", "--offline", "--as-of", "2024-06-01", "--out", name, "--llm")
            done = apart(*whole, *options, cwd=desk, OPENAI_BASE_URL=server.url)
        else:
            shutil.copytree(desk / "off", desk / name)
            done = gitassay("llm", "write", name, *options, cwd=desk, OPENAI_BASE_URL=server.url)
    assert done.returncode == code, done.stderr
    assert scored(desk / name) == scored(desk / "off")
    assert "Summary: " in done.stdout
    summary = json.loads((desk / name / "summary.json").read_text())
    assert summary["assessment_sha256"] == scored(desk / name)["sha256"]
    page = (desk / name / "report.html").read_text()
    assert 'id="summary"' in page
    assert ("missing." in page) is (code == 5)
    assert "elite" not in json.dumps([part["sentences"] for part in summary["parts"]]).lower()


def test_the_cost_is_told_before_and_after(desk: Path) -> None:
    shutil.copytree(desk / "off", desk / "cost")
    with ModelServer() as server:
        done = gitassay(
            "llm", "write", "cost", "--llm-model", "m", "--llm-price", "1,2", "--llm-max-cost", "0.5", cwd=desk, OPENAI_BASE_URL=server.url
        )
    lines = done.stderr.splitlines()
    assert (done.returncode, "requests, up to" in lines[0], "at most 0." in lines[0], "0.5000 USD" in lines[0]) == (0, True, True, True)
    assert "tokens sent" in lines[-1]
    assert "USD" in lines[-1]


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        (("--llm-batch-budget", "2900"), "for this batch are left"),
        (("--llm-price", "1,2", "--llm-batch-max-cost", "0.0045"), "are allowed for this batch"),
    ],
    ids=["tokens", "dollars"],
)
def test_several_runs_share_one_budget_and_what_it_does_not_reach_is_missing(desk: Path, limit: tuple[str, ...], told: str) -> None:
    folder = limit[-2].strip("-")
    commit = CommitSpec("Begin", {"README.md": "# Abacus\n\nAdds numbers.\n", "add.py": "SUM = 1 + 1\n"})
    make_repository(desk / folder / "abacus", (commit,))
    gitassay("assess", f"{folder}/abacus", "--offline", "--out", f"{folder}/second", cwd=desk)
    shutil.copytree(desk / "off", desk / folder / "first")
    runs = [f"{folder}/first", f"{folder}/second"]
    before = [scored(desk / one) for one in runs]
    with ModelServer() as server:
        done = gitassay("llm", "write", *runs, "--llm-model", "m", *limit, cwd=desk, OPENAI_BASE_URL=server.url)
    parts = [json.loads((desk / one / "summary.json").read_text())["parts"] for one in runs]
    reasons = [part["reason"] for part in parts[1] if part["state"] == "missing"]
    assert (done.returncode, done.stdout.count("Written: "), bool(reasons), all(told in one for one in reasons)) == (5, 2, True, True)
    assert 0 < len(server.seen) < sum(map(len, parts))
    assert "for the batch are used" in done.stderr.splitlines()[-1]
    assert [scored(desk / one) for one in runs] == before
    assert "missing." in (desk / runs[1] / "report.html").read_text()


def test_a_run_that_is_none_stops_the_command_before_anything_is_sent(desk: Path) -> None:
    with ModelServer() as server:
        done = gitassay("llm", "write", "off", "nowhere", "--llm-model", "m", cwd=desk, OPENAI_BASE_URL=server.url)
    assert (done.returncode, server.seen) == (2, [])


def test_prices_come_from_a_list_of_one_s_own(desk: Path) -> None:
    shutil.copytree(desk / "off", desk / "listed")
    (desk / "prices.toml").write_text('"m" = [1.0, 2.0]\n')
    with ModelServer() as server:
        done = gitassay("llm", "write", "listed", "--llm-model", "m", "--llm-prices", "prices.toml", cwd=desk, OPENAI_BASE_URL=server.url)
    cost = json.loads((desk / "listed" / "summary.json").read_text())["usage"]
    assert (done.returncode, cost["cost"]) == (0, round((cost["prompt_tokens"] + 2 * cost["completion_tokens"]) / 1e6, 6))


def test_a_second_summary_comes_from_the_cache(desk: Path) -> None:
    shutil.copytree(desk / "off", desk / "twice")
    with ModelServer() as server:
        ask = ("llm", "write", "twice", "--llm-model", "m", "--llm-cache", "replies")
        gitassay(*ask, cwd=desk, OPENAI_BASE_URL=server.url)
        first, asked = (desk / "twice" / "report.html").read_text(), len(server.seen)
        done = gitassay(*ask, cwd=desk, OPENAI_BASE_URL=server.url)
    assert (len(server.seen), "replies from the cache" in done.stderr) == (asked, True)

    def prose(page: str) -> str:
        return page.split('id="summary"', 1)[1].split("</section>", 1)[0]

    assert prose((desk / "twice" / "report.html").read_text()) == prose(first)


def test_a_dry_run_prints_what_would_be_sent_and_sends_nothing(desk: Path) -> None:
    with ModelServer() as server:
        done = gitassay("llm", "write", "off", "--llm-dry-run", cwd=desk, OPENAI_BASE_URL=server.url)
    assert (done.returncode, server.seen) == (0, [])
    assert done.stdout.startswith("Nothing was sent.")
    assert '"question": "Does the README say what the project does and why?"' in done.stdout


def test_the_report_of_a_run_keeps_its_summary_and_a_stale_one_is_left_out(desk: Path) -> None:
    shutil.copytree(desk / "off", desk / "stale")
    with ModelServer() as server:
        gitassay("llm", "write", "stale", "--llm-model", "m", cwd=desk, OPENAI_BASE_URL=server.url)
    gitassay("report", "stale", "--format", "html,md", cwd=desk)
    assert 'id="summary"' in (desk / "stale" / "report.html").read_text()
    assert "## Summary" in (desk / "stale" / "report.md").read_text()
    path = desk / "stale" / "summary.json"
    path.write_text(path.read_text().replace(json.loads(path.read_text())["assessment_sha256"], "0" * 64))
    gitassay("report", "stale", cwd=desk)
    assert 'id="summary"' not in (desk / "stale" / "report.html").read_text()


@pytest.mark.parametrize(
    ("options", "environment", "code", "told"),
    [
        (("--llm",), {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}, 2, "--llm-model"),
        (("--llm", "--llm-model", "m"), {"OPENAI_BASE_URL": "https://api.example/v1"}, 2, "contradict"),
        (("--llm", "--llm-model", "m", "--llm-max-cost", "1"), {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}, 2, "--llm-price"),
    ],
)
def test_a_slip_is_told_before_anything_is_read(
    desk: Path, options: tuple[str, ...], environment: dict[str, str], code: int, told: str
) -> None:
    done = gitassay("assess", "./ledger", "--offline", "--out", "never", *options, cwd=desk, **environment)
    assert (done.returncode, told in done.stderr, (desk / "never").exists()) == (code, True, False)


def test_a_missing_key_is_a_missing_token(desk: Path) -> None:
    done = gitassay("llm", "write", "off", "--llm-model", "m", cwd=desk)
    assert (done.returncode, "OPENAI_API_KEY" in done.stderr) == (4, True)


def test_the_key_is_nowhere_in_what_is_written_or_said(desk: Path) -> None:
    key = "sk-" + "T0pSecret" * 4
    shutil.copytree(desk / "off", desk / "key")
    with ModelServer(always=Trouble(401, body=json.dumps({"error": {"message": f"Incorrect API key: {key}"}}).encode())) as server:
        done = gitassay("llm", "write", "key", "--llm-model", "m", cwd=desk, OPENAI_BASE_URL=server.url, OPENAI_API_KEY=key)
    written = "".join(path.read_text(errors="replace") for path in (desk / "key").iterdir())
    assert (key in written, key in done.stdout + done.stderr) == (False, False)


def test_without_the_option_no_client_is_loaded(desk: Path) -> None:
    program = (
        "import sys\nfrom gitassay.cli.app import run\n"
        "code = run(['assess', './ledger', '--offline', '--as-of', '2024-06-01', '--out', 'bare', '--quiet'])\n"
        "print(code, sorted(name for name in sys.modules if name in ('openai', 'httpx', 'httpx2', 'snowballstemmer')))"
    )
    environment = {"PATH": os.environ["PATH"], "HOME": str(desk), "TMPDIR": str(desk)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=desk, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout.splitlines()[-1] == "0 []"


def test_sentences_are_verified_against_an_assessment(desk: Path) -> None:
    findings = json.loads((desk / "off" / "assessment.json").read_text())["findings"]
    tests = next(one["id"] for one in findings if one["signal"] == "engineering/has_tests")
    rows = [{"text": "There is 1 test with 2 assertions.", "evidence": [tests]}, {"text": "There are 7 tests.", "evidence": [tests]}]
    (desk / "rows.json").write_text(json.dumps(rows))
    (desk / "rows.txt").write_text(f"There is 1 test with 2 assertions [{tests}].\nThere are 7 tests [{tests}].\n")
    for name in ("rows.json", "rows.txt"):
        done = gitassay("llm", "verify", "off/assessment.json", name, "--format", "json", cwd=desk)
        assert [(row["kept"], row["reason"]) for row in json.loads(done.stdout)] == [
            (True, ""),
            (False, "the number 7 is not in the cited evidence"),
        ]
    assert "1 of 2 kept." in gitassay("llm", "verify", "off", "rows.txt", cwd=desk).stdout


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b'[{"evidence": ["E1"]}]', b"[1, 2]"])
def test_a_file_that_holds_no_sentences_is_told(desk: Path, content: bytes) -> None:
    (desk / "odd").write_bytes(content)
    done = gitassay("llm", "verify", "off", "odd", cwd=desk)
    assert (done.returncode, "odd: " in done.stderr) == (2, True)
