"""Finds measured figures: the name of a metric and a number that belong together."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme, Row
from gitassay.facts.text import MAX_NOTEBOOK_BYTES, MAX_TEXT_BYTES
from gitassay.model.finding import Place
from gitassay.signals.reading import sentences

MAX_FIGURES = 200
MAX_LINE = 2_000
_NAMES: tuple[tuple[str, str], ...] = (
    ("accuracy", r"accurac(?:y|ies)|(?:top|val|test)[ _-]?(?:1|5)?[ _-]?acc\b|\bacc\b"),
    ("f1", r"\bf1\b|f1[ _-]?score|f-?score|f1_(?:macro|micro|weighted)"),
    ("precision", r"\b(?:mean average )?precision\b|\bmAP(?:@[\d.:]+)?\b"),
    ("recall", r"\brecall(?:@\d+)?\b|\bsensitivity\b|\bspecificity\b|hit[ _-]?rate"),
    ("auc", r"\b(?:roc[ _-]?)?auc(?:[ _-]?roc)?\b|\bauroc\b|\broc[ _-]auc"),
    ("error", r"\b(?:rmse|rmsle|mse|mae|mape|smape|wer|cer)\b|mean (?:squared|absolute) error|word error rate"),
    ("r2", r"\br2\b|\br²|r2[ _-]score|r-squared"),
    ("loss", r"(?:test|val|validation|eval)[ _-]?loss|\bperplexity\b|\bppl\b"),
    ("text", r"\bbleu(?:-\d)?\b|\brouge(?:-?[12l])?\b|\bmeteor\b|\bbertscore\b|exact match"),
    ("image", r"\biou\b|\bmiou\b|\bdice\b|\bpsnr\b|\bssim\b|\bfid\b"),
    ("ranking", r"\bmrr\b|\bndcg(?:@\d+)?\b"),
    ("faithfulness", r"\bfaithfulness\b|answer[ _]relevanc[ey]|context[ _](?:precision|recall)|hallucination rate|groundedness"),
    ("latency", r"\blatency\b|response time|\bp(?:50|90|95|99)\b|inference time|time to first token|\bttft\b|query time"),
    ("throughput", r"\bthroughput\b|\bfps\b|requests? per second|tokens? per second|\bqps\b|\brps\b|speed-?up"),
    ("cost", r"\bcosts?\b|\bprice\b"),
    ("kappa", r"\bkappa\b|\bmcc\b|silhouette"),
)
_METRICS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _NAMES)
_ANY = re.compile("|".join(pattern for _, pattern in _NAMES), re.IGNORECASE)
_SHARE = r"(?<![\d.,])(?:\d{1,3}(?:[.,]\d+)?\s?%|[01]?[.]\d{2,}|0[.]\d+|\d{1,3}[.]\d+)(?![\d.])"
_PLAIN_NUMBER = r"(?<![\w.,])\d[\d,]*[.]\d+(?:e-?\d+)?\s?%?(?![\w])"
_TIMED = (
    r"\d[\d.,]*\s?(?:ms|µs|us|s|sec(?:onds?)?|min(?:utes?)?"
    r"|fps|x|×|req/s|rps|qps|tok(?:ens)?/s|requests/s(?:ec)?|tokens? per second|requests? per second)\b"
)
_MONEY = r"(?:[$€£]\s?\d[\d.,]*|\d[\d.,]*\s?(?:USD|EUR|cents?|dollars?)\b)"
_UNITS = {
    **dict.fromkeys(("error", "loss", "image"), re.compile(_PLAIN_NUMBER)),
    "latency": re.compile(_TIMED, re.IGNORECASE),
    "throughput": re.compile(rf"{_TIMED}|\b\d[\d.,]+\b", re.IGNORECASE),
    "cost": re.compile(_MONEY),
}
_VALUE = re.compile(_SHARE)
_WISH = re.compile(
    r"\b(?:should|target|goals?|aim(?:s|ing)?|expect(?:ed)?|hope|would|could|will"
    r"|want|if|threshold|at least|minimum|default|planned|e\.g\.)\b",
    re.IGNORECASE,
)
_CELL = re.compile(r"^[~≈<>±*_\s]*[$€£]?\s?[-+]?\d[\d.,]*\s?(?:%|ms|µs|us|s|sec|min|fps|x|×|USD)?(?:\s?(?:±|\(|/).{0,20})?[*_\s]*$")
_GAP = 45
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure: the family of its metric, the number as written, and where it stands."""

    metric: str
    value: str
    place: Place
    source: str


def metric_of(text: str) -> str | None:
    """The family of the first metric that a text names."""
    return next((name for name, pattern in _METRICS if pattern.search(text[:MAX_LINE])), None)


def in_sentence(text: str) -> tuple[str, str] | None:
    """The metric and number of a sentence that states one; wishes, thresholds and advice state none."""
    cut = text[:MAX_LINE]
    if not _DIGIT.search(cut) or _WISH.search(cut):
        return None
    for match in _ANY.finditer(cut):
        metric = metric_of(match.group()) or ""
        unit = _UNITS.get(metric, _VALUE)
        after = unit.search(cut, match.end(), match.end() + _GAP)
        before = list(unit.finditer(cut, max(0, match.start() - _GAP), match.start()))
        value = after or (before[-1] if before else None)
        if value:
            return metric, value.group().strip().rstrip(".,")
    return None


_RESULTS = re.compile(r"\b(?:results?|evaluations?|benchmarks?|performance|measurements?|experiments?)\b", re.IGNORECASE)
_MEASURED = (
    ("cost", re.compile(rf"[~≈<>*_\s]*{_MONEY}[*_\s]*", re.IGNORECASE)),
    ("latency", re.compile(r"[~≈<>*_\s]*\d[\d.,]*\s?(?:ms|µs|us|s|sec(?:onds?)?|min(?:utes?)?)[*_\s]*", re.IGNORECASE)),
    ("share", re.compile(r"[~≈<>*_\s]*(?:\d+\s(?:of|/)\s\d+(?:\s?\(\d{1,3}(?:\.\d+)?\s?%\))?|\d{1,3}(?:\.\d+)?\s?%)[*_\s]*")),
)
"""Cells that carry their unit: in a section about results they need no metric's name above them."""


def _with_unit(row: Row) -> Iterator[tuple[str, str]]:
    for cell in row.cells[1:]:
        kind = next((name for name, pattern in _MEASURED if pattern.fullmatch(cell[:60])), None)
        if kind:
            yield kind, cell.strip(" *_")


def _result_lines(readme: Readme) -> list[range]:
    return [range(section.start, section.end + 1) for section in readme.sections if _RESULTS.search(section.heading[:200])]


def _in_row(row: Row) -> Iterator[tuple[str, str]]:
    for number, cell in enumerate(row.cells):
        if not _CELL.match(cell[:60]) or not any(character.isdigit() for character in cell):
            continue
        head = row.header[number] if number < len(row.header) else ""
        metric = metric_of(head) or (metric_of(row.cells[0]) if number else None)
        if metric and not _WISH.search(head) and not _WISH.search(row.cells[0][:100]):
            yield metric, cell.strip(" *_")


def in_readme(readme: Readme) -> tuple[Figure, ...]:
    """Figures in the README's tables and, when it is in English, in its sentences."""
    found = [
        Figure(metric, value, Place(readme.path, row.line, row.line), "table") for row in readme.rows for metric, value in _in_row(row)
    ]
    results = _result_lines(readme)
    told = {(figure.place.start, figure.value) for figure in found}
    found += [
        Figure(metric, value, Place(readme.path, row.line, row.line), "table")
        for row in readme.rows
        if any(row.line in lines for lines in results)
        for metric, value in _with_unit(row)
        if (row.line, value) not in told
    ]
    if readme.english:
        for line, sentence in sentences(readme):
            stated = in_sentence(sentence)
            if stated:
                found.append(Figure(*stated, Place(readme.path, line, line), "sentence"))
    return tuple(found[:MAX_FIGURES])


def in_notebooks(facts: Facts) -> tuple[Figure, ...]:
    """The last figure in the text output of each executed cell of the project's notebooks."""
    found: list[Figure] = []
    for notebook in facts.notebooks:
        if notebook.role != "notebook":
            continue
        for cell in notebook.cells:
            if not cell.executed or not cell.output or len(found) >= MAX_FIGURES:
                continue
            told = [(line, stated) for line in cell.output.split("\n")[:300] if (stated := in_sentence(line))]
            if told:
                line = _line_of(facts, notebook.path, told[-1][0], cell.output_line)
                found.append(Figure(*told[-1][1], Place(notebook.path, line, line), "notebook"))
    return tuple(found)


def _line_of(facts: Facts, path: str, output: str, otherwise: int) -> int:
    """The line of the stored notebook on which a line of output stands."""
    text = facts.texts.text(path, MAX_NOTEBOOK_BYTES) or ""
    position = text.find(json.dumps(output.strip()[:200], ensure_ascii=False)[1:-1])
    return otherwise if position < 0 else text.count("\n", 0, position) + 1


_FILE = re.compile(
    r"(?:^|/)[\w.-]*(?:results?|metrics?|scores?|eval(?:uation)?|benchmarks?|report|leaderboard)[\w.-]*\.(?:json|csv|tsv)$", re.IGNORECASE
)
_PLAIN = re.compile(r"^-?\d+(?:\.\d+)?(?:[eE]-?\d+)?$")


def in_files(facts: Facts) -> tuple[Figure, ...]:
    """Figures in result files (json, csv) that the project keeps, outside tests and vendored folders."""
    found: list[Figure] = []
    for file in facts.files:
        if file.role in ("vendored", "test", "example") or not _FILE.search(file.path) or len(found) >= MAX_FIGURES:
            continue
        text = facts.texts.text(file.path, MAX_TEXT_BYTES)
        if text:
            found.extend(_in_json(file.path, text) if file.path.lower().endswith(".json") else _in_csv(file.path, text))
    return tuple(found[:MAX_FIGURES])


_PAIR = re.compile(r'"([\w .@/-]{1,60})"\s*:\s*(-?\d+(?:\.\d+)?(?:[eE]-?\d+)?)\s*[,}\]]?')


def _in_json(path: str, text: str) -> Iterator[Figure]:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return
    for number, line in enumerate(text.split("\n")[:2_000], start=1):
        for match in _PAIR.finditer(line[:20_000]):
            metric = metric_of(match.group(1).replace("_", " "))
            if metric:
                yield Figure(metric, match.group(2), Place(path, number, number), "file")


def _in_csv(path: str, text: str) -> Iterator[Figure]:
    lines = text.split("\n")[:200]
    separator = "\t" if path.lower().endswith(".tsv") else ","
    header = lines[0][:MAX_LINE].split(separator)
    columns = {index: metric for index, name in enumerate(header) if (metric := metric_of(name.replace("_", " ")))}
    for number, line in enumerate(lines[1:], start=2):
        cells = line[:MAX_LINE].split(separator)
        for index, metric in columns.items():
            if index < len(cells) and _PLAIN.match(cells[index].strip()):
                yield Figure(metric, cells[index].strip(), Place(path, number, number), "file")
