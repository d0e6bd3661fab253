from pathlib import Path

from gitassay.sources.copies import copy_of
from tests.support.gitrepo import CommitSpec, make_repository


def test_a_copy_is_found_by_owner_and_name(tmp_path: Path) -> None:
    make_repository(tmp_path / "school+churn", [CommitSpec("First", {"a.py": "1\n"})])

    assert copy_of("school/churn", tmp_path) == tmp_path / "school+churn"


def test_a_copy_may_have_its_git_directory_within(tmp_path: Path) -> None:
    make_repository(tmp_path / "school+churn", [CommitSpec("First", {"a.py": "1\n"})], bare=False)

    assert copy_of("school/churn", tmp_path) == tmp_path / "school+churn" / ".git"


def test_a_folder_without_a_repository_is_no_copy(tmp_path: Path) -> None:
    (tmp_path / "school+churn").mkdir()

    assert copy_of("school/churn", tmp_path) is None
