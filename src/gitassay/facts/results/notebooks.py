"""Results that executed notebook cells print."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gitassay.facts.notebooks import Cell, Notebook
from gitassay.facts.results.metrics import ANY, may_measure, metric_named, number_of
from gitassay.facts.results.prose import in_sentence, pairs
from gitassay.facts.results.table import Metric, Origin, Result
from gitassay.facts.text import MAX_NOTEBOOK_BYTES, Texts
from gitassay.model.finding import Place

MAX_LINES = 600
MAX_LINE = 1_000
MOST_OF_A_CELL = 60
_BREAK = re.compile(r"[\n\r\x08]+")
_COLOURS = re.compile(r"\x1b\[[\d;]{0,10}m")
_LOG = re.compile(
    r"\bepochs?\b|/step|\[=+|━|\bsteps?\b|\biter(?:ation)?s?\b|\bit/s\b"
    r"|\btrain(?:ing)?[ _.-]?(?:loss|acc)|\bval(?:id(?:ation)?)?[ _.-]*(?:loss|acc)",
    re.IGNORECASE,
)
_REPORT = re.compile(r"^\s*precision\s+recall\s+f1-score\s+support\s*$")
_BARE = re.compile(r"^\s*(?:np\.float64\()?[(\[]?\s*-?\d+\.\d+(?:e-?\d+)?\s*[)\]]?\)?\s*$")
_NUMBER = re.compile(r"-?\d+\.\d+(?:e[-+]?\d+)?", re.IGNORECASE)
_MEASURE = re.compile(
    r"(?P<name>[\w.]*(?:accuracy|_score|\bscore|r2|roc_auc|\bauc|f1|mse|mae|rmse|_error|precision|recall|hit_rate|mrr)[\w]*)\s*(?P<call>\()",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s{2,}|\t")
_DIGITS = re.compile(r"[\d\s.:]+")
_OBJECT = re.compile(r"^\s*(?:Text\(|<|\[<|array\(|\[?Text)")
_PRICED = re.compile(r"(?:total|input|output|api|tokens?|query|run)\W{0,2}cost|cost\W{0,3}(?:per|usd|\$|after running)", re.IGNORECASE)
_MEAN = re.compile(r"(?:mean|max|min|average|median)\(\s*(\w{1,40})\s*\)")
_PREDICTION = re.compile(r"predict|forecast", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printed:
    """One number that a cell prints with its metric, and the line of output it stands on."""

    metric: Metric
    value: str
    line: str
    subject: str = ""


def in_notebook(notebook: Notebook, texts: Texts) -> Iterator[Result]:
    """Results in the outputs of a notebook's executed cells, with the line of the stored file on which each stands."""
    text: str | None = None
    for cell in notebook.cells:
        if cell.kind != "code" or not cell.executed or not cell.output or not any(map(str.isdigit, cell.output)):
            continue
        printed = in_cell(cell)
        if printed and text is None:
            text = texts.text(notebook.path, MAX_NOTEBOOK_BYTES) or ""
        for one in printed[:MOST_OF_A_CELL]:
            line = _line_of(text or "", one.line, cell.output_line)
            number, unit = number_of(one.value)
            yield Result(one.metric, one.value, number, unit, Place(notebook.path, line, line), Origin.NOTEBOOK, one.subject)


def in_cell(cell: Cell) -> tuple[Printed, ...]:
    """What one executed cell prints: reports, named numbers (of a log the last), frames, and bare numbers its code names."""
    lines = [line[:MAX_LINE] for line in _BREAK.split(_COLOURS.sub("", cell.output))[:MAX_LINES] if line.strip()]
    found: list[Printed] = []
    logs: dict[tuple[str, ...], list[Printed]] = {}
    header: tuple[Metric, ...] = ()
    inside = False
    for line in lines:
        if _REPORT.match(line):
            inside = True
            continue
        if inside and (row := _report_row(line)) is not None:
            found += row
            continue
        columns = _metric_columns(line)
        if columns:
            header = columns
            continue
        rows = _frame_row(line, header) if header else ()
        if rows:
            found += rows
            continue
        _named(line, found, logs)
    for kept in logs.values():
        found += kept
    return tuple(found) or tuple(_bare(cell, lines))


def _named(line: str, found: list[Printed], logs: dict[tuple[str, ...], list[Printed]]) -> None:
    """Sort the named numbers of a line into results and running logs, of which only the last line of each kind stays."""
    stated = [Printed(metric, value, line, name) for metric, value, name in pairs(line)]
    if not stated and len(line) < 300:
        stated = [Printed(metric, value, line) for metric, value in in_sentence(line)]
    stated = [one for one in stated if one.metric.family != "cost" or _PRICED.search(line)]
    if not stated or _is_prose(line, stated) or _OBJECT.match(line):
        return
    if _LOG.search(line):
        logs[tuple(_DIGITS.sub("", one.subject.lower()) for one in stated)] = stated
    else:
        found += stated


def _is_prose(line: str, stated: Sequence[Printed]) -> bool:
    """Whether a line is a text that a model or page gave back, and not a measurement: it is long and mostly words."""
    return len(line) > 300 and len(stated) < len(line) / 120


def _report_row(line: str) -> list[Printed] | None:
    """A row of a classification report: the accuracy and the averages; classes are not results of their own. None after its end."""
    tokens = line.split()
    numbers = [token for token in tokens if _NUMBER.fullmatch(token)]
    if not tokens or not tokens[-1].isdigit() or len(numbers) < 1:
        return None
    label = " ".join(tokens[: len(tokens) - len(numbers) - 1])
    if label == "accuracy":
        return [Printed(Metric("accuracy", "accuracy"), numbers[0], line, label)]
    if label.endswith("avg") and len(numbers) == 3:
        return [Printed(Metric(name, name), value, line, label) for name, value in zip(("precision", "recall", "f1"), numbers, strict=True)]
    return []


def _metric_columns(line: str) -> tuple[Metric, ...]:
    """The metrics that the last columns of a printed frame's header name; () when the line is no such header."""
    if _NUMBER.search(line) or not may_measure(line) or not ANY.search(line):
        return ()
    cells = [cell for cell in _SPLIT.split(line.strip()) if cell]
    metrics = [metric_named(cell.replace("_", " ")) for cell in cells]
    trailing: list[Metric] = []
    for metric in reversed(metrics):
        if metric is None:
            break
        trailing.append(metric)
    wordy = any(len(cell.split()) > 4 for cell in cells) or ":" in line or "threshold" in line.lower() or "fpr" in line.lower()
    if any(metric.family == "cost" for metric in trailing):
        return ()
    return () if wordy else tuple(reversed(trailing))


def _frame_row(line: str, header: tuple[Metric, ...]) -> tuple[Printed, ...]:
    tokens = line.split()
    if len(tokens) <= len(header) or not all(_NUMBER.fullmatch(token) for token in tokens[-len(header) :]) or not tokens[0].isdigit():
        return ()
    label = " ".join(tokens[1 : -len(header)])
    return tuple(Printed(metric, value, line, label) for metric, value in zip(header, tokens[-len(header) :], strict=True))


def _bare(cell: Cell, lines: Sequence[str]) -> Iterator[Printed]:
    """Numbers that stand alone, where the cell's last lines measure something: in the order of the measures, as far as they go."""
    numbers = [line for line in lines if _BARE.match(line)]
    source = [line.split("#", 1)[0].strip() for line in cell.source if line.strip()]
    if not numbers or len(numbers) > 12 or not source:
        return
    told = [metric for line in source if line.startswith(("print", "display")) and (metric := _measured(line))]
    last = _measured(source[-1]) or (
        metric_named(source[-1].replace("_", " ")) if re.fullmatch(r"[\w.\[\]'\"]{1,40}", source[-1]) else None
    )
    if last and not source[-1].startswith("print"):
        told.append(last)
    for metric, line in zip(told, numbers, strict=False):
        match = _NUMBER.search(line)
        if match and metric.name != "error rate":
            yield Printed(metric, match.group(), line)


def _measured(source: str) -> Metric | None:
    """The metric that a line of code computes; a model's own `score` is its accuracy or R², called accuracy here."""
    match = _MEASURE.search(source[:500])
    averaged = _MEAN.search(source[:500]) if not match else None
    if averaged:
        return metric_named(averaged.group(1).replace("_", " "))
    if not match or _PREDICTION.match(match["name"]):
        return None
    name = match["name"].rsplit(".", 1)[-1]
    metric = metric_named(name.replace("_", " "))
    if metric or name.lower() not in ("score", "cross_val_score"):
        return metric
    return Metric("accuracy", "score")


def _line_of(text: str, output: str, otherwise: int) -> int:
    """The line of the stored notebook on which a line of output stands."""
    position = text.find(json.dumps(output.strip()[:200], ensure_ascii=False)[1:-1])
    return otherwise if position < 0 else text.count("\n", 0, position) + 1
