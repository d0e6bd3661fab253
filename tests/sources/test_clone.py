import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from gitassay.model.candidate import Status
from gitassay.sources.clone import clone, explain
from gitassay.sources.errors import RepositoryError
from gitassay.sources.limits import CloneLimits
from gitassay.sources.snapshot import open_snapshot
from tests.support.gitrepo import CommitSpec, git, make_repository
from tests.support.gitserver import Server

TOKEN = "ghp_" + "s" * 36
LIMITS = CloneLimits(seconds=20, bytes=4_000_000, blob_bytes=100_000)
MODULES = '[submodule "lib"]\n\tpath = lib\n\turl = https://example.org/lib.git\n'
COMMITS = (
    CommitSpec("Begin", {"app.py": "x = 1\n", "old.bin": os.urandom(2_000_000), ".gitmodules": MODULES}),
    CommitSpec("Go on", {"app.py": "x = 2\n", "old.bin": None, "large.bin": b"\0" * 300_000}, time=1_700_000_100),
)
FAULTS = {
    f"ada/{kind}": kind
    for kind in (
        "401",
        "403",
        "404",
        "429",
        "451",
        "500",
        "503",
        "slow",
        "endless",
        "partial",
        "no-filter",
        "no-wants",
        "prose",
        "nothing",
        "short",
    )
}


@dataclass(frozen=True)
class Place:
    """Repositories behind a server, and a folder to clone to."""

    root: Path
    server: Server
    destination: Path
    head: str

    def bring(self, name: str, commit: str | None = None, limits: CloneLimits = LIMITS) -> str:
        return clone(f"{self.server.url}/ada/{name}.git", self.destination, ("http",), commit, limits)

    def refused(self, name: str, commit: str | None = None, limits: CloneLimits = LIMITS) -> RepositoryError:
        with pytest.raises(RepositoryError) as caught:
            self.bring(name, commit, limits)
        assert not self.destination.exists()
        return caught.value


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    root = tmp_path / "root"
    head = make_repository(root / "ada/plain.git", COMMITS)
    for name in FAULTS:
        (root / name).with_name(f"{Path(name).name}.git").symlink_to(root / "ada/plain.git")
    with Server(root, FAULTS) as server:
        yield Place(root, server, tmp_path / "out.git", head)


def processes_of(folder: Path) -> list[str]:
    """Commands of running processes that name a folder."""
    shown = subprocess.run(["ps", "-eo", "stat=,args="], capture_output=True, text=True, check=True).stdout
    return [line for line in shown.splitlines() if str(folder) in line and not line.startswith("Z")]


def test_a_clone_holds_the_history_and_the_files_of_its_head(place: Place) -> None:
    assert place.bring("plain") == place.head
    with open_snapshot(str(place.destination), "ada/plain", place.head) as snapshot:
        assert [commit.message for commit in snapshot.commits] == ["Go on", "Begin"]
        assert [(file.path, file.size) for file in snapshot.files] == [(".gitmodules", len(MODULES)), ("app.py", 6), ("large.bin", None)]
        assert [snapshot.blobs.read(file.oid) for file in snapshot.files] == [MODULES.encode(), b"x = 2\n", None]
        assert snapshot.truncated == ()


def test_old_versions_and_large_files_stay_where_they_are(place: Place) -> None:
    place.bring("plain")
    assert sum(path.stat().st_size for path in place.destination.rglob("*") if path.is_file()) < 100_000


def test_a_clone_forgets_where_it_came_from(place: Place) -> None:
    place.bring("plain")
    texts = [path.read_bytes() for path in place.destination.rglob("*") if path.is_file()]
    assert [text for text in texts if place.server.url.encode() in text] == []
    asked = len(place.server.seen)
    with open_snapshot(str(place.destination), "ada/plain", place.head) as snapshot:
        [snapshot.blobs.read(file.oid) for file in snapshot.files]
    assert len(place.server.seen) == asked


def test_no_token_is_sent_or_kept(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_TOKEN", "GH_TOKEN", "GIT_TOKEN"):
        monkeypatch.setenv(name, TOKEN)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "http.extraHeader")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", f"Authorization: Bearer {TOKEN}")
    place.bring("plain")
    assert {authorized for _, _, authorized in place.server.seen} == {False}
    assert [path for path in place.destination.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()] == []
    shutil.rmtree(place.destination)
    assert TOKEN not in str(place.refused("401"))


@pytest.mark.parametrize("short", [40, 8])
def test_a_commit_of_the_history_can_be_named(place: Place, short: int) -> None:
    first = git(place.root / "ada/plain.git", "rev-parse", "HEAD~1")
    assert place.bring("plain", first[:short]) == first
    with open_snapshot(str(place.destination), "ada/plain", first) as snapshot:
        assert snapshot.blobs.read(snapshot.by_path["app.py"].oid) == b"x = 1\n"


def test_a_commit_that_is_not_there_is_said(place: Place) -> None:
    assert place.refused("plain", "1234567").status == Status.NOT_FOUND


@pytest.mark.parametrize("name", ["no-filter", "no-wants"])
def test_an_old_server_sends_everything(place: Place, name: str) -> None:
    first = git(place.root / "ada/plain.git", "rev-parse", "HEAD~1")
    assert place.bring(name, first) == first
    with open_snapshot(str(place.destination), "ada/plain", first) as snapshot:
        assert snapshot.blobs.read(snapshot.by_path["app.py"].oid) == b"x = 1\n"


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("never", Status.NOT_FOUND),
        ("404", Status.NOT_FOUND),
        ("451", Status.BLOCKED),
        ("401", Status.REFUSED),
        ("403", Status.REFUSED),
        ("429", Status.UNREACHABLE),
        ("500", Status.UNREACHABLE),
        ("503", Status.UNREACHABLE),
        ("partial", Status.UNREACHABLE),
    ],
)
def test_what_a_server_answers_has_its_own_outcome(place: Place, name: str, status: Status) -> None:
    assert place.refused(name).status == status


def test_a_trickle_is_stopped_in_time_and_leaves_no_process(place: Place) -> None:
    begun = time.monotonic()
    error = place.refused("slow", limits=CloneLimits(seconds=2))
    assert (error.status, error.reason) == (Status.TIMED_OUT, "Cloning took longer than 2 seconds and was stopped.")
    assert time.monotonic() - begun < 8
    assert processes_of(place.destination) == []


def test_references_without_end_are_stopped(place: Place) -> None:
    assert place.refused("endless", limits=CloneLimits(seconds=10)).status in (Status.TOO_LARGE, Status.TIMED_OUT)
    assert processes_of(place.destination) == []


def test_a_repository_over_the_limit_leaves_nothing(place: Place) -> None:
    contents = {f"{number}.bin": os.urandom(90_000) for number in range(60)}
    make_repository(place.root / "ada/heavy.git", [CommitSpec("Heavy", {**contents})])
    assert place.refused("heavy", limits=CloneLimits(seconds=20, bytes=2_000_000)).status == Status.TOO_LARGE
    assert processes_of(place.destination) == []


def test_a_redirect_is_not_followed(place: Place) -> None:
    with Server(place.root) as elsewhere, Server(place.root, {"ada/plain": f"redirect {elsewhere.url}"}) as server:
        with pytest.raises(RepositoryError, match="redirects elsewhere") as caught:
            clone(f"{server.url}/ada/plain.git", place.destination, ("http",))
        assert (caught.value.status, elsewhere.seen) == (Status.UNREACHABLE, [])


@pytest.mark.parametrize(
    "url", ["ext::sh -c touch% {mark}", "file://{root}/ada/plain.git", "{root}/ada/plain.git", "--upload-pack=touch {mark}"]
)
def test_no_other_transport_is_taken(place: Place, tmp_path: Path, url: str) -> None:
    mark = tmp_path / "mark"
    with pytest.raises(RepositoryError):
        clone(url.format(root=place.root, mark=mark), place.destination, ("https",))
    assert (mark.exists(), place.destination.exists()) == (False, False)


def test_http_is_refused_unless_it_was_asked_for(place: Place) -> None:
    with pytest.raises(RepositoryError, match="transport that is not allowed"):
        clone(f"{place.server.url}/ada/plain.git", place.destination, ("https",))
    assert place.server.seen == []


def test_a_branch_named_like_an_option_is_a_branch(place: Place, tmp_path: Path) -> None:
    for number, branch in enumerate(("--output=mark", "--upload-pack=mark", "-c")):
        head = make_repository(place.root / f"ada/odd{number}.git", COMMITS, branch=branch)
        assert place.bring(f"odd{number}") == head
        shutil.rmtree(place.destination)
    assert list(tmp_path.glob("**/mark")) == []


def test_no_commits_and_a_head_that_points_nowhere_are_empty(place: Place) -> None:
    make_repository(place.root / "ada/empty.git", [])
    make_repository(place.root / "ada/nowhere.git", COMMITS)
    git(place.root / "ada/nowhere.git", "symbolic-ref", "HEAD", "refs/heads/gone")
    assert [place.refused(name).status for name in ("empty", "nowhere")] == [Status.EMPTY] * 2


def test_a_detached_head_is_the_commit_it_names(place: Place) -> None:
    make_repository(place.root / "ada/detached.git", COMMITS)
    first = git(place.root / "ada/detached.git", "rev-parse", "HEAD~1")
    (place.root / "ada/detached.git/HEAD").write_text(f"{first}\n")
    assert place.bring("detached") == first


def test_sha256_object_names_are_unsupported(place: Place) -> None:
    folder = place.root / "ada/long.git"
    folder.mkdir()
    git(folder, "init", "--quiet", "--bare", "--object-format=sha256")
    tree = git(folder, "mktree")
    git(folder, "update-ref", "refs/heads/main", git(folder, "commit-tree", tree, "-m", "Begin"))
    assert place.refused("long").status == Status.UNSUPPORTED


def test_a_malformed_tree_is_refused_with_the_name_of_the_fault(place: Place) -> None:
    folder = place.root / "ada/evil.git"
    make_repository(folder, [])
    blob = git(folder, "hash-object", "-w", "--stdin", text=b"x")
    tree = git(folder, "hash-object", "-t", "tree", "-w", "--stdin", "--literally", text=b"100644 .git\0" + bytes.fromhex(blob))
    git(folder, "update-ref", "refs/heads/main", git(folder, "commit-tree", tree, "-m", "Begin"))
    error = place.refused("evil")
    assert (error.status, error.reason) == (Status.REJECTED, "git refused the repository as malformed (hasDotgit).")


def test_harmless_faults_of_old_repositories_are_passed_over(place: Place) -> None:
    folder = place.root / "ada/old.git"
    make_repository(folder, [])
    tree = git(folder, "mktree")
    body = f"tree {tree}\nauthor A <a@b> 1100000000 +051800\ncommitter A <a@b> 1100000000 +051800\n\nBegin\n".encode()
    commit = git(folder, "hash-object", "-t", "commit", "-w", "--stdin", "--literally", text=body)
    git(folder, "update-ref", "refs/heads/main", commit)
    assert place.bring("old") == commit


def test_hooks_and_settings_of_this_machine_are_left_alone(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    (home / "template/hooks").mkdir(parents=True)
    for hook in ("post-checkout", "reference-transaction"):
        (home / "template/hooks" / hook).write_text(f"#!/bin/sh\ntouch {tmp_path}/fired\n")
        (home / "template/hooks" / hook).chmod(0o755)
    (home / ".gitconfig").write_text(f"[init]\n\ttemplateDir = {home}/template\n[core]\n\thooksPath = {home}/template/hooks\n")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_TEMPLATE_DIR", str(home / "template"))
    place.bring("plain")
    assert not (tmp_path / "fired").exists()
    assert not (place.destination / "hooks").exists()


def test_a_destination_may_be_relative(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert clone(f"{place.server.url}/ada/plain.git", Path("kept/1.git"), ("http",), None, LIMITS) == place.head
    assert (tmp_path / "kept/1.git/HEAD").exists()


def test_a_clone_leaves_no_temporary_folders(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    place.bring("plain")
    shutil.rmtree(place.destination)
    place.refused("slow", limits=CloneLimits(seconds=1))
    assert list((tmp_path / "temporary").iterdir()) == []


def test_what_is_not_understood_is_a_failure_without_gits_words() -> None:
    assert explain("git", f"fatal: something new about {TOKEN}") == (Status.FAILED, "git could not clone the repository.")


@pytest.mark.parametrize("name", ["prose", "nothing"])
def test_an_answer_that_is_none_of_gits_is_no_empty_repository(place: Place, name: str) -> None:
    error = place.refused(name)
    assert (error.status, error.reason) == (Status.UNREACHABLE, "The server did not answer as a git server does. Check the address.")


def test_an_answer_that_is_cut_off_is_told_apart_from_none(place: Place) -> None:
    assert place.refused("short").reason == "The server broke off before the repository was whole. Run again later."
