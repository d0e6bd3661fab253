"""Reads one repository in a child process: snapshot, facts, signals. Run as `python -m gitassay.reading`; it has no network.

Where packages are to be looked up, the child is asked twice: first only which packages there are, then everything, with the answers.
"""

import gc
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from gitassay.claiming import readme_card
from gitassay.comparison import compare
from gitassay.dependency_table import dependency_table
from gitassay.facts.catalogue import Catalogue, load_catalogue
from gitassay.facts.code.kept import KeptUnits
from gitassay.facts.dependencies.standing import asked_packages, asked_versions
from gitassay.facts.facts import NOTHING_LOOKED_UP, Facts
from gitassay.facts.licence import licence_of
from gitassay.facts.readme.kinds import families, model_in_use
from gitassay.measured import measured_card
from gitassay.memo import Memo
from gitassay.model.assessment import LanguageShare, Month, RepositoryCard
from gitassay.model.candidate import Identity, RepositorySource, Status
from gitassay.model.lookups import Lookups, PackageVersion
from gitassay.model.reading import RepositoryReading
from gitassay.plain import visible, without_secrets
from gitassay.remembering import Remembered, analyser
from gitassay.resources import resource
from gitassay.serving import serve
from gitassay.signals.signal import all_signals, ask_all
from gitassay.sources.errors import RepositoryError
from gitassay.sources.limits import snapshot_limits
from gitassay.sources.snapshot import open_snapshot
from gitassay.unread import MAX_DESCRIPTION, unread

SOURCE = TypeAdapter(RepositorySource)
IDENTITY = TypeAdapter(Identity)
LOOKUPS = TypeAdapter(Lookups)


def prepare() -> None:
    """Load what every repository needs, once for all of them."""
    _catalogue()
    all_signals()
    model_in_use()
    families()
    analyser()


@cache
def _catalogue() -> Catalogue:
    return load_catalogue(resource("config") / "catalogue")


def end_of(day: date) -> int:
    """The last second of a day in UTC, in seconds since 1970."""
    return int(datetime.combine(day, time(23, 59, 59), UTC).timestamp())


def read(
    git_dir: str,
    commit: str,
    source: RepositorySource,
    identity: Identity,
    as_of: date,
    tutorials: tuple[Path, ...] = (),
    cache: Path | None = None,
    lookups: Lookups = NOTHING_LOOKED_UP,
) -> RepositoryReading:
    """Read the repository at `commit` whose objects are in the bare `git_dir`. A repository git can't read is a reading with its reason.

    `tutorials` are folders of indexes to compare with beside the installed ones, `lookups` what was said about packages. With a `cache`
    folder, a reading made before from the same is taken from there.
    """
    try:
        with open_snapshot(git_dir, source.id, commit, snapshot_limits(resource("config") / "thresholds.toml")) as snapshot:
            memo = Memo(cache) if cache else None
            remembered = Remembered(memo, snapshot, source, identity, end_of(as_of), tutorials, lookups) if memo else None
            known = remembered.get() if remembered else None
            if known is not None:
                return known
            kept = KeptUnits(memo, analyser()) if memo else None
            facts = Facts(snapshot, source, identity, _catalogue(), end_of(as_of), tutorials, kept, lookups)
            findings = ask_all(facts)
            has_code = bool(facts.languages.bytes)
            reading = RepositoryReading(card=_card(facts), findings=findings, has_code=has_code, comparison=compare(facts, findings))
            if remembered:
                remembered.put(reading, facts)
            return reading
    except RepositoryError as error:
        return unread(source, error.status, error.reason, commit)


def packages_in(git_dir: str, commit: str, source: RepositorySource) -> dict[str, Any]:
    """The packages of a repository that sources have to be asked about; none when git can't read it."""
    try:
        with open_snapshot(git_dir, source.id, commit, snapshot_limits(resource("config") / "thresholds.toml")) as snapshot:
            facts = Facts(snapshot, source, Identity(name=""), _catalogue(), 0)
            uses, own = facts.package_uses, facts.manifests.published
    except RepositoryError:
        uses, own = (), ()
    packages = (*asked_packages(uses), *(PackageVersion(ecosystem, name, own=True) for ecosystem, name in own))
    return {"versions": [asdict(one) for one in asked_versions(uses)], "packages": [asdict(one) for one in packages]}


def _card(facts: Facts) -> RepositoryCard:
    history, languages, snapshot = facts.history, facts.languages, facts.snapshot
    whole = sum(size for _, size in languages.bytes) or 1
    truncated = (*snapshot.truncated, *(("only part of the source files was read",) if facts.code.truncated else ()))
    share, lines = history.share(), facts.own_share_of_lines()
    base = unread(facts.source, Status.PARTIAL if truncated else Status.READ, "").card
    licence = base.licence or licence_of(facts)
    return base.model_copy(
        update={
            "reason": f"Read in part: {'; '.join(truncated)}." if truncated else "Read in full.",
            "commit": snapshot.commit,
            "licence": licence,
            "languages": tuple(LanguageShare(name=name, bytes=size, share=round(size / whole, 4)) for name, size in languages.bytes),
            "left_out_bytes": languages.left_out_bytes,
            "files": len(snapshot.files),
            "commits": history.commits,
            "own_commits": history.own,
            "own_share": None if share is None else round(share, 4),
            "own_lines_share": None if lines is None else round(lines, 4),
            "copied_folders": tuple(visible(without_secrets(one.folder), MAX_DESCRIPTION) for one in facts.copied),
            "first_commit": _day(history.first),
            "last_commit": _day(history.last),
            "activity": tuple(Month(month=month, commits=count) for month, count in history.months),
            "truncated": truncated,
            "readme": readme_card(facts),
            "measured": measured_card(facts),
            "dependencies": dependency_table(facts),
        }
    )


def _day(seconds: int | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).date().isoformat()


def handle(request: dict[str, Any]) -> dict[str, Any]:
    """Answer one request: read the repository it names and return the reading as JSON, or tell what all signals ask."""
    if request.get("questions"):
        return {one.id: one.question for one in all_signals()}
    gc.disable()  # the process ends with the request; looking for cycles in syntax trees took a sixth of its time
    source = SOURCE.validate_python(request["source"])
    if request.get("only_packages"):
        return packages_in(request["git_dir"], request["commit"], source)
    reading = read(
        request["git_dir"],
        request["commit"],
        source,
        IDENTITY.validate_python(request["identity"]),
        date.fromisoformat(request["as_of"]),
        tuple(Path(folder) for folder in request.get("tutorials", ())),
        Path(request["cache"]) if request.get("cache") else None,
        LOOKUPS.validate_python(request["lookups"]) if request.get("lookups") else NOTHING_LOOKED_UP,
    )
    return reading.model_dump(mode="json")


if __name__ == "__main__":
    serve(handle)
