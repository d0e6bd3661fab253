"""Reads one source by git's plumbing: the files of every branch's tip, and the blob ids of all history; never pull requests."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gitassay.facts.paths import is_generated, is_vendored, language_of
from gitassay.facts.text import decode
from gitassay.matching.extract import Extract, file_prints
from gitassay.matching.index import DAY
from gitassay.matching.lexers import FAMILIES
from gitassay.matching.manifest import Source
from gitassay.matching.statements import SHORT
from gitassay.sources.blobs import GitBlobs
from gitassay.sources.git_environment import git_environment
from gitassay.tutorials.listing import Row

MAX_FILE = 1_000_000
MAX_NOTEBOOK = 10_000_000
LONG_LINES = 400
MAX_BRANCHES = 40
MAX_FILES = 12_000
EVERY = 3_000
"""Tokens of a file of an ordinary project whose lines are told apart as everybody's."""

PASSED_BY = re.compile(r"(?:^|/)(?:dependabot|renovate|snyk|gh-pages|revert-)", re.IGNORECASE)
_README = re.compile(r"(?:^|/)readme(?:\.md|\.rst|\.txt|\.markdown)?$", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"(?:table of contents|contents|quick (?:links|start|demo|tour)|getting started|lessons|features|welcome!?|chapters|examples?|overview"
    r"|installation|implementations|usage|introduction|watch the playlist|join our|deprecated|this edition|launch your)\b",
    re.IGNORECASE,
)
_LICENCE_FILE = re.compile(r"^(?:licen[cs]e|copying)(?:[.-]\w+)*$", re.IGNORECASE)
_LICENCES = (
    ("Apache-2.0", "Apache License"),
    ("AGPL-3.0", "GNU AFFERO GENERAL PUBLIC LICENSE"),
    ("GPL-3.0", "GNU GENERAL PUBLIC LICENSE\n                       Version 3"),
    ("GPL-2.0", "GNU GENERAL PUBLIC LICENSE"),
    ("MPL-2.0", "Mozilla Public License"),
    ("CC0-1.0", "CC0 1.0"),
    ("CC-BY-NC-SA-4.0", "Attribution-NonCommercial-ShareAlike 4.0"),
    ("CC-BY-SA-4.0", "Attribution-ShareAlike 4.0"),
    ("CC-BY-4.0", "Attribution 4.0"),
    ("BSD", "Redistribution and use in source and binary forms"),
    ("MIT", "Permission is hereby granted, free of charge"),
    ("Unlicense", "This is free and unencumbered software"),
)


class UnreadableError(Exception):
    """A repository that can't be read: why."""


@dataclass(frozen=True, slots=True)
class _Blob:
    oid: str
    path: str
    size: int


class Repository:
    """One bare repository (or the `.git` of a clone), read only."""

    def __init__(self, git_dir: Path, home: Path) -> None:
        self._environment = git_environment(home, git_dir=git_dir.absolute(), trust_owner=True)

    def head(self) -> str:
        """The commit that HEAD names, or else the tip of the first branch.

        Raises:
            UnreadableError: there is none.
        """
        for name in ("HEAD", *self.branches()):
            found = self._git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").strip()
            if found:
                return found
        raise UnreadableError("it has no commit that can be read")

    def branches(self) -> list[str]:
        """The branches, without those of robots, the newest first."""
        listed = self._git("for-each-ref", "--sort=-committerdate", "--format=%(refname)", "refs/heads", "refs/remotes").split()
        return [name for name in listed if not PASSED_BY.search(name.removeprefix("refs/heads/"))][:MAX_BRANCHES]

    def read(self, row: Row) -> tuple[Source, Extract]:
        """Everything an index keeps of this repository.

        Raises:
            UnreadableError: it holds no commit.
        """
        head = self.head()
        tips = list(dict.fromkeys((head, *self.branches())))
        extract = Extract(blobs=self._history(tips), since=self._dates(tips))
        blobs = GitBlobs(self._environment, MAX_NOTEBOOK)
        try:
            self._fingerprint(extract, blobs, tips, row.kind)
            licence, title = self._described(blobs, head)
        finally:
            blobs.close()
        since, roots = self._beginning(tips)
        url = row.url if row.is_hosted else ""
        title = row.title or title or row.name
        return Source(row.name, url, head, row.licence or licence, title, row.kind, row.family, since, roots), extract

    def _fingerprint(self, extract: Extract, blobs: GitBlobs, tips: list[str], kind: str) -> None:
        wanted: dict[str, _Blob] = {}
        for tip in tips:
            for blob in self._tree(tip):
                if _family(blob.path, kind) and blob.size <= (MAX_NOTEBOOK if blob.path.endswith(".ipynb") else MAX_FILE):
                    wanted.setdefault(blob.oid, blob)
        chosen = list(wanted.values())[:MAX_FILES]
        for blob, (_, content) in zip(chosen, blobs.stream(blob.oid for blob in chosen), strict=True):
            text = decode(content)
            if text is None or (_is_written_by_tools(text) and not blob.path.endswith(".ipynb")):
                continue
            prints, names = file_prints(
                text, _family(blob.path, kind), blob.path.endswith(".ipynb"), EVERY if kind == "background" else SHORT
            )
            extract.names.update(names)
            if prints.hashes:
                extract.files.append((blob.path, prints))

    def _tree(self, tip: str) -> Iterator[_Blob]:
        for entry in self._git("ls-tree", "-r", "-l", "-z", "--full-tree", tip).split("\0"):
            head, _, path = entry.partition("\t")
            parts = head.split()
            if len(parts) == 4 and parts[0].startswith("100") and parts[3].isdigit():
                yield _Blob(parts[2], path, int(parts[3]))

    def _history(self, tips: list[str]) -> list[tuple[str, str]]:
        """(blob id, path) of every version of every source file and README in the history of these branches, by blob id."""
        found: dict[str, str] = {}
        for line in self._git("rev-list", "--objects", "--missing=allow-any", *tips).split("\n"):
            oid, _, path = line.partition(" ")
            if path and _is_compared(path):
                found.setdefault(oid, path)
        return sorted(found.items())

    def _beginning(self, tips: list[str]) -> tuple[int, tuple[str, ...]]:
        rows = [line.split() for line in self._git("log", "--max-parents=0", "--format=%H %at", *tips).split("\n") if line]
        return min((int(row[1]) for row in rows if row[1].isdigit()), default=0), tuple(sorted(row[0] for row in rows))

    def _dates(self, tips: list[str]) -> dict[str, int]:
        """The day (from 1970) on which each path was first added, or the path it was renamed from; {} where the history is damaged."""
        for renames in ("-M", "-M100%"):  # exact renames are told by ids, without the contents that a snapshot may lack
            command = ["-c", "core.quotePath=off", "log", "--reverse", "--raw", renames, "--diff-filter=AR", "--format=%at", *tips]
            done = subprocess.run(["git", *command], env=self._environment, capture_output=True, check=False)
            if done.returncode == 0:
                return _first_days(done.stdout.decode("utf-8", "replace").split("\n"))
        return {}

    def _described(self, blobs: GitBlobs, head: str) -> tuple[str, str]:
        """The licence and the title that its own files give."""
        licence, title = "none stated", ""
        for blob in self._tree(head):
            if "/" in blob.path or blob.size > MAX_FILE:
                continue
            if _LICENCE_FILE.match(blob.path):
                text = decode(blobs.read(blob.oid)) or ""
                licence = next((name for name, words in _LICENCES if words.lower() in text.lower()), "other")
            elif _README.search(blob.path):
                title = title or _title(decode(blobs.read(blob.oid)) or "")
        return licence, title

    def _git(self, *arguments: str) -> str:
        """What git says; damaged or missing objects cost their own lines only."""
        done = subprocess.run(["git", *arguments], env=self._environment, capture_output=True, check=False)
        return done.stdout.decode("utf-8", "replace")


def _first_days(lines: list[str]) -> dict[str, int]:
    """Read the log of additions and renames, the oldest commit first: a time, then a row for each path."""
    first: dict[str, int] = {}
    day = 0
    for line in lines:
        head, *paths = line.split("\t")
        if head.isdigit():
            day = int(head) // DAY
        elif paths and _is_compared(paths[-1]):
            first[paths[-1]] = min(first.get(paths[-1], day), first.get(paths[0], day))
    return first


def _family(path: str, kind: str = "tutorial") -> str:
    """The family of lexers for a path that is compared, else "". A template writes the READMEs in its folders into projects."""
    if _README.search(path) and ("/" not in path or kind == "template"):
        return "text"
    if is_vendored(path) or is_generated(path):
        return ""
    return FAMILIES.get(language_of(path), "")


def _is_compared(path: str) -> bool:
    return bool(_family(path)) or (language_of(path) in ("html", "css") and not is_vendored(path) and not is_generated(path))


def _is_written_by_tools(text: str) -> bool:
    """Whether lines are longer than people write them."""
    return len(text) > 3_000 and len(text) > LONG_LINES * (text.count("\n") + 1)


def _title(readme: str) -> str:
    """The first heading in plain words, "" when there is none."""
    for line in readme[:20_000].split("\n"):
        found = re.match(r"\s{0,3}#{1,2}\s+(.{1,300})|<h1[^>]{0,100}>([^<]{1,200})", line)
        if not found:
            continue
        words = re.sub(r"!\[[^\]]{0,200}\](?:\([^)]{0,300}\)?)?|<[^>]{0,300}>", " ", found.group(1) or found.group(2))
        words = re.sub(r"\[([^\]]{0,200})\](?:\([^)]{0,300}\)?)?", r"\1", words)
        cleaned = " ".join(re.sub(r"[^\w\s.,:&()/'’+#-]", " ", words.replace("**", "").replace("`", "")).split())
        if len(cleaned) > 2 and not _NO_TITLE.match(cleaned):
            return cleaned[:80].rstrip()
    return ""
