"""Carries `gitassay batch` out: puts a batch together from what was asked for, and tells what came of it."""

import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine as Database
from sqlalchemy.exc import SQLAlchemyError

from gitassay.batch.applicants import Applicant, read_applicants
from gitassay.batch.engines import ClusterEngine, Engine, LocalEngine
from gitassay.batch.errors import ListError, SettingsError
from gitassay.batch.gate import SharedGate
from gitassay.batch.holders import holders, known_holders
from gitassay.batch.notify import notify
from gitassay.batch.pages import write_pages
from gitassay.batch.plan import measured, plan_of, plan_text
from gitassay.batch.run import Job, run_batch
from gitassay.batch.settings import BatchSettings, load_settings
from gitassay.cli.batch_look import database, status_line
from gitassay.cli.console import Talk, answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.cli.options import day, load
from gitassay.cli.options import tutorials as own_tutorials
from gitassay.memo import digest
from gitassay.remembering import analyser, indexed
from gitassay.report.formats import UnknownFormatError, parse_formats
from gitassay.request import Request
from gitassay.resources import resource
from gitassay.sources.collect import GITHUB
from gitassay.sources.targets import server
from gitassay.store import batches, erasure
from gitassay.store.batches import Batch
from gitassay.store.budgets import KeptBudget
from gitassay.store.engine import reading

PARTIAL = ("failed", "quarantined", "cancelled", "pending", "running")


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed after `gitassay batch run`."""

    applicants: Path | None
    out: Path
    store: str | None
    config: Path | None
    plan: bool
    resume: bool
    since: str | None
    again: bool
    as_of: str | None
    workers: int
    jobs: int
    scheduler: str | None
    offline: bool
    github_url: str | None
    max_repos: int | None
    format: str
    rubric: Path | None
    profile: str
    tutorials: list[Path] | None
    remember: bool
    title: str
    quiet: bool
    color: bool


def carry_out(wish: Wish) -> int:
    """Plan, begin or resume a batch; returns the exit code."""
    talk = Talk(quiet=wish.quiet, color=wish.color)
    settings = load_settings(wish.config or resource("config") / "batch.toml")
    request = _request(wish)
    try:
        formats = tuple(dict.fromkeys(("json", *parse_formats(wish.format))))
    except UnknownFormatError as error:
        raise CommandError(str(error), Exit.USAGE) from error
    listed = _listed(wish, settings)
    store = database(wish.out, wish.store)
    stop = threading.Event()
    gate = _gate(wish, store, talk, stop)
    request = replace(request, gate=gate, token=gate.token)
    if wish.plan:
        planned = plan_of(listed, request, measured(store), settings, wish.workers)
        answer(plan_text(planned))
        return Exit.DONE
    batch = _batch(wish, store, request, listed)
    engine: Engine = ClusterEngine(wish.scheduler, settings.run.scheduler_patience) if wish.scheduler else LocalEngine(wish.workers)
    since = _since(wish, batch)
    job = Job(store, batch, wish.out, request, settings, engine, talk, formats, since, wish.remember, stop=stop)
    try:
        run_batch(job)
    except KeyboardInterrupt as error:
        raise CommandError("Cancelled. What was done is kept; go on with --resume.", Exit.CANCELLED) from error
    finally:
        page = _pages(store, batch, wish, talk)
    return _end(store, batch, settings, page, talk)


def _pages(store: Database, batch: Batch, wish: Wish, talk: Talk) -> Path:
    """Write the table, whatever ended the batch; what ended it is not to be hidden by a table that can't be written."""
    try:
        return write_pages(store, batch, wish.out, wish.title)[0]
    except (OSError, SQLAlchemyError) as error:
        talk.error(f"The table could not be written ({type(error).__name__}); it is written when the batch is resumed.")
        return wish.out / "index.html"


def _end(store: Database, batch: Batch, settings: BatchSettings, page: Path, talk: Talk) -> int:
    with reading(store) as connection:
        counted = batches.counts(connection, batch.id)
        ended = batches.numbered(connection, batch.number)
    answer(f"{status_line(ended, counted)}\n{page}")
    for problem in notify(settings.notify, ended, counted):
        talk.error(problem)
    return Exit.PARTIAL if any(counted.get(state) for state in PARTIAL) else Exit.DONE


def _request(wish: Wish) -> Request:
    """What all applicants' requests have in common."""
    return Request(
        targets=(),
        as_of=day(wish.as_of),
        loaded=load(wish.rubric, wish.profile),
        jobs=wish.jobs,
        github_url=wish.github_url,
        offline=wish.offline,
        max_repositories=wish.max_repos,
        tutorials=own_tutorials(wish.tutorials),
    )


def _listed(wish: Wish, settings: BatchSettings) -> tuple[Applicant, ...]:
    if wish.resume:
        if wish.applicants is not None:
            raise ListError("--resume goes on with the list the batch began with. Leave the list out, or leave --resume out.")
        return ()
    if wish.applicants is None:
        raise ListError("No list is named. Name one in CSV, JSON or XLSX, or go on with --resume.")
    return read_applicants(wish.applicants, settings.columns)


def _server(wish: Wish) -> str:
    return server(wish.github_url or GITHUB)


def _gate(wish: Wish, store: Database, talk: Talk, stop: threading.Event) -> SharedGate:
    found = holders(_server(wish))
    return SharedGate(KeptBudget(store, known_holders(found)), found, talk.remark, stop)


def _basis(request: Request) -> str:
    """The hash of all that makes an assessment besides the candidate and the day."""
    reference = request.loaded.reference
    return digest(
        analyser(),
        reference.sha256,
        reference.profile or "",
        str(request.max_repositories),
        request.github_url or "",
        *indexed(request.tutorials),
    )


def _batch(wish: Wish, store: Database, request: Request, listed: tuple[Applicant, ...]) -> Batch:
    basis = _basis(request)
    if not wish.resume:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with store.begin() as connection:
            made = {"since": wish.since, "title": wish.title}
            batch = batches.begin(connection, now, request.as_of.isoformat(), basis, made, ((one.key, one.row()) for one in listed))
            if not wish.again:
                erasure.leave_out(connection, batch.id, now)
        return batch
    with reading(store) as connection:
        batch = batches.numbered(connection)
    if batch.basis != basis:
        raise SettingsError(
            "The rubric, the settings or gitassay itself changed since this batch began: its assessments would not be alike. "
            "Go on with what it began with, or run the list anew."
        )
    if batch.state == "cancelled":
        raise SettingsError("This batch was cancelled. Put its applicants back with `gitassay batch retry`, then resume.")
    return batch


def _since(wish: Wish, batch: Batch) -> int | None:
    """The number of the batch to compare with, 0 for the last one of each applicant."""
    text = wish.since if not wish.resume else batch.settings.get("since")
    if text is None:
        return None
    if text == "last":
        return 0
    if not text.isdecimal() or int(text) >= batch.number:
        raise SettingsError(f"--since {text!r} names no earlier batch. Write its number, or last.")
    return int(text)
