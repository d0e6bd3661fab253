"""The animals that attack git, cloned as from a server: refused or had, never run, nothing left of a failure."""

from pathlib import Path

import pytest

from gitassay.model.candidate import Status
from gitassay.sources.clone import clone
from gitassay.sources.errors import RepositoryError
from tests.zoo.conftest import Zoo

HAD = (
    "branch-name-argument-injection",
    "hostile-git-config",
    "signature-program",
    "gitattributes-filters",
    "embedded-bare-repo",
    "symlink-escape",
    "replace-refs",
    "stray-author-lines",
    "absurd-paths",
    "absurd-names-of-known-files",
    "case-unicode-collide",
    "deep-nesting",
    "tree-bomb",
    "many-refs",
    "wide-merge",
    "mailmap-theft",
    "lfs-pointers",
    "head-detached",
    "empty-tree",
)
REFUSED = {
    "dotgit-tree": {Status.REJECTED},
    "dotdot-tree": {Status.REJECTED},
    "submodules-evil": {Status.REJECTED},
    "malformed-commits": {Status.REJECTED},
    "absurd-dates": {Status.REJECTED},
    "disordered-tree": {Status.REJECTED, Status.CORRUPT},
    "empty-no-commits": {Status.EMPTY},
    "head-dangling": {Status.EMPTY},
    "head-at-a-tree": {Status.EMPTY, Status.CORRUPT},
    "corrupt-object": {Status.CORRUPT},
    "missing-blobs": {Status.CORRUPT},
    "missing-tree": {Status.CORRUPT},
    "missing-parents": {Status.CORRUPT},
    "promisor-lazy-fetch": {Status.CORRUPT},
    "sha256-object-format": {Status.UNSUPPORTED},
}


@pytest.mark.parametrize("name", HAD)
def test_what_is_sound_is_had_and_runs_nothing(zoo: Zoo, tmp_path: Path, name: str) -> None:
    commit = clone(f"file://{zoo.root / name}", tmp_path / "clone", ("file",))
    assert len(commit) == 40
    assert zoo.canary.fired() == []
    assert zoo.listener.visits == []


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_not_is_refused_with_its_reason_and_leaves_nothing(zoo: Zoo, tmp_path: Path, name: str) -> None:
    with pytest.raises(RepositoryError) as refusal:
        clone(f"file://{zoo.root / name}", tmp_path / "clone", ("file",))
    assert refusal.value.status in REFUSED[name], refusal.value.reason
    assert refusal.value.reason.endswith(".")
    assert list(tmp_path.iterdir()) == []
    assert zoo.canary.fired() == []
