"""Results in files that programs write: json, csv and the logs of experiment trackers."""

import json
import re
from collections.abc import Iterator, Sequence

from gitassay.facts.files import RepositoryFile
from gitassay.facts.results.metrics import MAX_LINE, metric_named, number_of
from gitassay.facts.results.table import Metric, Origin, Result
from gitassay.facts.text import MAX_TEXT_BYTES, Texts
from gitassay.model.finding import Place

MAX_FILES = 60
MAX_LINES = 2_000
MAX_ROWS = 200
_ASIDE = ("vendored", "test", "example")
_FILE = re.compile(
    r"(?:^|/)[\w.-]*(?:results?|metrics?|scores?|eval(?:uation)?|benchmarks?|report|leaderboard)[\w.-]*\.(?:json|csv|tsv)$", re.IGNORECASE
)
_LOG = re.compile(
    r"(?:^|/)(?:wandb-summary\.json|trainer_state\.json|all_results\.json|lightning_logs/[^/]+/metrics\.csv|version_\d+/metrics\.csv)$"
    r"|(?:^|/)mlruns/[^/]+/[^/]+/metrics/(?P<metric>[\w .-]{1,80})$",
    re.IGNORECASE,
)
_PAIR = re.compile(r'"([\w .@/-]{1,60})"\s*:\s*(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)\s*[,}\]]?')
_NUMBER = re.compile(r"^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$")


def in_files(files: Sequence[RepositoryFile], texts: Texts) -> Iterator[Result]:
    """Results that files of the project hold, tests and vendored folders left out."""
    wanted = [file for file in files if file.role not in _ASIDE and (_FILE.search(file.path) or _LOG.search(file.path))]
    for file in wanted[:MAX_FILES]:
        text = texts.text(file.path, MAX_TEXT_BYTES)
        if text:
            yield from _in_file(file.path, text)


def _in_file(path: str, text: str) -> Iterator[Result]:
    log = _LOG.search(path)
    origin = Origin.LOG if log else Origin.FILE
    if log and log["metric"]:
        yield from _in_run(path, text, log["metric"])
    elif path.lower().endswith(".json"):
        yield from _in_json(path, text, origin)
    else:
        yield from _in_csv(path, text, origin)


def _in_run(path: str, text: str, name: str) -> Iterator[Result]:
    """The last value of a metric of one tracked run: `time value step` a line."""
    metric = _metric(name)
    lines = text.rstrip("\n").split("\n")
    tokens = lines[-1].split()
    if metric and len(tokens) == 3 and _NUMBER.match(tokens[1]):
        yield _result(metric, tokens[1], Place(path, len(lines), len(lines)), Origin.LOG, name)


def _in_json(path: str, text: str, origin: Origin) -> Iterator[Result]:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return
    for number, line in enumerate(text.split("\n")[:MAX_LINES], start=1):
        for match in _PAIR.finditer(line[:20_000]):
            metric = _metric(match.group(1))
            if metric:
                yield _result(metric, match.group(2), Place(path, number, number), origin, match.group(1))


def _in_csv(path: str, text: str, origin: Origin) -> Iterator[Result]:
    lines = text.split("\n")[:MAX_ROWS]
    separator = "\t" if path.lower().endswith(".tsv") else ","
    header = lines[0][:MAX_LINE].split(separator)
    columns = {index: metric for index, name in enumerate(header) if (metric := _metric(name))}
    for number, line in enumerate(lines[1:], start=2):
        cells = line[:MAX_LINE].split(separator)
        for index, metric in columns.items():
            if index < len(cells) and _NUMBER.match(cells[index].strip()):
                yield _result(metric, cells[index].strip(), Place(path, number, number), origin, cells[0].strip()[:80])


def _metric(name: str) -> Metric | None:
    return metric_named(name.replace("_", " "))


def _result(metric: Metric, value: str, place: Place, origin: Origin, subject: str) -> Result:
    number, unit = number_of(value)
    return Result(metric, value, number, unit, place, origin, subject)
