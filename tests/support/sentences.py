"""The labelled sentences of the summary's verifier, each with the frozen evidence it cites."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gitassay.llm.verify.evidence import Exhibit, exhibits
from gitassay.llm.verify.file import read_document
from gitassay.llm.verify.sentences import Cited
from gitassay.llm.verify.verdict import fault_of

FOLDER = Path(__file__).parents[2] / "benchmarks" / "labels" / "summary"
SETS = {"first": "sample", "second": "real"} | {
    name: f"{name}_evidence" for name in ("third", "fourth", "fifth", "sixth", "seventh", "eighth")
}
"""Each set, and the file of its evidence."""


@dataclass(frozen=True)
class Judged:
    """A labelled sentence with the ids it cites, whether it is true, and whether it is kept."""

    text: str
    evidence: tuple[str, ...]
    true: bool
    kept: bool


@cache
def known(name: str) -> dict[str, Exhibit]:
    """The evidence of a set, by id."""
    return exhibits(read_document(FOLDER / f"{SETS[name]}.json"))


@cache
def with_signals(name: str) -> tuple[tuple[Exhibit, str], ...]:
    """The evidence of a set, each with the signal it answers."""
    return tuple((known(name)[finding.id], finding.signal) for finding in read_document(FOLDER / f"{SETS[name]}.json").findings)


@cache
def judged(name: str) -> tuple[Judged, ...]:
    """The sentences of a set with the verdict on each."""
    ids = {f"{one.repository} {signal}": one.id for one, signal in with_signals(name)}
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["sentence"], tuple(ids[key] for key in row["evidence"].split("; ")), row["verdict"]) for row in csv.DictReader(file)]
    return tuple(
        Judged(text, evidence, verdict == "true", fault_of(Cited(text, evidence), known(name)) is None) for text, evidence, verdict in rows
    )
