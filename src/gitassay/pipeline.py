"""From targets to an assessment: wires the stages and knows nothing of what they do."""

import hashlib
import re
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from gitassay import __version__
from gitassay.isolation import IsolationError, Limits, OutOfMemoryError, TimedOutError, kill_all, run_isolated, warm_up
from gitassay.link_check import with_link_states
from gitassay.looking_up import Needs, look_up, looked_up, part_for
from gitassay.memo import Memo
from gitassay.model.assessment import Assessment, CandidateCard
from gitassay.model.candidate import Identity, RepositorySource, Status
from gitassay.model.lookups import Lookups, LookupSettings
from gitassay.model.reading import RepositoryReading
from gitassay.plain import visible
from gitassay.quoting import Quotes, with_quotes
from gitassay.resources import resource
from gitassay.scoring.assemble import assemble
from gitassay.scoring.rubric import LoadedRubric
from gitassay.sources.clone import clone
from gitassay.sources.collect import Collected, Offer, collect
from gitassay.sources.errors import RepositoryError
from gitassay.sources.gate import Gate
from gitassay.sources.git_environment import CLONE_PROTOCOLS
from gitassay.sources.limits import clone_limits
from gitassay.sources.local import borrow
from gitassay.sources.pace import PACE
from gitassay.sources.selection import load_rule
from gitassay.unread import unread

MEGABYTE = 1024 * 1024
T = TypeVar("T")
READING = Limits(wall_seconds=120, cpu_seconds=90, memory_bytes=2_000 * MEGABYTE, file_bytes=50 * MEGABYTE)


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


def assay(request: Request, watch: Watch) -> Assessment:
    """Read a candidate's repositories and judge them. The document is not sealed yet.

    Raises:
        SourceError: the targets can't be used or there is nothing to assess.
    """
    warm_up("gitassay.reading", *(() if request.offline else ("gitassay.sources.clone_child",)))
    return judge(gather(request, watch), request, watch)


def gather(request: Request, watch: Watch) -> Collected:
    """Who the candidate is and which repositories there are: all that needs a token.

    Raises:
        SourceError: the targets can't be used or there is nothing to assess.
    """
    rule = load_rule(resource("config") / "thresholds.toml", request.max_repositories)
    offer = Offer(request.name, request.authors, request.github_url, request.token, request.offline, rule, request.as_of, request.gate)
    return collect(request.targets, offer, lambda reason, seconds: watch.remark(f"Waiting {seconds:.0f} seconds for {reason}."))


def judge(collected: Collected, request: Request, watch: Watch) -> Assessment:
    """Bring and read the repositories of a candidate and judge them. The document is not sealed yet."""
    with _workplace(request.keep_clones) as place:
        readings, lookups = _read_all(collected, request, place, watch)
        if request.quotes is not None:
            readings = with_quotes(readings, request.quotes, place)
    if request.links_on is not None:
        readings = with_link_states(readings, request.links_on)
    if request.cache is not None:
        Memo(request.cache).prune()
    identity = collected.identity
    candidate = CandidateCard(name=visible(identity.name, 200), login=identity.login, url=collected.url, upstream=collected.upstream)
    # The warm process has every signal loaded; loading them here as well would keep the whole run waiting.
    questions = run_isolated("gitassay.reading", {"questions": True}, READING, warm=True)
    return assemble(candidate, readings, request.loaded, questions, request.as_of, __version__, looked_up(lookups))


@contextmanager
def _workplace(keep: Path | None) -> Iterator[Path]:
    """A folder for clones; it is gone afterwards unless it is to be kept."""
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.absolute()  # children work in folders of their own
        return
    with tempfile.TemporaryDirectory(prefix="gitassay-") as folder:
        yield Path(folder)


@dataclass(frozen=True, slots=True)
class _Work:
    """What the threads of one run share: `turns` are taken to read, `cancelled` ends whatever has not begun."""

    identity: Identity
    request: Request
    place: Path
    turns: threading.Semaphore
    cancelled: threading.Event
    brought: dict[str, "_Brought"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Brought:
    """A repository whose objects are here, or the reading that says why not; and the packages that have to be looked up for it."""

    commit: str | None
    failed: RepositoryReading | None = None
    needs: Needs = field(default_factory=Needs)


def _read_all(collected: Collected, request: Request, place: Path, watch: Watch) -> tuple[list[RepositoryReading], Lookups]:
    """Read all repositories, `jobs` at a time. Cancelling kills every child before it is passed on.

    Packages are looked up for all repositories at once, after all are here and before any is judged.
    """
    work = _Work(collected.identity, request, place, threading.Semaphore(request.jobs), threading.Event())
    # The largest first: one that is begun last would keep all but one waiting at the end.
    sources = sorted(collected.sources, key=lambda source: -(source.size_kb or 0))
    lookups = Lookups()
    # One thread more than readings: while a clone waits for the server, the machine reads.
    pool = ThreadPoolExecutor(max_workers=request.jobs + 1)
    try:
        if request.lookups:
            with watch.counting(f"Listing packages of {collected.identity.name}", len(sources)):
                for source, brought in _each(pool, sources, lambda source: _list(source, work)):
                    work.brought[source.id] = brought
                    watch.done(f"{source.id}: packages listed")
            lookups = look_up([work.brought[source.id].needs for source in sources], request.lookups)
        with watch.counting(f"Reading {collected.identity.name}", len(sources)):
            readings = []
            for _, reading in _each(pool, sources, lambda source: _one(source, work, lookups)):
                readings.append(reading)
                watch.done(f"{reading.card.id}: {reading.card.reason}")
            return readings, lookups
    except BaseException as error:
        work.cancelled.set()
        if not isinstance(error, Exception):  # a fault ends this run alone: others in this process may have children, too
            kill_all()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _each(
    pool: ThreadPoolExecutor, sources: list[RepositorySource], do: Callable[[RepositorySource], T]
) -> Iterator[tuple[RepositorySource, T]]:
    """Do something with every source, and yield what came of each as it is done."""
    futures = {pool.submit(do, source): source for source in sources}
    for future in as_completed(futures):
        yield futures[future], future.result()


def _folder(source: RepositorySource) -> str:
    """The name of a clone's folder; ids differ, but not always in the characters that are kept."""
    return f"{re.sub(r'[^A-Za-z0-9._]+', '-', source.id).strip('-.')[:80]}-{hashlib.sha256(source.id.encode()).hexdigest()[:8]}.git"


def _one(source: RepositorySource, work: _Work, lookups: Lookups) -> RepositoryReading:
    """Bring and read one repository; whatever goes wrong with it is its own outcome."""
    git_dir = work.place / _folder(source)
    try:
        brought = work.brought.get(source.id) or _brought(source, work, git_dir)
        if brought.failed:
            return brought.failed
        with work.turns:
            if brought.commit is None or work.cancelled.is_set():
                return unread(source, Status.FAILED, "Cancelled.", brought.commit)
            return _read(source, work, brought.commit, git_dir, part_for(brought.needs, lookups))
    finally:
        if work.request.keep_clones is None:
            shutil.rmtree(git_dir, ignore_errors=True)


def _brought(source: RepositorySource, work: _Work, git_dir: Path) -> _Brought:
    """Have the repository's objects in `git_dir`."""
    if source.skip_reason is not None:
        return _Brought(None, unread(source, Status.SKIPPED, source.skip_reason))
    if source.failure is not None:
        return _Brought(None, unread(source, *source.failure))
    try:
        return _Brought(None if work.cancelled.is_set() else _bring(source, work.request, git_dir))
    except RepositoryError as error:
        return _Brought(None, unread(source, error.status, error.reason))


def _list(source: RepositorySource, work: _Work) -> _Brought:
    """Bring one repository and list its packages. One that can't be listed has none: reading it will tell why."""
    git_dir = work.place / _folder(source)
    brought = _brought(source, work, git_dir)
    if brought.commit is None:
        return brought
    message = _message(source, work, brought.commit, git_dir) | {"only_packages": True}
    with work.turns:
        try:
            return replace(brought, needs=Needs.parsed(run_isolated("gitassay.reading", message, READING, warm=True)))
        except IsolationError:
            return brought


def _bring(source: RepositorySource, request: Request, git_dir: Path) -> str:
    """Have the repository's objects in `git_dir`, and return the commit to read."""
    if source.local:
        return borrow(Path(source.location), git_dir)
    protocols = (*CLONE_PROTOCOLS, "http") if (request.github_url or "").startswith("http://") else CLONE_PROTOCOLS
    if request.clones_a_minute:
        PACE.turn(source.location, request.clones_a_minute)
    return clone(source.location, git_dir, protocols, source.commit, clone_limits(resource("config") / "thresholds.toml"))


def _message(source: RepositorySource, work: _Work, commit: str, git_dir: Path) -> dict[str, Any]:
    return {
        "git_dir": str(git_dir),
        "commit": commit,
        "source": asdict(source),
        "identity": {**asdict(work.identity), "emails": sorted(work.identity.emails)},
        "as_of": work.request.as_of.isoformat(),
        "tutorials": [str(folder) for folder in work.request.tutorials],
        "cache": str(work.request.cache.absolute()) if work.request.cache else None,
    }


def _read(source: RepositorySource, work: _Work, commit: str, git_dir: Path, lookups: Lookups) -> RepositoryReading:
    message = _message(source, work, commit, git_dir) | {"lookups": asdict(lookups)}
    try:
        return RepositoryReading.model_validate(run_isolated("gitassay.reading", message, READING, warm=True))
    except TimedOutError as error:
        return unread(source, Status.TIMED_OUT, f"Reading {error}. The rest of the report does not depend on it.", commit)
    except OutOfMemoryError as error:
        return unread(source, Status.TOO_LARGE, f"Reading {error}. The rest of the report does not depend on it.", commit)
    except IsolationError as error:
        return unread(source, Status.FAILED, f"Reading {error}. The rest of the report does not depend on it.", commit)
