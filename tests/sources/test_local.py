import os
import shutil
from pathlib import Path

import pytest

from gitassay.model.candidate import Status
from gitassay.sources.errors import RepositoryError, SourceError
from gitassay.sources.local import borrow, repositories_in
from gitassay.sources.snapshot import open_snapshot
from tests.support.gitrepo import CommitSpec, git, make_repository

COMMITS = (CommitSpec("Begin", {"app.py": "x = 1\n"}), CommitSpec("Go on", {"app.py": "x = 2\n"}, time=1_700_000_100))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_repository(tmp_path / "engine", COMMITS, bare=False)
    return tmp_path / "engine"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.git"


def ids(folder: Path) -> list[str]:
    return [one.id for one in repositories_in(folder)]


def contents(git_dir: Path, out: Path) -> dict[str, bytes | None]:
    commit = borrow(git_dir, out)
    with open_snapshot(str(out), "engine", commit) as snapshot:
        return {file.path: snapshot.blobs.read(file.oid) for file in snapshot.files}


def refused(git_dir: Path, out: Path) -> tuple[Status, str]:
    with pytest.raises(RepositoryError) as caught:
        borrow(git_dir, out)
    return caught.value.status, caught.value.reason


def test_a_work_tree_its_git_folder_and_a_bare_repository_are_named_alike(folder: Path, tmp_path: Path) -> None:
    make_repository(tmp_path / "bare/engine.git", COMMITS)
    assert [ids(place) for place in (folder, folder / ".git", tmp_path / "bare/engine.git")] == [["engine"]] * 3


def test_a_folder_of_repositories_is_read_one_level_deep(tmp_path: Path) -> None:
    for name in ("b", "a", "deep/inside"):
        make_repository(tmp_path / name, COMMITS, bare=False)
    make_repository(tmp_path / "c.git", COMMITS)
    (tmp_path / "plain").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert ids(tmp_path) == ["a", "b", "c"]


def test_a_plain_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"is no git repository and holds none\. Name a repository, or run `git init"):
        repositories_in(tmp_path)


def test_ids_hold_no_path_and_no_unreadable_bytes(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path / "parent") + b"/\xff\xfe"
    Path(os.fsdecode(odd)).mkdir(parents=True)
    make_repository(Path(os.fsdecode(odd)), COMMITS, bare=False)
    (one,) = repositories_in(tmp_path / "parent")
    assert (one.id, one.failure) == ("\\xff\\xfe", (Status.UNSUPPORTED, "The name of its folder is not UTF-8. Rename the folder."))
    one.location.encode()


def test_the_files_of_the_commit_are_read_and_not_those_of_the_folder(folder: Path, out: Path) -> None:
    (folder / "app.py").write_text("changed since")
    assert contents(folder / ".git", out) == {"app.py": b"x = 2\n"}


def test_nothing_of_a_repository_is_executed_or_followed(folder: Path, out: Path, tmp_path: Path) -> None:
    mark, lost = tmp_path / "mark", git(folder, "rev-parse", "HEAD:app.py")
    (folder / ".git/config").write_text(
        f"[core]\n\trepositoryformatversion = 0\n\tfsmonitor = touch {mark}\n\thooksPath = hooks\n\tsshCommand = touch {mark}\n"
        f"\tpager = touch {mark}\n\tattributesFile = {folder}/.gitattributes\n[include]\n\tpath = {tmp_path}/more\n"
        f'[filter "x"]\n\tsmudge = touch {mark}\n[diff "x"]\n\ttextconv = touch {mark}\n\tcommand = touch {mark}\n'
        f"[diff]\n\texternal = touch {mark}\n"
        f'[remote "origin"]\n\turl = ext::sh -c touch% {mark}\n\tpromisor = true\n[extensions]\n\tpartialClone = origin\n'
    )
    (folder / ".git/hooks").mkdir(exist_ok=True)
    for name in ("post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman"):
        (folder / ".git/hooks" / name).write_text(f"#!/bin/sh\ntouch {mark}\n")
        (folder / ".git/hooks" / name).chmod(0o755)
    (folder / ".git/objects" / lost[:2] / lost[2:]).unlink()
    assert contents(folder / ".git", out) == {"app.py": None}
    assert not mark.exists()


def test_a_run_from_within_a_repository_is_not_touched_by_it(
    folder: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".git/config").write_text(f"[init]\n\ttemplateDir = {folder}\n[alias]\n\tinit = !touch {tmp_path}/mark\n")
    monkeypatch.chdir(folder)
    assert contents(Path(".git"), Path("../out.git")) == {"app.py": b"x = 2\n"}
    assert not (tmp_path / "mark").exists()
    assert not (out / "app.py").exists()


def test_a_source_is_left_as_it_was(folder: Path, out: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    contents(folder / ".git", out)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_packed_references_and_a_detached_head_are_found(folder: Path, out: Path) -> None:
    head, first = git(folder, "rev-parse", "HEAD"), git(folder, "rev-parse", "HEAD~1")
    git(folder, "pack-refs", "--all")
    assert borrow(folder / ".git", out) == head
    git(folder, "checkout", "--quiet", first)
    shutil.rmtree(out)
    assert borrow(folder / ".git", out) == first


def test_a_branch_named_like_an_option_is_a_branch(tmp_path: Path, out: Path) -> None:
    head = make_repository(tmp_path / "odd.git", COMMITS, branch="--output=mark")
    assert borrow(tmp_path / "odd.git", out) == head


def test_blobs_that_are_absent_are_files_without_a_size(tmp_path: Path, out: Path) -> None:
    make_repository(tmp_path / "full.git", [CommitSpec("Begin", {"small.py": "x\n", "large.bin": b"\0" * 9_000})])
    git(tmp_path / "full.git", "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--bare", "--filter=blob:limit=1k", f"file://{tmp_path}/full.git", "lean.git")
    commit = borrow(tmp_path / "lean.git", out)
    with open_snapshot(str(out), "lean", commit) as snapshot:
        told = {file.path: (file.size, snapshot.blobs.read(file.oid)) for file in snapshot.files}
        assert told == {"large.bin": (None, None), "small.py": (2, b"x\n")}
        assert [commit.paths for commit in snapshot.commits] == [("large.bin", "small.py")]
        assert [note for note in snapshot.truncated if "missing" in note]


def test_a_shallow_source_keeps_what_it_has_and_says_so(tmp_path: Path, out: Path) -> None:
    make_repository(tmp_path / "full.git", COMMITS)
    git(tmp_path, "clone", "--quiet", "--bare", "--depth=1", f"file://{tmp_path}/full.git", "cut.git")
    commit = borrow(tmp_path / "cut.git", out)
    with open_snapshot(str(out), "cut", commit) as snapshot:
        assert [one.message for one in snapshot.commits] == ["Go on"]
        assert snapshot.truncated == ("the history was cut off before it came here",)


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("ref: refs/heads/unborn\n", Status.EMPTY),
        ("", Status.CORRUPT),
        ("nonsense\n", Status.CORRUPT),
        ("ref: ../../../etc/passwd\n", Status.CORRUPT),
        ("ref: refs/../../../secret\n", Status.CORRUPT),
        ("ref: HEAD\n", Status.CORRUPT),
        ("ref: refs/heads/loop\n", Status.CORRUPT),
        ("--output=x\n", Status.CORRUPT),
        ("x" * 1_000_000, Status.CORRUPT),
    ],
    ids=["unborn", "empty", "nonsense", "outside", "dots", "itself", "loop", "option", "huge"],
)
def test_a_head_that_names_no_commit_has_its_own_outcome(folder: Path, out: Path, head: str, status: Status) -> None:
    (folder / ".git/refs/heads/loop").write_text("ref: refs/heads/loop\n")
    (folder / ".git/HEAD").write_text(head)
    assert refused(folder / ".git", out)[0] == status


def test_a_commit_that_is_not_there_is_a_damage(folder: Path, out: Path) -> None:
    (folder / ".git/HEAD").write_text("a" * 40 + "\n")
    with pytest.raises(RepositoryError) as caught:
        contents(folder / ".git", out)
    assert caught.value.status == Status.CORRUPT


def test_links_out_of_a_repository_are_not_followed(folder: Path, out: Path, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere"
    (folder / ".git/objects").rename(moved)
    (folder / ".git/objects").symlink_to(moved)
    assert refused(folder / ".git", out)[0] == Status.CORRUPT
    (folder / ".git/objects").unlink()
    (folder / ".git/objects").mkdir()
    (folder / ".git/objects/pack").symlink_to(moved / "pack")
    assert refused(folder / ".git", out)[0] == Status.UNSUPPORTED


def test_references_that_are_links_or_no_files_are_not_read(folder: Path, out: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a" * 40)
    (folder / ".git/refs/heads/main").unlink()
    (folder / ".git/refs/heads/main").symlink_to(tmp_path / "secret")
    assert refused(folder / ".git", out)[0] == Status.UNSUPPORTED
    (folder / ".git/HEAD").unlink()
    os.mkfifo(folder / ".git/HEAD")
    assert refused(folder / ".git", out)[0] == Status.CORRUPT


@pytest.mark.parametrize("link", [True, False], ids=["link", "file"])
def test_a_git_folder_that_lies_elsewhere_is_said(tmp_path: Path, link: bool) -> None:
    (tmp_path / "tree").mkdir()
    if link:
        (tmp_path / "tree/.git").symlink_to(tmp_path)
    else:
        (tmp_path / "tree/.git").write_text("gitdir: /elsewhere\n")
    (one,) = repositories_in(tmp_path / "tree")
    assert (one.id, one.failure) == (
        "tree",
        (Status.UNSUPPORTED, "Its .git points elsewhere, which is not followed. Name the repository it points to."),
    )


def test_a_repository_that_shares_anothers_objects_is_whole(folder: Path, out: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--shared", str(folder), "shared")
    git(tmp_path, "clone", "--quiet", "--shared", str(tmp_path / "shared"), "again")
    assert contents(tmp_path / "again/.git", out) == {"app.py": b"x = 2\n"}


def test_other_formats_are_unsupported(tmp_path: Path, out: Path) -> None:
    (tmp_path / "long").mkdir()
    git(tmp_path / "long", "init", "--quiet", "--object-format=sha256")
    assert refused(tmp_path / "long/.git", out) == (Status.UNSUPPORTED, "The repository uses SHA-256 object names, which are not read.")
    make_repository(tmp_path / "table", COMMITS, bare=False)
    (tmp_path / "table/.git/reftable").mkdir()
    assert refused(tmp_path / "table/.git", out)[0] == Status.UNSUPPORTED


@pytest.mark.parametrize("name", ['quo"te', "back\\slash", "new\nline", "#hash", "ünï cödé", "-rf", ":colon:"])
def test_a_folder_of_any_name_is_read(tmp_path: Path, out: Path, name: str) -> None:
    make_repository(tmp_path / name, COMMITS, bare=False)
    (one,) = repositories_in(tmp_path / name)
    assert contents(Path(one.location), out) == {"app.py": b"x = 2\n"}
