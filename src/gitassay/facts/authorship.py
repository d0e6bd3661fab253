"""Which files are the candidate's: by the authors of the commits that touch them, and by folders that hold a copied library."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from gitassay.facts.files import RepositoryFile
from gitassay.facts.paths import is_vendored
from gitassay.model.candidate import Identity
from gitassay.model.snapshot import Commit

SOURCES = 5
"""Source files below which a folder with a licence of its own is no library."""
AT_ONCE = 0.8
"""The share of a folder's files that one commit brought when it was copied whole."""
MAX_COAUTHORS = 50
_LICENCE = re.compile(r"(?:licen[cs]e|copying)(?:[.-][\w.-]{1,20})?", re.IGNORECASE)
_MANIFEST = re.compile(
    r"setup\.(?:py|cfg)|pyproject\.toml|package\.json|cargo\.toml|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|composer\.json|.{1,80}\.gemspec"
    r"|cmakelists\.txt|readme(?:\.\w{1,8})?",
    re.IGNORECASE,
)
_COAUTHOR = re.compile(r"^co-authored-by:[^<\n]{0,200}<([^<>\s]{3,200})>\s*$", re.IGNORECASE | re.MULTILINE)
_MACHINE = re.compile(
    r"\[bot\]|^(?:noreply|copilot|cursoragent|devin-ai)[^@]*@(?:anthropic|github|cursor|openai)\.com$|^\d+\+copilot@", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class CopiedLibrary:
    """A folder that came whole from elsewhere: it has a licence of its own, and one commit brought most of it."""

    folder: str
    licence: str
    files: int


def part_of(commit: Commit, identity: Identity) -> float:
    """How much of a commit is the candidate's, 0 to 1: shared evenly with the people its trailers name as co-authors.

    A squashed pull request carries the work of several people under one name. Machines that are named as co-authors share nothing.
    """
    named = [found.group(1).lower() for _, found in zip(range(MAX_COAUTHORS), _COAUTHOR.finditer(commit.message), strict=False)]
    people = dict.fromkeys([commit.author_email.strip().lower(), *(address for address in named if not _MACHINE.search(address))])
    own = sum(identity.wrote(address) for address in people)
    others = len(people) - own
    return (1 if own else 0) / (others + 1)


def shares_by_path(commits: Sequence[Commit], parts: Sequence[float]) -> dict[str, float]:
    """The candidate's share of the commits that touch each path; `parts` are those of the commits, as `part_of` tells them."""
    touched: Counter[str] = Counter()
    own: dict[str, float] = {}
    for commit, part in zip(commits, parts, strict=True):
        paths = set(commit.paths)
        touched.update(paths)
        if part:
            for path in paths:
                own[path] = own.get(path, 0.0) + part
    return {path: own.get(path, 0.0) / touched[path] for path in sorted(touched)}


def copied_libraries(files: Sequence[RepositoryFile], commits: Sequence[Commit]) -> tuple[CopiedLibrary, ...]:
    """Folders that were copied whole from another project, outermost first.

    A folder counts when its licence is another than the root's, it says what it is (a manifest or a README), and one commit brought most
    of its files; where the root has no licence, only when that commit is not the one that brought the whole repository.
    """
    licences = {file.path: file for file in files if _LICENCE.fullmatch(file.path.rpartition("/")[2]) and not is_vendored(file.path)}
    roots = {file.oid for path, file in licences.items() if "/" not in path}
    nested = sorted((path.rpartition("/")[0], path) for path, file in licences.items() if "/" in path and file.oid not in roots)
    if not nested or not any(commit.paths for commit in commits):
        return ()
    first = {path: commit.oid for commit in commits for path in commit.paths}  # newest first: what stays is the oldest
    found: list[CopiedLibrary] = []
    for folder, licence in nested:
        if any(folder.startswith(f"{one.folder}/") for one in found):
            continue
        inside = [file for file in files if file.path.startswith(f"{folder}/")]
        if _is_library(folder, inside) and _came_at_once(inside, files, first, bool(roots)):
            found.append(CopiedLibrary(folder, licence, len(inside)))
    return tuple(found)


def _is_library(folder: str, inside: Sequence[RepositoryFile]) -> bool:
    sources = sum(bool(file.language) for file in inside)
    told = any(_MANIFEST.fullmatch(file.path[len(folder) + 1 :]) for file in inside)
    return sources >= SOURCES and told


def _came_at_once(inside: Sequence[RepositoryFile], files: Sequence[RepositoryFile], first: dict[str, str], licensed: bool) -> bool:
    counts = Counter(first.get(file.path, "") for file in inside)
    commit, brought = counts.most_common(1)[0]
    if not commit or brought < AT_ONCE * len(inside):
        return False
    whole = sum(first.get(file.path) == commit for file in files) >= AT_ONCE * len(files) and len(files) > len(inside)
    return licensed or not whole
