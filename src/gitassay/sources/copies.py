"""Local copies of well-known repositories: a folder of repositories named `owner+name`."""

from pathlib import Path

_INNER = ("", ".git", "repo", "repo/.git")


def copy_of(name: str, copies: Path) -> Path | None:
    """The git directory of the copy of `owner/name`, or None."""
    return git_directory(copies / name.replace("/", "+"))


def git_directory(place: Path) -> Path | None:
    """The git directory that a folder is or holds, or None."""
    found = (place / inner for inner in _INNER)
    return next((path for path in found if (path / "objects").is_dir() and (path / "HEAD").is_file()), None)
