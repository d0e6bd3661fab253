"""Which lock file belongs to which manifest."""

import re
from collections.abc import Container
from pathlib import PurePosixPath

LOCKS = {
    "pyproject.toml": ("poetry.lock", "uv.lock", "pdm.lock", "pylock.toml"),
    "Pipfile": ("Pipfile.lock",),
    "package.json": ("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock"),
    "Cargo.toml": ("Cargo.lock",),
    "Gemfile": ("Gemfile.lock",),
    "composer.json": ("composer.lock",),
    "go.mod": ("go.sum",),
}


def lock_of(manifest: str, locks: Container[str]) -> str | None:
    """The lock file that belongs to a manifest: in its folder, or in the nearest folder above (workspaces)."""
    path = PurePosixPath(manifest)
    for folder in path.parents:
        for name in LOCKS.get(path.name, ()):
            if str(folder / name) in locks:
                return str(folder / name)
    return None


def plain(name: str) -> str:
    """A package's name as names are compared: lower case, with hyphens."""
    return re.sub(r"[-_.]+", "-", name.strip().lower())
