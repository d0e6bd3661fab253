import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gitassay.model.candidate import Status
from gitassay.model.snapshot import Snapshot
from gitassay.sources.errors import RepositoryError
from gitassay.sources.limits import SnapshotLimits
from gitassay.sources.snapshot import open_snapshot
from tests.support.gitrepo import CommitSpec, git, make_repository

LATEST = 253_402_300_799


@contextmanager
def opened(path: Path, commits: list[CommitSpec], limits: SnapshotLimits | None = None) -> Iterator[Snapshot]:
    head = make_repository(path / "engine.git", commits)
    with open_snapshot(str(path / "engine.git"), "engine", head, limits or SnapshotLimits()) as snapshot:
        yield snapshot


def write_commit(path: Path, body: bytes) -> str:
    """A repository whose head is a commit of any content."""
    make_repository(path, [])
    tree = git(path, "mktree")
    oid = git(path, "hash-object", "-t", "commit", "-w", "--stdin", "--literally", text=b"tree " + tree.encode() + b"\n" + body)
    git(path, "update-ref", "refs/heads/main", oid)
    return oid


def test_files_come_by_path_with_mode_and_size(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {"b.py": "x\n", "a/z.sh": "#!/bin/sh\n", "a-b": "", "link": "/etc/passwd"}
    with opened(tmp_path, [CommitSpec("Begin", files, modes={"a/z.sh": "100755", "link": "120000"})]) as snapshot:
        told = [(file.path, file.mode, file.size, file.is_regular) for file in snapshot.files]
    assert told == [
        ("a-b", "100644", 0, True),
        ("a/z.sh", "100755", 10, True),
        ("b.py", "100644", 2, True),
        ("link", "120000", 11, False),
    ]


def test_paths_of_any_bytes_are_text_that_can_be_written(tmp_path: Path) -> None:
    names = ["new\nline", "tab\there", "\udcff\udcfe", "ünï", "-rf", "\u202e", 'quo"te', "x" * 250]
    with opened(tmp_path, [CommitSpec("Begin", dict.fromkeys(names, ""))]) as snapshot:
        paths = {file.path for file in snapshot.files}
        assert paths == {name if name != "\udcff\udcfe" else "\\xff\\xfe" for name in names}
        assert set(snapshot.commits[0].paths) == paths
    assert "".join(paths).encode()


def test_too_many_files_are_cut_and_said(tmp_path: Path) -> None:
    with opened(tmp_path, [CommitSpec("Begin", {f"{n:03}.py": "" for n in range(50)})], SnapshotLimits(files=10)) as snapshot:
        assert len(snapshot.files) == 10
        assert snapshot.truncated == ("only the first 10 files were listed",)


def test_a_tree_of_ten_thousand_million_paths_is_cut_in_time(tmp_path: Path) -> None:
    path = tmp_path / "bomb.git"
    make_repository(path, [])
    row = f"100644 blob {git(path, 'hash-object', '-w', '--stdin', text=b'x')}"
    for _ in range(10):
        row = f"040000 tree {git(path, 'mktree', text=''.join(f'{row}{chr(9)}{n}{chr(10)}' for n in range(10)).encode())}"
    head = git(path, "commit-tree", row.split()[2], "-m", "Begin")
    begun = time.monotonic()
    with open_snapshot(str(path), "bomb", head, SnapshotLimits(files=1_000)) as snapshot:
        assert len(snapshot.files) == 1_000
        assert "only the first 1,000 files were listed" in snapshot.truncated
        assert [commit.oid for commit in snapshot.commits] == [head]
    assert time.monotonic() - begun < 30


def test_commits_come_newest_first_as_their_authors_wrote_them(tmp_path: Path) -> None:
    commits = [
        CommitSpec("Begin\n\nWhy.", {"a": "1"}, author="Ada\u202e", email="ADA@x.example", time=1_600_000_000),
        CommitSpec(
            "Move", {"a": None, "b": "1"}, committer="Bot", committer_email="bot@x", time=1_600_000_100, committer_time=1_600_000_200
        ),
    ]
    with opened(tmp_path, commits) as snapshot:
        latest, first = snapshot.commits
    assert (first.message, first.author_name, first.author_email, first.parents) == ("Begin\n\nWhy.", "Ada\u202e", "ADA@x.example", 0)
    assert (latest.author_time, latest.committer_time, latest.committer_email, latest.parents) == (1_600_000_100, 1_600_000_200, "bot@x", 1)
    assert (latest.paths, first.paths) == (("a", "b"), ("a",))


def test_a_mailmap_takes_nobodys_commits(tmp_path: Path) -> None:
    theft = {".mailmap": "Eve <eve@x.example> <ada@example.org>\n"}
    with opened(tmp_path, [CommitSpec("Begin", {"a": "1"}), CommitSpec("Steal", {**theft})]) as snapshot:
        assert {commit.author_email for commit in snapshot.commits} == {"ada@example.org"}


def test_a_merge_has_no_paths(tmp_path: Path) -> None:
    path = tmp_path / "engine.git"
    head = make_repository(path, [CommitSpec("Begin", {"a": "1"}), CommitSpec("Go on", {"b": "1"})])
    merge = git(path, "commit-tree", f"{head}^{{tree}}", "-p", head, "-p", f"{head}~1", "-m", "Merge")
    with open_snapshot(str(path), "engine", merge) as snapshot:
        assert [(commit.parents, commit.paths) for commit in snapshot.commits] == [(2, ()), (1, ("b",)), (0, ("a",))]


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [(b"0", 0), (b"-5", 0), (b"99999999999999", LATEST), (b"18446744073709551615", LATEST), (b"1" * 60, None), (b"soon", 0), (b"", 0)],
)
def test_dates_are_claims_and_some_claim_the_impossible(tmp_path: Path, stamp: bytes, expected: int | None) -> None:
    oid = write_commit(tmp_path / "x.git", b"author A <a@b> " + stamp + b" +0000\ncommitter C <c@d> " + stamp + b" +0000\n\nBegin\n")
    with open_snapshot(str(tmp_path / "x.git"), "x", oid) as snapshot:
        times = {time for commit in snapshot.commits for time in (commit.author_time, commit.committer_time)}
    assert times <= ({expected} if expected is not None else set(range(2)) | {LATEST})


@pytest.mark.parametrize(
    "body",
    [
        b"\n\n",
        b"author\ncommitter\n\nBegin\n",
        b"author A a@b 1 +0000\ncommitter <> 1 +0000\n\nBegin\n",
        b"author A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\nencoding EBCDIC-nonsense\n\nBeg\xffin\n",
        b"author A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\ngpgsig -----BEGIN\n x\n\nBegin\n",
        b"author " + b"A" * 100_000 + b" <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\n" + b"m" * 5_000_000,
    ],
    ids=["nothing", "empty", "no brackets", "encoding", "signature", "huge"],
)
def test_a_malformed_commit_is_survived(tmp_path: Path, body: bytes) -> None:
    oid = write_commit(tmp_path / "x.git", body)
    with open_snapshot(str(tmp_path / "x.git"), "x", oid) as snapshot:
        assert [commit.oid for commit in snapshot.commits] == [oid]
        assert len(snapshot.commits[0].message) <= 2_000
        assert len(snapshot.commits[0].author_name) <= 200


def test_nothing_a_person_writes_begins_another_commit(tmp_path: Path) -> None:
    oid = "a" * 40
    names = [oid, f"\n{oid}", f":100644 {oid}", "\x01commit\x01", *"abcdefgh"]
    lies = f"x\n\x01commit\x01\n{oid}\n:000000 100644 {oid} {oid} A\n"
    commits = [CommitSpec(lies, dict.fromkeys(names, ""), author=oid), CommitSpec(oid, {oid: "changed"})]
    with opened(tmp_path, commits) as snapshot:
        assert [(commit.author_email, len(commit.paths)) for commit in snapshot.commits] == [
            ("ada@example.org", 1),
            ("ada@example.org", len(names)),
        ]


def test_a_long_history_is_cut_and_said(tmp_path: Path) -> None:
    commits = [CommitSpec(f"{number}", {"a": f"{number}"}, time=1_700_000_000 + number) for number in range(20)]
    with opened(tmp_path, commits, SnapshotLimits(commits=5)) as snapshot:
        assert [commit.message for commit in snapshot.commits] == ["19", "18", "17", "16", "15"]
        assert snapshot.truncated == ("only the latest 5 commits were read",)


def test_blobs_stream_in_the_order_asked(tmp_path: Path) -> None:
    with opened(tmp_path, [CommitSpec("Begin", {f"{n}.txt": f"{n}\n" * n for n in range(200)})]) as snapshot:
        oids = [file.oid for file in snapshot.files]
        asked = [*oids, "0" * 40, *reversed(oids)]
        read = dict(snapshot.blobs.stream(oids))
        assert [oid for oid, _ in snapshot.blobs.stream(asked)] == asked
        assert dict(snapshot.blobs.stream(asked))["0" * 40] is None
    assert all(
        content is not None and hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest() == oid for oid, content in read.items()
    )


def test_blobs_can_be_read_while_others_stream(tmp_path: Path) -> None:
    with opened(tmp_path, [CommitSpec("Begin", {f"{n}.txt": f"{n}" for n in range(150)})]) as snapshot:
        oids = [file.oid for file in snapshot.files]
        assert all(snapshot.blobs.read(oid) == content for oid, content in snapshot.blobs.stream(oids))


def test_a_blob_over_the_limit_is_not_read_and_the_next_one_is(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {"a": "small", "b": b"x" * 5_000_000, "c": "small too"}
    with opened(tmp_path, [CommitSpec("Begin", files)], SnapshotLimits(blob_bytes=1_000)) as snapshot:
        assert [snapshot.blobs.read(file.oid) for file in snapshot.files] == [b"small", None, b"small too"]


def test_a_damaged_blob_is_absent_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "engine.git"
    make_repository(path, [])
    oids = [git(path, "hash-object", "-w", "--stdin", text=f"{n}".encode() * 100) for n in range(3)]
    damaged = path / "objects" / oids[1][:2] / oids[1][2:]
    damaged.chmod(0o644)
    tree = git(path, "mktree", text="".join(f"100644 blob {oid}\t{n}\n" for n, oid in enumerate(oids)).encode())
    head = git(path, "commit-tree", tree, "-m", "Begin")
    damaged.write_bytes(b"no zlib at all")
    with open_snapshot(str(path), "engine", head) as snapshot:
        assert [snapshot.blobs.read(oid) for oid in oids] == [b"0" * 100, None, b"2" * 100]
        assert [content is None for _, content in snapshot.blobs.stream(oids)] == [False, True, False]


@pytest.mark.parametrize("commit", ["a" * 40, "HEAD"])
def test_a_commit_that_is_not_there_is_a_damage(tmp_path: Path, commit: str) -> None:
    make_repository(tmp_path / "engine.git", [])
    with pytest.raises(RepositoryError) as caught, open_snapshot(str(tmp_path / "engine.git"), "engine", commit):
        pass
    assert caught.value.status == Status.CORRUPT


def test_a_history_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "engine.git"
    make_repository(path, [])
    tree, oids = git(path, "mktree"), []
    for number in range(5):
        oids.append(git(path, "commit-tree", tree, *(["-p", oids[-1]] if oids else []), "-m", f"{number}"))
    (path / "objects" / oids[1][:2] / oids[1][2:]).unlink()
    with open_snapshot(str(path), "engine", oids[-1]) as snapshot:
        assert [commit.message for commit in snapshot.commits][:2] == ["4\n", "3\n"]
        assert [note for note in snapshot.truncated if "damaged" in note]


def test_no_process_is_left_behind(tmp_path: Path) -> None:
    with opened(tmp_path, [CommitSpec("Begin", {"a": "1"})]) as snapshot:
        snapshot.blobs.read(snapshot.files[0].oid)
        child = snapshot.blobs._child  # type: ignore[attr-defined]
        assert child.poll() is None
    assert child.poll() is not None


def test_two_thousand_files_are_read_in_no_time(tmp_path: Path) -> None:
    with opened(tmp_path, [CommitSpec("Begin", {f"{n // 50}/{n}.py": f"x = {n}\n" * 20 for n in range(2_000)})]) as snapshot:
        begun = time.monotonic()
        assert sum(len(content or b"") > 0 for _, content in snapshot.blobs.stream(file.oid for file in snapshot.files)) == 2_000
        assert time.monotonic() - begun < 3


@pytest.fixture
def killed_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], None]:
    """Makes git end so many times as if the system had killed it, when it is asked for something."""

    def arrange(asked: str, times: int) -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        for number in range(times):
            (folder / f"left{number}").touch()
        (folder / "git").write_text(
            f"""#!/bin/sh
case "$*" in *"{asked}"*) for left in {folder}/left*; do [ -e "$left" ] && rm "$left" && kill -9 $$; done ;; esac
exec {shutil.which("git")} "$@"
"""
        )
        (folder / "git").chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    return arrange


@pytest.mark.parametrize("asked", ["cat-file --batch-check", "ls-tree", "log", "cat-file --batch"])
def test_a_git_that_somebody_ended_is_asked_again_and_nothing_is_lost(
    asked: str, killed_git: Callable[[str, int], None], tmp_path: Path
) -> None:
    commits = [CommitSpec("Begin", {"a.py": "x = 1\n", "b.py": "y = 2\n"})]
    head = make_repository(tmp_path / "engine.git", commits)
    killed_git(asked, 2)
    with open_snapshot(str(tmp_path / "engine.git"), "engine", head) as snapshot:
        contents = [snapshot.blobs.read(file.oid) for file in snapshot.files]
        told = (contents, [commit.message for commit in snapshot.commits], snapshot.truncated)

    assert told == ([b"x = 1\n", b"y = 2\n"], ["Begin"], ())
    assert list((tmp_path / "bin").glob("left*")) == []


@pytest.mark.parametrize("asked", ["cat-file --batch-check", "ls-tree"])
def test_a_git_that_is_ended_each_time_is_no_damage_of_the_repository(
    asked: str, killed_git: Callable[[str, int], None], tmp_path: Path
) -> None:
    head = make_repository(tmp_path / "engine.git", [CommitSpec("Begin", {"a.py": "x = 1\n"})])
    killed_git(asked, 9)
    with (
        pytest.raises(RepositoryError, match="git was stopped again and again") as caught,
        open_snapshot(str(tmp_path / "engine.git"), "engine", head),
    ):
        pass

    assert caught.value.status == Status.FAILED
