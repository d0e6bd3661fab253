"""Brings and reads the repositories of one candidate, several at a time; each that fails is an outcome of its own."""

import hashlib
import re
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from gitassay.isolation import IsolationError, Limits, OutOfMemoryError, TimedOutError, kill_all, run_isolated
from gitassay.looking_up import Needs, look_up, part_for
from gitassay.model.candidate import Identity, RepositorySource, Status
from gitassay.model.lookups import Lookups
from gitassay.model.reading import RepositoryReading
from gitassay.request import Request, Watch
from gitassay.resources import resource
from gitassay.sources.clone import clone
from gitassay.sources.collect import Collected
from gitassay.sources.errors import RepositoryError
from gitassay.sources.git_environment import CLONE_PROTOCOLS
from gitassay.sources.limits import clone_limits
from gitassay.sources.local import borrow
from gitassay.sources.pace import PACE
from gitassay.unread import unread

MEGABYTE = 1024 * 1024
T = TypeVar("T")
READING = Limits(wall_seconds=120, cpu_seconds=90, memory_bytes=2_000 * MEGABYTE, file_bytes=50 * MEGABYTE)


@contextmanager
def workplace(keep: Path | None) -> Iterator[Path]:
    """A folder for clones; it is gone afterwards unless it is to be kept."""
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.absolute()  # children work in folders of their own
        return
    with tempfile.TemporaryDirectory(prefix="gitassay-") as folder:
        yield Path(folder)


@dataclass(frozen=True, slots=True)
class Work:
    """What the threads of one run share: `turns` are taken to read, `cancelled` ends whatever has not begun."""

    request: Request
    place: Path
    pool: ThreadPoolExecutor
    turns: threading.Semaphore
    cancelled: threading.Event
    bringing: dict[str, "Future[_Brought]"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Brought:
    """A repository whose objects are here, or the reading that says why not; and the packages that have to be looked up for it."""

    commit: str | None
    failed: RepositoryReading | None = None
    needs: Needs = field(default_factory=Needs)


@contextmanager
def working(request: Request, place: Path) -> Iterator[Work]:
    """Threads for one run. Cancelling kills every child before it is passed on."""
    # One thread more than readings: while a clone waits for the server, the machine reads.
    pool = ThreadPoolExecutor(max_workers=request.jobs + 1)
    work = Work(request, place, pool, threading.Semaphore(request.jobs), threading.Event())
    try:
        yield work
    except BaseException as error:
        work.cancelled.set()
        if not isinstance(error, Exception):  # a fault ends this run alone: others in this process may have children, too
            kill_all()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _in_turn(sources: Sequence[RepositorySource]) -> list[RepositorySource]:
    """The largest first: one that is begun last would keep all but one waiting at the end."""
    return sorted(sources, key=lambda source: -(source.size_kb or 0))


def begin(sources: Sequence[RepositorySource], work: Work) -> None:
    """Bring the repositories that are read first; the others follow while these are read."""
    for source in _in_turn(sources)[: work.request.jobs + 1]:
        work.bringing[source.id] = work.pool.submit(_brought, source, work)


def read_all(collected: Collected, work: Work, watch: Watch) -> tuple[list[RepositoryReading], Lookups]:
    """Read all repositories, `jobs` at a time.

    Packages are looked up for all repositories at once, after all are here and before any is judged.
    """
    sources, identity, request = _in_turn(collected.sources), collected.identity, work.request
    lookups, listed = Lookups(), dict[str, _Brought]()
    if request.lookups:
        with watch.counting(f"Listing packages of {identity.name}", len(sources)):
            for source, brought in _each(work.pool, sources, lambda source: _list(source, work, identity)):
                listed[source.id] = brought
                watch.done(f"{source.id}: packages listed")
        lookups = look_up([listed[source.id].needs for source in sources], request.lookups)
    with watch.counting(f"Reading {identity.name}", len(sources)):
        readings = []
        for _, reading in _each(work.pool, sources, lambda source: _one(source, work, identity, listed.get(source.id), lookups)):
            readings.append(reading)
            watch.done(f"{reading.card.id}: {reading.card.reason}")
        return readings, lookups


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


def _one(source: RepositorySource, work: Work, identity: Identity, listed: _Brought | None, lookups: Lookups) -> RepositoryReading:
    """Bring and read one repository; whatever goes wrong with it is its own outcome. `listed` is where it is here already."""
    git_dir = work.place / _folder(source)
    try:
        brought = listed or _had(source, work)
        if brought.failed:
            return brought.failed
        with work.turns:
            if brought.commit is None or work.cancelled.is_set():
                return unread(source, Status.FAILED, "Cancelled.", brought.commit)
            message = _message(source, work, identity, brought.commit)
            return _read(source, message | {"lookups": asdict(part_for(brought.needs, lookups))}, brought.commit)
    finally:
        if work.request.keep_clones is None:
            shutil.rmtree(git_dir, ignore_errors=True)


def _had(source: RepositorySource, work: Work) -> _Brought:
    """The repository as it was brought ahead, or brought now."""
    ahead = work.bringing.get(source.id)
    return ahead.result() if ahead else _brought(source, work)


def _brought(source: RepositorySource, work: Work) -> _Brought:
    """Have the repository's objects in its folder."""
    if source.skip_reason is not None:
        return _Brought(None, unread(source, Status.SKIPPED, source.skip_reason))
    if source.failure is not None:
        return _Brought(None, unread(source, *source.failure))
    try:
        return _Brought(None if work.cancelled.is_set() else _bring(source, work.request, work.place / _folder(source)))
    except RepositoryError as error:
        return _Brought(None, unread(source, error.status, error.reason))


def _list(source: RepositorySource, work: Work, identity: Identity) -> _Brought:
    """Bring one repository and list its packages. One that can't be listed has none: reading it will tell why."""
    brought = _had(source, work)
    if brought.commit is None:
        return brought
    message = _message(source, work, identity, brought.commit) | {"only_packages": True}
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


def _message(source: RepositorySource, work: Work, identity: Identity, commit: str) -> dict[str, Any]:
    return {
        "git_dir": str(work.place / _folder(source)),
        "commit": commit,
        "source": asdict(source),
        "identity": {**asdict(identity), "emails": sorted(identity.emails)},
        "as_of": work.request.as_of.isoformat(),
        "tutorials": [str(folder) for folder in work.request.tutorials],
        "cache": str(work.request.cache.absolute()) if work.request.cache else None,
    }


def _read(source: RepositorySource, message: dict[str, Any], commit: str) -> RepositoryReading:
    try:
        return RepositoryReading.model_validate(run_isolated("gitassay.reading", message, READING, warm=True))
    except TimedOutError as error:
        return unread(source, Status.TIMED_OUT, f"Reading {error}. The rest of the report does not depend on it.", commit)
    except OutOfMemoryError as error:
        return unread(source, Status.TOO_LARGE, f"Reading {error}. The rest of the report does not depend on it.", commit)
    except IsolationError as error:
        return unread(source, Status.FAILED, f"Reading {error}. The rest of the report does not depend on it.", commit)
