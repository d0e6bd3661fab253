import subprocess
from pathlib import Path

import pytest

from gitassay.sources.git_environment import git_environment
from tests.support.gitrepo import CommitSpec, make_repository

TOKEN = "ghp_" + "e" * 36


NAMES = ("GITHUB_TOKEN", "GIT_TRACE", "GIT_TRACE_CURL", "GIT_SSH_COMMAND", "GIT_DIR", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "https_proxy")


def run(environment: dict[str, str], folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_nothing_of_this_environment_is_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.setenv(name, TOKEN)
    environment = git_environment(tmp_path)
    assert [name for name, value in environment.items() if TOKEN in value or name in NAMES] == []


def test_git_takes_every_setting(tmp_path: Path) -> None:
    shown = run(git_environment(tmp_path), tmp_path, "config", "--list", "--show-origin").stdout
    rows = [line.split("\t") for line in shown.splitlines()]
    assert {origin for origin, _ in rows} == {"command line:"}
    told = dict(row.split("=", 1) for _, row in rows)
    wanted = {"http.followredirects": "false", "protocol.allow": "never", "transfer.fsckobjects": "true", "core.hookspath": "/dev/null"}
    assert {key: told.get(key) for key in wanted} == wanted


@pytest.mark.parametrize("protocols", [(), ("https",), ("https", "http")])
def test_only_the_transports_named_are_allowed(tmp_path: Path, protocols: tuple[str, ...]) -> None:
    make_repository(tmp_path / "x.git", [CommitSpec("Begin", {"a": "1"})])
    url = f"file://{tmp_path}/x.git"
    assert "transport 'file' not allowed" in run(git_environment(tmp_path, protocols), tmp_path, "ls-remote", url).stderr
    assert "refs/heads/main" in run(git_environment(tmp_path, ("file",), trust_owner=True), tmp_path, "ls-remote", url).stdout


def test_a_repository_is_entered_by_name_only(tmp_path: Path) -> None:
    make_repository(tmp_path / "x.git", [CommitSpec("Begin", {"a": "1"})])
    assert run(git_environment(tmp_path), tmp_path / "x.git", "rev-parse", "HEAD").returncode != 0
    named = git_environment(tmp_path, git_dir=tmp_path / "x.git", trust_owner=True)
    assert run(named, tmp_path, "rev-parse", "HEAD").returncode == 0
