"""What is asked of one run, and who is told how far it is."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from gitassay.model.lookups import LookupSettings
from gitassay.quoting import Quotes
from gitassay.scoring.rubric import LoadedRubric
from gitassay.sources.gate import Gate


@dataclass(frozen=True, slots=True)
class Request:
    """One candidate to assay."""

    targets: tuple[str, ...]
    as_of: date
    loaded: LoadedRubric
    name: str | None = None
    authors: tuple[str, ...] = ()
    jobs: int = 2
    github_url: str | None = None
    token: str | None = None
    offline: bool = False
    max_repositories: int | None = None
    keep_clones: Path | None = None
    tutorials: tuple[Path, ...] = ()
    links_on: date | None = None
    """The day of looking whether live demos answer; None leaves the net alone."""
    quotes: Quotes | None = None
    """Where to bring the lines of matched known works from; None leaves them out."""
    cache: Path | None = None
    lookups: LookupSettings | None = None
    gate: Gate | None = None
    """Who gives turns to ask GitHub, where many runs share what it allows."""
    clones_a_minute: int | None = None
    """How many clones this process may begin from one server; None for no limit."""


class Watch(Protocol):
    """Who is told how far the work is."""

    def remark(self, text: str) -> None:
        """Something worth a line happened."""
        ...

    def counting(self, what: str, total: int) -> AbstractContextManager[None]:
        """`total` things will be done while the block runs."""
        ...

    def done(self, text: str) -> None:
        """One of them is done."""
        ...
