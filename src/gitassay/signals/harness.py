"""Evaluation harnesses of a project's own: a set of cases, the system asked each one, and the outcome counted."""

import re

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.signals.asking import last_part
from gitassay.signals.llm import llm_calls
from gitassay.signals.local_modules import local_modules

EVALUATES = re.compile(r"(?:^|[/_.-])(?:evals?|evaluat\w*|benchmarks?|judg\w*)(?:[/_.-]|$)", re.IGNORECASE)
_MEASURES = re.compile(
    r"^_?(?:evaluate|judge|grade|score|assess)_?(?:answers?|responses?|retrieval|rag|relevance|faithfulness|groundedness|correctness|quality|queries|query|generation|model|agent)\w*"
    r"|^(?:get_|compute_|calculate_)?(?:hit_rate|mrr|ndcg|recall_at_k|precision_at_k|(?:retrieval|quality|relevance|faithfulness)_score)$",
    re.IGNORECASE,
)
_JUDGES = re.compile(
    r"\b(?:evaluat\w+|judge|grade|rate|score|classify|compare|determine|does)\b.{0,200}\b(?:answer|response|output|reply|summary|report)s?\b.{0,400}"
    r"\b(?:relevan\w+|faithful\w*|correct\w*|ground\w+|accura\w+|quality|helpful\w*|hallucinat\w+|expected|reference|match)\b",
    re.IGNORECASE | re.DOTALL,
)
_CASES = re.compile(r"\.(?:jsonl?|csv|tsv|ya?ml|parquet)$", re.IGNORECASE)
_READS = frozenset(
    {"read_text", "open", "read_csv", "read_json", "load", "loads", "safe_load", "readFileSync", "readFile", "parse", "load_dataset"}
)
_COUNTS = frozenset({"sum", "mean", "fmean", "average", "median", "len", "Counter", "summarise", "summarize", "reduce"})


def harnesses(facts: Facts) -> tuple[Place, ...]:
    """Where own code reads cases, runs a system that asks a model on them, and counts how it did; in projects that ask a model."""
    if not llm_calls(facts):
        return ()
    found = [place for unit in facts.code.own if (place := _harness(facts, unit)) is not None]
    return tuple(found or [place for unit in facts.code.own if (place := _measured(facts, unit)) is not None])


def judged_tests(facts: Facts) -> tuple[Place, ...]:
    """Prompts of tests and evaluations that tell a model to judge the answers of another call, beside an assertion or a count."""
    asking = {use.place.path for use in facts.uses("llm_call", "llm_model", roles=("main", "notebook", "test", "example"))}
    return tuple(
        Place(unit.path, told.line, told.end)
        for unit in facts.code.units
        if unit.path in asking and unit.role in ("main", "notebook", "test") and (unit.role == "test" or EVALUATES.search(unit.path))
        if any(not one.trivial for one in unit.assertions) or any(last_part(call.name) in _COUNTS for call in unit.calls)
        if (told := next((text for text in unit.texts if not text.docstring and _JUDGES.search(text.value[:2_000])), None)) is not None
    )


def _measured(facts: Facts, unit: Unit) -> Place | None:
    """Own measures of answers or of retrieval, taken over cases that are read, and counted."""
    named = [one for one in unit.definitions if one.kind != "class" and not one.stub and _MEASURES.search(last_part(one.name))]
    if not named or not _runs_the_project(facts, unit):
        return None
    reads = any(last_part(call.name) in _READS for call in unit.calls)
    counted = any(last_part(call.name) in _COUNTS or call.name.startswith("numpy.mean") for call in unit.calls)
    return Place(unit.path, named[0].line, named[0].end) if reads and counted else None


def _harness(facts: Facts, unit: Unit) -> Place | None:
    if not EVALUATES.search(unit.path) or not _runs_the_project(facts, unit):
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
