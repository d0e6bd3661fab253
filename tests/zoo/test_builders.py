"""The animals are what they say: each bait is live when touched carelessly, each damage is real."""

import os
import pickle
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.support.canary import HOST_SECRET
from tests.zoo.animal import ANIMALS
from tests.zoo.conftest import Zoo

DECLARED = """
branch-name-argument-injection dotgit-tree gitattributes-filters embedded-bare-repo submodules-evil symlink-escape replace-refs
absurd-paths case-unicode-collide tree-bomb delta-bomb huge-blob many-files many-refs long-history deep-nesting empty-no-commits
head-dangling head-detached shallow-source sha256-object-format corrupt-object corrupt-pack corrupt-ref missing-blobs
malformed-commits parser-bombs-data parser-bombs-python regex-dos notebook-huge notebook-broken archives-bombs pickles-and-models
lfs-pointers exec-on-analyse template-injection html-injection csv-formula ansi-log-injection secrets prompt-injection
prompt-injection-twin keyword-stuffing keyword-stuffing-twin vendored-mass control-normal mailmap-theft forged-history ssrf-links
hostile-git-config gitfile-pointer pii-protected pii-twin
"""
CARELESS = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1", "GIT_PAGER": "cat", "LC_ALL": "C.UTF-8"}


def run(folder: Path, *command: str, **more: str) -> tuple[int, str]:
    """Run a careless command in a folder: its exit code and all it said."""
    done = subprocess.run(
        command, cwd=folder, env={**CARELESS, **more}, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
    )
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def git(folder: Path, *arguments: str, **more: str) -> str:
    """What a careless git says."""
    return run(folder, "git", "-c", "safe.directory=*", *arguments, **more)[1]


def test_every_kind_that_was_declared_is_there() -> None:
    assert set() == set(DECLARED.split()) - set(ANIMALS)


@pytest.mark.parametrize("name", sorted(ANIMALS))
def test_every_animal_says_what_it_does_and_what_is_right(name: str) -> None:
    one = ANIMALS[name]
    assert one.statuses
    assert one.attack.endswith(".")
    assert one.twin is None or one.twin in ANIMALS


@pytest.mark.parametrize(
    ("name", "bait", "folder", "command"),
    [
        ("hostile-git-config", "config-include", ".", "git status"),
        ("signature-program", "gpg-program", ".", "git log"),
        ("gitattributes-filters", "filter-process", ".", "git checkout -f main"),
        ("embedded-bare-repo", "embedded-fsmonitor", "sub", "git status"),
        ("promisor-lazy-fetch", "promisor-uploadpack", ".", "git cat-file -p main:README.md"),
        ("exec-on-analyse", "import-json", ".", "python -c import_json"),
    ],
)
def test_a_careless_command_trips_the_canary(zoo: Zoo, name: str, bait: str, folder: str, command: str) -> None:
    words = [sys.executable if word == "python" else word.replace("_", " ") for word in command.split()]
    run(zoo.root / name / folder, *words)
    assert bait in zoo.canary.fired()


def test_the_pickles_run_their_command(zoo: Zoo) -> None:
    content = subprocess.run(
        ["git", "cat-file", "blob", "main:model.pkl"], cwd=zoo.root / "pickles-and-models", capture_output=True, check=True
    )
    pickle.loads(content.stdout)  # noqa: S301 - shows that the bait is live
    assert "pickle-model.pkl" in zoo.canary.fired()


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("alternates-escape", "show main:README.md", "BORROWED-CONTENT"),
        ("gitfile-pointer", "show HEAD:README.md", HOST_SECRET),
        ("replace-refs", "show main:README.md", "REPLACED-CONTENT"),
        ("mailmap-theft", "shortlog -sne main", "301\tAda"),
        ("stray-author-lines", "rev-list --count main", "3"),
        ("long-history", "rev-list --count main", "5000"),
        ("delta-bomb", "cat-file -s main:README.md", str(256 * 1024 * 1024)),
        ("huge-blob", "cat-file -s main:huge.py", str(200 * 1024 * 1024)),
        ("tree-bomb", "rev-list --objects --count main", "12"),
        ("many-refs", "for-each-ref --count=20000 --format=x refs/tags/v9999", "x"),
        ("wide-merge", "rev-list --count main", "301"),
        ("sha256-object-format", "rev-parse --show-object-format", "sha256"),
        ("shallow-source", "rev-parse --is-shallow-repository", "true"),
        ("head-dangling", "rev-parse --verify HEAD", "Needed a single revision"),
        ("dotgit-tree", "fsck", "hasDotgit"),
        ("dotdot-tree", "fsck", "hasDotdot"),
        ("disordered-tree", "fsck", "empty filename"),
        ("submodules-evil", "fsck", "gitmodulesUpdate"),
        ("malformed-commits", "fsck", "missingAuthor"),
        ("absurd-dates", "fsck", "badDateOverflow"),
        ("corrupt-object", "fsck", "inflate"),
        ("corrupt-object-of-another-id", "fsck", "hash-path mismatch"),
        ("corrupt-pack", "fsck", "does not match index"),
        ("corrupt-ref", "fsck", "invalid sha1 pointer"),
        ("missing-blobs", "fsck", "missing blob"),
        ("missing-tree", "fsck", "missing tree"),
        ("missing-parents", "fsck", "missing commit"),
        ("unknown-extension", "fsck", "unknown repository extension"),
        ("future-format", "fsck", "git repo version"),
        ("config-broken", "fsck", "bad config"),
        ("objects-elsewhere", "show main:README.md", HOST_SECRET),
        ("forged-commit-graph", "rev-list --count main", "2"),
        ("grafts-and-garbage", "rev-list --count main", "6"),
    ],
)
def test_git_itself_shows_the_attack_or_the_damage(zoo: Zoo, name: str, arguments: str, said: str) -> None:
    assert said in git(zoo.root / name, *arguments.split())


@pytest.mark.parametrize(
    "name", ["control-normal", "many-files", "long-history", "many-refs", "delta-bomb", "huge-blob", "wide-merge", "deep-nesting"]
)
def test_packs_written_by_hand_are_sound(zoo: Zoo, name: str) -> None:
    code, said = run(
        zoo.root / name, "git", "-c", "safe.directory=*", "-c", "core.bigFileThreshold=1m", "fsck", "--strict", "--no-dangling"
    )
    assert code == 0
    assert said == ""


def test_the_links_lead_to_the_host(zoo: Zoo) -> None:
    assert HOST_SECRET in (zoo.root / "symlink-escape" / "README.md").read_text()


def test_the_default_branch_reads_as_an_option(zoo: Zoo) -> None:
    branch = git(zoo.root / "branch-name-argument-injection", "symbolic-ref", "--short", "HEAD").strip()
    git(zoo.root / "branch-name-argument-injection", "log", branch, "--")
    assert "branch-output" in zoo.canary.fired()


def test_the_archives_unfold_a_hundredfold(zoo: Zoo) -> None:
    packed = subprocess.run(
        ["git", "cat-file", "blob", "main:data.zip"], cwd=zoo.root / "archives-bombs", capture_output=True, check=True
    ).stdout
    unfolded = sum(member.file_size for member in zipfile.ZipFile(BytesIO(packed)).infolist())
    assert unfolded > 100 * len(packed)


def test_thousands_of_paths_from_few_objects(zoo: Zoo) -> None:
    top = git(zoo.root / "tree-bomb", "ls-tree", "main").splitlines()
    one = git(zoo.root / "tree-bomb", "ls-tree", "-r", "main:d0/d0/d0/d0/d0/d0").splitlines()
    assert len(top) == 10
    assert len({line.split()[2] for line in top}) == 1
    assert len(one) == 10_000
