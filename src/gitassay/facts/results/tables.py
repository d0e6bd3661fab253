"""Results in tables: the metric stands in the header, in the row's label, or in the words above the table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gitassay.facts.readme.table import Readme, Row, Section
from gitassay.facts.results.metrics import MONEY, SHARE_VALUE, TIMED, WISH, metric_named, values_of
from gitassay.facts.results.prose import in_sentence
from gitassay.facts.results.table import Metric

MAX_CELL = 200
MAX_LINE = 4_000
LINES_ABOVE = 3
_CODE = re.compile(r"`[^`]{0,100}`")
_DIGIT = re.compile(r"\d")
_NUMERIC = re.compile(
    r"^[~≈<>±*_\s]*[$€£]?\s?[-+]?\d[\d.,]*\s?(?:%|ms|µs|us|s|secs?|seconds?|min|fps|x|×|USD)?(?:\s?(?:±|\(|/|-|–).{0,30})?[*_\s]*$",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"^[~≈<>*_\s]*\d{0,3}[.]\d+\s?%?[*_\s]*(?:±.{0,12})?$")
_FIRST = re.compile(
    r"[$€£]?\s?-?\d[\d,]*(?:\.\d+)?(?:e-?\d+)?\s?(?:%|ms\b|µs\b|us\b|s\b|secs?\b|seconds?\b|min\b|fps\b|USD\b)?", re.IGNORECASE
)
_PLURAL = re.compile(r"\b(?:results?|evaluations?|benchmarks?|performance|measurements?|experiments?|scores?)\b", re.IGNORECASE)
_SETTING = re.compile(
    r"\b(?:param(?:eter)?s?|epochs?|batch|size|layers?|heads?|dim(?:ension)?s?|year|version|date|count|support|samples|gflops|flops|macs"
    r"|memory|steps?|percent|importance|lr|learning rate|seed|length|weights?|training time"
    r"|improvement|gain|delta|change|description|download)\b",
    re.IGNORECASE,
)
_MEASURES = re.compile(r"^\W*(?:metrics?|measures?|scores?|indicators?)\b", re.IGNORECASE)
_COMMANDS = re.compile(r"\bcommands?\b", re.IGNORECASE)
_PREDEFINED = re.compile(r"^(?:winner|kaggle winner|sota|paper|reference)\b", re.IGNORECASE)
_RATIO = re.compile(r"^[~≈<>*_\s]*\d+\s(?:of|/)\s\d+(?:\s?\(\d{1,3}(?:\.\d+)?\s?%\))?[*_\s]*$")
_MONEY_CELL = re.compile(rf"[~≈<>*_\s]*{MONEY}[*_\s]*", re.IGNORECASE)
_TIME_CELL = re.compile(rf"[~≈<>*_\s]*{TIMED}[*_\s]*", re.IGNORECASE)
_SHARE_CELL = re.compile(r"[~≈<>*_\s]*\d{1,3}(?:\.\d+)?\s?%[*_\s]*")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a table row with its metric; `column` is the header above it, `label` the row's first cell."""

    metric: Metric
    value: str
    line: int
    label: str
    column: str


def in_tables(readme: Readme) -> Iterator[Figure]:
    """Results of every table of a document."""
    for row in (*readme.rows, *_loose_rows(readme)):
        yield from _in_row(readme, row)


def _loose_rows(readme: Readme) -> Iterator[Row]:
    """Rows of tables whose author left out the line below the header: the first line of the run is taken as the header."""
    known = {row.line for row in readme.rows}
    for section in readme.sections:
        header: tuple[str, ...] = ()
        for number, text in enumerate(section.text.split("\n"), start=section.start + bool(section.heading)):
            cells = tuple(cell.strip(" *_") for cell in text[:MAX_LINE].strip().strip("|").split("|")) if text.count("|") > 2 else ()
            if not cells or number in known:
                header = ()
            elif not header:
                header = cells
            elif len(cells) == len(header):
                yield Row(header, cells, number)


def _in_row(readme: Readme, row: Row) -> Iterator[Figure]:
    if not row.cells or any(_COMMANDS.search(head[:100]) for head in row.header[:1]):
        return
    section = section_at(readme, row.line)
    above = metric_above(readme, section, row.line)
    label = row.cells[0][:MAX_CELL]
    named = metric_named(label) if not WISH.search(label) else None
    by_label = bool(row.header and _MEASURES.search(row.header[0][:MAX_CELL]))
    for number, cell in enumerate(row.cells):
        head = (row.header[number] if number < len(row.header) else "")[:MAX_CELL]
        if WISH.search(head) or not _DIGIT.search(cell):
            continue
        if number == 0:
            continue
        metric, loose = _metric_of_cell(head, named, above, by_label)
        if metric:
            yield from (
                Figure(metric, value, row.line, label, head) for value in _values(metric, _CODE.sub(" ", cell[:MAX_CELL]), head, loose)
            )
        if metric is None and not WISH.search(label):
            yield from (Figure(stated, value, row.line, label, head) for stated, value in in_sentence(_CODE.sub(" ", cell[:MAX_CELL])))
        if metric is None and _PLURAL.search(section.heading[:MAX_CELL] if section else ""):
            yield from _carrying_unit(cell, row, label, head)


def _metric_of_cell(head: str, named: Metric | None, above: Metric | None, by_label: bool) -> tuple[Metric | None, bool]:
    """The metric of a cell, and whether only the words above the table name it."""
    metric = metric_named(head)
    if named and (not metric or by_label):
        return (None, False) if _SETTING.search(head) else (named, False)
    if metric:
        return metric, False
    if _SETTING.search(head):
        return None, False
    return above, True


def _values(metric: Metric, cell: str, head: str, loose: bool) -> Sequence[str]:
    """The numbers of a cell: one where the cell is a number, else each that is written as the metric's numbers are."""
    if loose:
        return (_plain(cell),) if _DECIMAL.match(cell[:60]) else ()
    if _NUMERIC.match(cell[:60]):
        return (_plain(cell),) if _fits(metric, cell, head) else ()
    if WISH.search(cell) or "=" in cell or len(cell) > MAX_CELL - 1:
        return ()
    return tuple(one.group().strip() for one in values_of(metric).finditer(cell))[:4] if not _SENTENCE.search(cell) else ()


_SENTENCE = re.compile(r"[a-z]{3,} [a-z]{3,} [a-z]{3,} [a-z]{2,}")


def _fits(metric: Metric, cell: str, head: str) -> bool:
    """Whether a bare number can be one of the metric: times need a unit in cell or header, shares lie in 0 to 100."""
    if metric.family == "latency":
        return bool(
            re.search(rf"{TIMED}|^[~<>*_\s]*\d", cell, re.IGNORECASE) and (re.search(TIMED, cell, re.IGNORECASE) or _TIME_HEAD.search(head))
        )
    if metric.family == "cost":
        return bool(_MONEY_CELL.match(cell) or re.search(r"[$€£]|USD|EUR", head))
    first = _FIRST.search(cell)
    if metric.family in ("error", "loss", "throughput") or not first:
        return bool(first)
    try:
        return float(re.sub(r"[^\d.]", "", first.group().replace(",", "")) or 101) <= 100
    except ValueError:
        return False


_TIME_HEAD = re.compile(r"\(?(?:\bms\b|\bs\b|\bsec|µs|seconds|minutes|/s)", re.IGNORECASE)


def _plain(cell: str) -> str:
    match = _FIRST.search(cell)
    return (match.group() if match else cell).strip(" *_~")


def _carrying_unit(cell: str, row: Row, label: str, head: str) -> Iterator[Figure]:
    """Cells that carry their unit: in a section about results they need no metric's name above them."""
    kinds = (
        (_MONEY_CELL, Metric("cost", "cost")),
        (_TIME_CELL, Metric("latency", "latency")),
        (_RATIO, Metric("share", "share")),
        (_SHARE_CELL, Metric("share", "share")),
    )
    if _SETTING.search(head) or _SETTING.search(label):
        return
    kind = next((metric for pattern, metric in kinds if pattern.fullmatch(cell[:60])), None)
    if kind:
        yield Figure(kind, cell.strip(" *_"), row.line, label, head)


def section_at(readme: Readme, line: int) -> Section | None:
    """The section a line stands in."""
    return next((one for one in reversed(readme.sections) if one.start <= line), None)


def metric_above(readme: Readme, section: Section | None, line: int) -> Metric | None:
    """The metric that the heading or the words right above a table name, when they name one."""
    start = _first_row(readme, line)
    near = [text for number, text in readme.prose if start - LINES_ABOVE - 2 <= number < start and len(text) < MAX_CELL]
    for text in (*reversed(near), section.heading if section else ""):
        metric = metric_named(text[:MAX_CELL]) if not WISH.search(text[:MAX_CELL]) else None
        if metric and metric.family not in ("latency", "cost"):
            return metric
    return None


def _first_row(readme: Readme, line: int) -> int:
    """The line of the first row of the table that a row belongs to."""
    return _starts(tuple(row.line for row in readme.rows)).get(line, line)


@lru_cache(maxsize=8)
def _starts(lines: tuple[int, ...]) -> dict[int, int]:
    starts: dict[int, int] = {}
    previous = -9
    first = 0
    for line in lines:
        first = line if line > previous + 1 else first
        starts[line] = first
        previous = line
    return starts


def share_like(value: str) -> bool:
    """Whether a number is written as a share."""
    return bool(SHARE_VALUE.search(value))
