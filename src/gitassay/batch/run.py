"""Runs a batch: claims one applicant after the other from the store, has them assessed, and records each exactly once."""

import os
import socket
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine as Store
from sqlalchemy.exc import SQLAlchemyError

from gitassay.batch.applicants import Applicant
from gitassay.batch.engines import Engine
from gitassay.batch.errors import DiskFullError, EngineLostError, StoppedError
from gitassay.batch.folders import CACHE, applicant_folder, trim
from gitassay.batch.lock import folder_lock
from gitassay.batch.outcomes import Fate, fate_of, retried
from gitassay.batch.records import Made, Place, record, record_unchanged
from gitassay.batch.scratch import leave, scratch_in
from gitassay.batch.settings import BatchSettings
from gitassay.batch.task import Work, full, is_full, opened, perform, room
from gitassay.isolation import kill_all
from gitassay.pipeline import gather
from gitassay.request import Request, Watch
from gitassay.sources.collect import GITHUB
from gitassay.sources.errors import NothingThereError
from gitassay.sources.marks import Mark, mark_of, wire_for
from gitassay.sources.targets import server
from gitassay.store import batches
from gitassay.store.batches import Batch, Task
from gitassay.store.engine import reading

SCRATCH = ".scratch"
LOOK_AGAIN = 0.5
TIDY_SECONDS = 600.0
"""How often what is remembered is brought below its limit while the batch runs."""


@dataclass(slots=True)
class Job:
    """All that running a batch needs. `request` is what every applicant's has in common.

    `since` is the number of the batch to compare with, 0 for each applicant's last one, None to read everything.
    """

    store: Store
    batch: Batch
    folder: Path
    request: Request
    settings: BatchSettings
    engine: Engine
    watch: Watch
    formats: Sequence[str]
    since: int | None = None
    remember: bool = True
    blind: bool = False
    stop: threading.Event = field(default_factory=threading.Event)
    now: Callable[[], float] = time.time

    def at(self) -> str:
        """The time, as the store writes it."""
        return datetime.fromtimestamp(self.now(), UTC).isoformat(timespec="seconds")


def run_batch(job: Job) -> dict[str, int]:
    """Work on a batch until nothing is left to do, and return how many applicants are in each state.

    Raises:
        BusyError: another process works on it.
        BatchError: it can't go on; what was done is kept, and nobody's task is lost.
    """
    with folder_lock(job.folder):
        return _Coordinator(job).run()


class _Coordinator:
    """The drivers of one run. Each takes a task, drives it to its end, and takes the next; only they write to the store."""

    def __init__(self, job: Job) -> None:
        self.job, self.batch, self.settings = job, job.batch, job.settings.run
        self.host = f"{socket.gethostname()}:"
        self.owner = f"{self.host}{os.getpid()}:{uuid.uuid4().hex[:12]}"
        self.fault: BaseException | None = None
        self.killed = threading.Event()
        self.scratch = scratch_in(job.folder / SCRATCH)
        self.place = Place(job.batch.number, job.folder, self.scratch, job.formats, job.blind, job.settings.keep.days)

    def run(self) -> dict[str, int]:
        """Work until nothing is left, or something stops it."""
        self._take_over()
        # More drivers than workers: while some wait for GitHub, the machine reads.
        pool = ThreadPoolExecutor(self.job.engine.workers * 2, thread_name_prefix="driver")
        heart = threading.Thread(target=self._beat, daemon=True)
        heart.start()
        try:
            with reading(self.job.store) as connection:
                left = sum(count for state, count in batches.counts(connection, self.batch.id).items() if state in batches.OPEN)
            with self.job.watch.counting("Applicants", left):
                drivers = [pool.submit(self._drive) for _ in range(self.job.engine.workers * 2)]
                wait(drivers, return_when=FIRST_EXCEPTION)
        except BaseException:
            self.killed.set()
            self.job.stop.set()
            kill_all()
            raise
        finally:
            self.job.stop.set()
            pool.shutdown(wait=True)
            heart.join()
            self.job.engine.close()
            # What can't be given back is taken over by whoever resumes.
            with suppress(SQLAlchemyError), self.job.store.begin() as connection:
                batches.give_back(connection, self.batch.id, self.owner)
            leave(self.job.folder / SCRATCH)
            trim(self.job.folder / CACHE, self.settings.cache)
        if self.fault is not None:
            raise DiskFullError(full(self.job.folder)) if is_full(self.fault) else self.fault
        with self.job.store.begin() as connection:
            if not any(batches.counts(connection, self.batch.id).get(state) for state in batches.OPEN):
                batches.close(connection, self.batch.id, self.job.at())
            return batches.counts(connection, self.batch.id)

    def _take_over(self) -> None:
        """Put back what a dead coordinator held. The folder's lock is ours, so nobody of this machine holds anything."""
        with self.job.store.begin() as connection:
            batches.reclaim(connection, self.batch.id, self.job.now(), self.host)

    def _beat(self) -> None:
        """Hold what is being worked on, take over what others let go, and notice a cancellation."""
        tidied = time.monotonic()
        while not self.job.stop.wait(self.settings.lease / 3):
            if time.monotonic() - tidied > TIDY_SECONDS:
                trim(self.job.folder / CACHE, self.settings.cache)
                tidied = time.monotonic()
            try:
                with self.job.store.begin() as connection:
                    batches.renew(connection, self.batch.id, self.owner, self.job.now() + self.settings.lease)
                    batches.reclaim(connection, self.batch.id, self.job.now())
                    cancelled = batches.numbered(connection, self.batch.number).state == "cancelled"
            except Exception as error:  # who can't say that they hold a task must not go on with it
                self.fault, cancelled = self.fault or error, True
            if cancelled:
                self.job.stop.set()

    def _drive(self) -> None:
        try:
            while not self.job.stop.is_set():
                with self.job.store.begin() as connection:
                    task = batches.claim(connection, self.batch.id, self.owner, self.job.now(), self.settings.lease)
                    again = None if task else batches.next_turn(connection, self.batch.id)
                    busy = bool(batches.counts(connection, self.batch.id).get("running")) if task is None else True
                if task is not None:
                    self._one(task)
                elif again is None and not busy:
                    return
                else:
                    self.job.stop.wait(LOOK_AGAIN)  # somebody's task may come back
        except StoppedError:
            return
        except BaseException as error:
            self.fault = self.fault or error
            self.job.stop.set()

    def _one(self, task: Task) -> None:
        """Drive one task to its end, whatever that is."""
        try:
            self._make_room()
            told = self._assess(task)
        except Exception as error:
            fate = None if self.killed.is_set() else fate_of(error)
            if fate is None:
                raise
            told = self._ended(task, fate, str(error) or type(error).__name__)
            if isinstance(error, EngineLostError):
                self.job.engine.renew()
        if told:
            self.job.watch.done(told)

    def _make_room(self) -> None:
        """Give up what is remembered before the batch stops for want of room: it only saves time.

        Raises:
            DiskFullError: that was not enough.
        """
        try:
            room(self.scratch, self.settings.keep_free)
        except DiskFullError:
            if not trim(self.job.folder / CACHE, 0):
                raise
            self.job.watch.remark("The disk is nearly full: what was remembered of candidates is given up.")
            room(self.scratch, self.settings.keep_free)

    def _assess(self, task: Task) -> str:
        """Assess one applicant, or find that nothing changed; returns what to tell."""
        job, applicant = self.job, _applicant(task)
        if not applicant.targets:
            raise NothingThereError("The list names no source. Ask for work samples.")
        begun = time.monotonic()
        with reading(job.store) as connection:
            earlier = batches.before(connection, task, job.since or None)
        mark = self._mark(applicant, Mark.of(earlier[0].mark) if earlier else None)
        if job.since is not None and earlier and mark and mark.same_as(Mark.of(earlier[0].mark)) and earlier[1].basis == self.batch.basis:
            record_unchanged(job.store, task, earlier[0], mark.document(), job.at())
            return f"{task.applicant}: nothing changed."
        request = self._request(task, applicant)
        collected = gather(request, job.watch)
        work = Work(collected, replace(request, token=None, gate=None), self._scratch(), self.settings.keep_free)
        reply = job.engine.run(perform, work, longest=self.settings.longest, apart=task.interruptions >= self.settings.suspect_after)
        assessment = opened(reply).sealed(job.at())
        if self.killed.is_set():
            raise StoppedError("Told to stop.")  # its children were killed: what they could not read says nothing
        again = retried(assessment, task, self.settings)
        if again is not None:
            return self._ended(task, again, again.reason)
        before = earlier[0].summary if earlier else None
        made = Made(assessment, mark.document() if mark else None, before, time.monotonic() - begun)
        return record(job.store, task, made, self.place, job.at())

    def _mark(self, applicant: Applicant, before: Mark | None) -> Mark | None:
        """What the sources look like, asked before they are read: what changes meanwhile is seen the next time."""
        request = self.job.request
        base = server(request.github_url or GITHUB)
        return mark_of(applicant.targets, wire_for(base, request.token, request.gate), base, before)

    def _request(self, task: Task, applicant: Applicant) -> Request:
        remember = self.job.remember and self.job.engine.here
        cache = self.job.folder / CACHE / Path(applicant_folder(task.applicant)).name if remember else None
        return replace(
            self.job.request,
            targets=applicant.targets,
            name=applicant.name,
            authors=applicant.authors,
            as_of=date.fromisoformat(self.batch.as_of),
            cache=cache,
            clones_a_minute=self._clones_a_minute(),
        )

    def _clones_a_minute(self) -> int:
        """What a process may begin: all that is allowed here, its share where workers are processes elsewhere."""
        all_together = self.settings.clones_a_minute
        return all_together if self.job.engine.here else max(1, all_together // self.job.engine.workers)

    def _scratch(self) -> Path | None:
        return self.job.folder / SCRATCH if self.job.engine.here else None

    def _ended(self, task: Task, fate: Fate, reason: str) -> str:
        """Record an end that is no assessment, or that the task is tried again."""
        state, values = fate.next(task, self.settings, self.job.now(), reason)
        with self.job.store.begin() as connection:
            batches.settle(connection, task, state, self.job.at(), **values)
        return f"{task.applicant}: {'will be tried again' if state == 'pending' else state}: {reason}"


def _applicant(task: Task) -> Applicant:
    """Whom a task is about."""
    row = task.row
    return Applicant(task.applicant, row.get("name"), tuple(row.get("targets", ())), tuple(row.get("authors", ())))
