"""Carries out what `governance` offers: erasing, exporting, keeping, and comparing groups."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine as Database

from gitassay.batch.agreement import FEW, Agreement, Pair, agreements
from gitassay.batch.applicants import Row, read_rows
from gitassay.batch.erasing import Places, erase_everywhere
from gitassay.batch.errors import ListError
from gitassay.batch.exporting import export_of
from gitassay.batch.fairness import Person, Rate, above_median, rates
from gitassay.batch.settings import load_settings
from gitassay.cli.assess import default_cache
from gitassay.cli.batch_look import database
from gitassay.cli.console import answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.cli.options import day
from gitassay.llm.cache import default_folder
from gitassay.report.view import current_entry
from gitassay.resources import resource
from gitassay.review.decision import ASSESSMENT, read_assessment, read_decisions
from gitassay.review.errors import DecisionError
from gitassay.review.record import RECORD
from gitassay.store import batches, candidates
from gitassay.store.audit import note
from gitassay.store.engine import reading

YES, NO = frozenset({"yes", "y", "true", "1", "selected", "chosen"}), frozenset({"no", "n", "false", "0", "rejected"})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def places(out: Path, runs: list[Path] | None = None, caches: list[Path] | None = None, replies: Path | None = None) -> Places:
    """Where to look for a candidate: as said, else where commands put things by themselves."""
    return Places(out, runs or [Path("reports/runs")], caches or [default_cache()], [replies or default_folder()])


def carry_out_erasure(candidate: str, by: str, reason: str, where: Places, address: str | None) -> None:
    """Erase one candidate, and say what is left to do by hand."""
    gone = erase_everywhere(database(where.batch, address), candidate, where, _now(), by, reason)
    answer(
        f"Erased: {gone.assessments} assessments, {gone.tasks} lines of batches, {gone.folders} folders of runs, "
        f"{gone.remembered} remembered readings, {gone.replies} replies of a model (all: whom one is about can't be told).\n"
        "Lists of applicants, backups and what was sent elsewhere are yours to clear. A list that still names them is passed over."
    )


def carry_out_export(candidate: str, by: str, into: Path, out: Path, address: str | None) -> None:
    """Write the export of one candidate; that it was is part of it."""
    with database(out, address).begin() as connection:
        note(connection, _now(), by, "exported", candidates.find(connection, candidate))
        held = export_of(connection, candidate, out)
    try:
        into.write_text(json.dumps(held, indent=1, ensure_ascii=False, default=str) + "\n", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{into}: cannot be written ({error.strerror}). Choose another file with --into.", Exit.USAGE) from error
    answer(str(into))


def show_kept(out: Path, address: str | None) -> None:
    """List who is kept until when."""
    with reading(database(out, address)) as connection:
        kept = candidates.kept(connection)
    lines = [f"{one.login or one.name}: until {one.until or 'erased'}{f', held: {one.hold}' if one.hold else ''}" for one in kept]
    answer("\n".join(lines) or "The store holds nobody.")


def set_hold(candidate: str, by: str, reason: str | None, out: Path, address: str | None) -> None:
    """Hold a candidate, or end that."""
    with database(out, address).begin() as connection:
        candidates.hold(connection, candidates.find(connection, candidate), reason, _now(), by)
    answer("Held." if reason else "No longer held.")


def set_day(candidate: str, by: str, until: str, out: Path, address: str | None) -> None:
    """Keep a candidate until another day."""
    last = day(until).isoformat()
    with database(out, address).begin() as connection:
        person = candidates.find(connection, candidate)
        candidates.keep_until(connection, person, last)
        note(connection, _now(), by, "kept until", person, {"day": last})
    answer(f"Kept until {last}.")


def purge(by: str, as_of: str | None, out: Path, address: str | None) -> None:
    """Erase all whose day is over."""
    store = database(out, address)
    with reading(store) as connection:
        due = candidates.kept(connection, due=day(as_of).isoformat())
    for one in due:
        erase_everywhere(store, one.id, places(out), _now(), by, "kept as long as was said")
    answer(f"{len(due)} erased.")


def show_fairness(
    path: Path, groups: str, chosen: str | None, out: Path, address: str | None, number: int | None, config: Path | None
) -> None:
    """Print the rates of groups."""
    columns = load_settings(config or resource("config") / "batch.toml").columns
    wanted = [name.strip().lower() for name in groups.split(",") if name.strip()]
    listed = read_rows(path)
    there = {column for row in listed for column in row}
    missing = [name for name in (*wanted, *([chosen.lower()] if chosen else [])) if name not in there]
    if missing or not wanted:
        raise ListError(f"{path} has no column {missing[0] if missing else 'of groups'}. It has: {', '.join(sorted(there))}.")
    keys = [next((row[name][0] for name in columns.id if row.get(name)), "") for row in listed]
    decided = _said(listed, keys, chosen.lower()) if chosen else above_median(_totals(database(out, address), number))
    people = [
        Person({name: (row.get(name) or ("",))[0] for name in wanted}, decided.get(key)) for key, row in zip(keys, listed, strict=True)
    ]
    answer(_table(rates(people, wanted), people, "chosen" if chosen else "above the median"))


def _said(listed: tuple[Row, ...], keys: list[str], column: str) -> dict[str, bool]:
    """Who was chosen, by the list; anything but yes or no is not known."""
    said = {key: (row.get(column) or ("",))[0].lower() for key, row in zip(keys, listed, strict=True)}
    return {key: word in YES for key, word in said.items() if word in YES | NO}


def _totals(store: Database, number: int | None) -> dict[str, float]:
    """The middle of each applicant's suggested total, for those with one."""
    with reading(store) as connection:
        tasks = list(batches.every(connection, batches.numbered(connection, number).id))
    summaries: Mapping[str, dict[str, float]] = {
        task.applicant: task.summary for task in tasks if task.summary and task.summary["assessed"]
    }
    return {key: (summary["low"] + summary["high"]) / 2 for key, summary in summaries.items()}


def _table(found: tuple[Rate, ...], people: list[Person], what: str) -> str:
    unknown = sum(one.chosen is None for one in people)
    lines = [f"{len(people)} people; of {unknown} it is not known whether they are {what}."]
    for one in found:
        ratio = "not compared" if one.ratio is None else f"ratio {one.ratio:.2f}, by chance {one.chance:.3f}"
        told = f" ({'; '.join(one.warnings)})" if one.warnings else ""
        lines.append(f"{one.category}: {one.group}: {one.chosen} of {one.n} {what}, rate {one.rate:.2f}, {ratio}{told}")
    return "\n".join(lines)


def show_agreement(folder: Path) -> None:
    """Print how suggestions and decisions agree, by category."""
    pairs: dict[str, list[Pair]] = {}
    broken: list[str] = []
    for path in sorted(folder.rglob(ASSESSMENT)):
        try:
            _gather(path.parent, pairs)
        except DecisionError as error:
            broken.append(str(error))
    rows = agreements(dict(sorted(pairs.items())))
    if not rows and not broken:
        raise CommandError(f"{folder} holds no run that a person decided on. Confirm one first.", Exit.NOTHING)
    answer("\n".join(_told(row) for row in rows))
    if broken:
        raise CommandError(f"{len(broken)} runs were left out. {broken[0]}", Exit.PARTIAL)


def _gather(run: Path, pairs: dict[str, list[Pair]]) -> None:
    """Take in the last decision on a run, where both sides gave a score."""
    if not (run / RECORD).exists():
        return
    assessment = read_assessment(run)
    entry = current_entry(read_decisions(run, assessment))
    suggested = {row.id: row.suggested for row in assessment.categories}
    for choice in entry.decision.choices if entry else ():
        before = suggested.get(choice.category)
        if before is not None and choice.score is not None:
            pairs.setdefault(choice.category, []).append((before, choice.score))


def _told(row: Agreement) -> str:
    kappa = "kappa not defined" if row.kappa is None else f"weighted kappa {row.kappa:.2f}"
    few = f" (fewer than {FEW} decisions: says little)" if row.pairs < FEW else ""
    return f"{row.category}: {row.pairs} decisions, {row.changed:.0%} changed, by {row.shift:+.2f} on average, {kappa}{few}"
