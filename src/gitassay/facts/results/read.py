"""Collects the results of a repository: from its documents, its notebooks and the files its programs wrote."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from gitassay.facts.catalogue import Use
from gitassay.facts.code.table import Code
from gitassay.facts.files import RepositoryFile
from gitassay.facts.notebooks import Notebook
from gitassay.facts.readme import Readme
from gitassay.facts.readme.read import read_document
from gitassay.facts.results.backing import backed, computed_metrics
from gitassay.facts.results.files import in_files
from gitassay.facts.results.metrics import WISH, metric_named, number_of, values_of
from gitassay.facts.results.notebooks import in_notebook
from gitassay.facts.results.prose import in_sentence
from gitassay.facts.results.table import Metric, Origin, Result, Results
from gitassay.facts.results.tables import in_tables, section_at
from gitassay.facts.text import Texts
from gitassay.model.finding import Place

MAX_DOCUMENTS = 12
MAX_RESULTS = 400
MAX_TEXT = 2_000
MOST_BARS = 4
_DOCUMENT = re.compile(
    r"(?:^|/)(?:model[-_ ]?card|results?|evaluations?|benchmarks?|performance|metrics|experiments?|report)[\w.-]*\.(?:md|markdown|rst)$"
    r"|(?:^|/)(?:results?|evaluations?|eval|benchmarks?|models?|reports?|experiments?)/readme\.(?:md|markdown|rst)$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\d])")
_BASELINE = re.compile(
    r"\b(?:baselines?|naive|majority|random|dummy|most[ _-]frequent|zero[- ]shot|vanilla|before|without"
    r"|starting|previous|original|paper|none)\b",
    re.IGNORECASE,
)
_ON = re.compile(
    r"\b(?:on|over|of) (?:the |our |an? )?((?:[A-Z][\w./-]*|\d[\d,.]*)(?:[ -](?:[A-Z\d][\w./-]*|test|validation|val|set"
    r"|split|dataset|questions|articles|samples)){0,4})"
)
_ITEM = re.compile(r"^\W{0,6}[A-Za-z][\w ()/%-]{0,40}:\W{0,3}(?P<value>[$]?\d[\w.,% $]{0,20})$")
_SETS = re.compile(r"\b(?:test|validation|val|train|dev|hold-?out|minival|leaderboard)\b[\w -]{0,20}", re.IGNORECASE)


def read_results(
    readme: Readme | None,
    files: tuple[RepositoryFile, ...],
    notebooks: tuple[Notebook, ...],
    texts: Texts,
    code: Code,
    uses: tuple[Sequence[Use], Sequence[Use]],
) -> Results:
    """Every reported result, and what stands behind it. `uses` are the calls that measure quality, and those that take the time."""
    told = list(islice(_told(readme, files, texts), MAX_RESULTS))
    shown = list(islice(_shown(files, notebooks, texts), MAX_RESULTS))
    computed = computed_metrics(code, *uses)
    return Results(backed(told, shown, computed), computed, truncated=MAX_RESULTS in (len(told), len(shown)))


def _told(readme: Readme | None, files: tuple[RepositoryFile, ...], texts: Texts) -> Iterator[Result]:
    if readme:
        yield from in_document(readme)
    paths = [file.path for file in files if file.role not in ("vendored", "test", "example") and _DOCUMENT.search(file.path)]
    for path in paths[:MAX_DOCUMENTS]:
        document = read_document(path, texts) if readme is None or path != readme.path else None
        if document:
            yield from in_document(document)


def _shown(files: tuple[RepositoryFile, ...], notebooks: tuple[Notebook, ...], texts: Texts) -> Iterator[Result]:
    for notebook in notebooks:
        if notebook.role == "notebook":
            yield from in_notebook(notebook, texts)
    yield from in_files(files, texts)


def in_document(document: Readme) -> Iterator[Result]:
    """Results in the tables of a document and, when it is in English, in its sentences."""
    for figure in in_tables(document):
        section = section_at(document, figure.line)
        named = _set_named(figure.column) or _set_named(section.heading if section else "")
        compared = bool(_BASELINE.search(figure.label[:100]) or _BASELINE.search(figure.column[:100]))
        yield _result(document, figure.metric, figure.value, figure.line, Origin.TABLE, figure.label, named, compared)
    if document.english:
        yield from _in_prose(document)


def _in_prose(document: Readme) -> Iterator[Result]:
    for section in document.sections:
        for metric, value in in_sentence(section.heading[:300]):
            yield _result(document, metric, value, section.start, Origin.SENTENCE, "", _set_named(section.heading), False)
    for line, text in document.prose:
        for sentence in _SENTENCE.split(text[:MAX_TEXT]) if text.count("|") < MOST_BARS else ():
            for metric, value in in_sentence(sentence) or _in_item(sentence, document, line):
                yield _result(
                    document, metric, value, line, Origin.SENTENCE, "", _set_named(sentence), bool(_BASELINE.search(sentence[:300]))
                )


def _in_item(sentence: str, document: Readme, line: int) -> tuple[tuple[Metric, str], ...]:
    """A list item `label: value` below a heading that names the metric."""
    item = _ITEM.match(sentence[:120])
    section = section_at(document, line) if item else None
    metric = metric_named(section.heading[:200]) if section and not WISH.search(section.heading[:200]) else None
    if not item or not metric or WISH.search(sentence) or not values_of(metric).fullmatch(item["value"].strip()):
        return ()
    return ((metric, item["value"].strip()),)


def _result(document: Readme, metric: Metric, value: str, line: int, origin: Origin, subject: str, data_set: str, baseline: bool) -> Result:
    number, unit = number_of(value)
    return Result(metric, value, number, unit, Place(document.path, line, line), origin, subject.strip(" *_")[:80], data_set, baseline)


def _set_named(text: str) -> str:
    """The data set that a text says something was measured on, "" when it names none."""
    match = _ON.search(text[:500])
    if match and not WISH.search(match.group(1)):
        return match.group(1)[:60]
    split = _SETS.search(text[:200])
    return split.group().strip()[:60] if split else ""
