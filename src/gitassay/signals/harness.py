"""Evaluation harnesses of a project's own: a set of cases, the system asked each one, and the outcome counted."""

import re

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.signals.asking import last_part
from gitassay.signals.llm import llm_calls
from gitassay.signals.local_modules import local_modules

_EVALUATES = re.compile(r"(?:^|[/_.-])(?:evals?|evaluat\w*|benchmarks?|judg\w*)(?:[/_.-]|$)", re.IGNORECASE)
_CASES = re.compile(r"\.(?:jsonl?|csv|tsv|ya?ml|parquet)$", re.IGNORECASE)
_READS = frozenset(
    {"read_text", "open", "read_csv", "read_json", "load", "loads", "safe_load", "readFileSync", "readFile", "parse", "load_dataset"}
)
_COUNTS = frozenset({"sum", "mean", "fmean", "average", "median", "len", "Counter", "summarise", "summarize", "reduce"})


def harnesses(facts: Facts) -> tuple[Place, ...]:
    """Where own code reads cases, runs a system that asks a model on them, and counts how it did; in projects that ask a model."""
    if not llm_calls(facts):
        return ()
    return tuple(place for unit in facts.code.own if (place := _harness(facts, unit)) is not None)


def _harness(facts: Facts, unit: Unit) -> Place | None:
    if not _EVALUATES.search(unit.path) or not _runs_the_project(facts, unit):
        return None
    cases = next((text for text in unit.texts if not text.docstring and _CASES.search(text.value[-200:])), None)
    reads = any(last_part(call.name) in _READS for call in unit.calls)
    counted = any(last_part(call.name) in _COUNTS or "metric" in call.name.lower() for call in unit.calls)
    return Place(unit.path, cases.line, cases.end) if cases is not None and reads and counted else None


def _runs_the_project(facts: Facts, unit: Unit) -> bool:
    """Whether the file uses code of the project that stands elsewhere, or asks a model itself."""
    modules = local_modules(facts)
    if any(use.place.path == unit.path for use in llm_calls(facts)):
        return True
    return any(one.module.startswith(".") or modules.has_python(one.module.split(".", 1)[0]) for one in unit.imports)
