"""Results in running text: each number goes with the metric beside it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from gitassay.facts.results.metrics import ANY, MAX_LINE, RATED, WISH, may_measure, metric_named, values_of
from gitassay.facts.results.table import Metric

AFTER = 60
BEFORE = 22
_DIGIT = re.compile(r"\d")
_VALUE = re.compile(r"\d\.\d|\d\s?%|\de[-+]?\d", re.IGNORECASE)
"""What every number that a program prints beside a name holds."""
_BREAK = re.compile(r"[;:.!?,]\s|\)\s")
_RATE = re.compile(RATED, re.IGNORECASE)
_USED = re.compile(
    r"\b(?:per|each|total|month(?:ly)?|average|query|request|run|tokens?|calls?|api|inference|hour(?:ly)?|cost of)\b|/", re.IGNORECASE
)
"""Words that make a price the cost of running something."""
_SPEED = Metric("throughput", "throughput")


def in_sentence(text: str) -> tuple[tuple[Metric, str], ...]:
    """Every metric with its number that a sentence states; wishes, thresholds and advice state none."""
    cut = text[:MAX_LINE]
    if not _DIGIT.search(cut) or not may_measure(cut) or WISH.search(cut):
        return ()
    names = [(match.start(), match.end(), metric) for match in ANY.finditer(cut) if (metric := metric_named(match.group()))]
    found: dict[tuple[int, int], tuple[Metric, str]] = {}
    bounds = [*names, (len(cut), len(cut), _SPEED)]
    left = 0
    for (start, end, metric), (following, _, _) in pairwise(bounds):
        pattern = values_of(metric)
        ahead = [one for one in pattern.finditer(cut, end, min(following, len(cut))) if _near(cut, end, one.start())]
        behind = [
            one
            for one in pattern.finditer(cut, max(left, start - BEFORE), start)
            if one.span() not in found and not _BREAK.search(cut, one.end(), start)
        ]
        after_comma = bool(ahead) and "," in cut[end : ahead[0].start()]
        nearer = bool(behind) and (not ahead or after_comma or ahead[0].start() - end > start - behind[-1].end())
        chosen = behind[-1:] if nearer else ahead
        for one in chosen:
            found[one.span()] = (metric, _clean(one.group()))
        left = end
    if not _USED.search(cut):
        found = {span: stated for span, stated in found.items() if stated[0].family != "cost"}
    for one in _RATE.finditer(cut):
        found.setdefault(one.span(), (_SPEED, _clean(one.group())))
    return tuple(found[span] for span in sorted(found))


def _near(cut: str, end: int, start: int) -> bool:
    """Whether a number is close enough to a metric's name to belong to it: further ones follow in a list of numbers."""
    between = cut[end:start]
    return len(between) <= AFTER or bool(_DIGIT.search(between[-AFTER // 2 :]))


def _clean(value: str) -> str:
    return value.strip().rstrip(".,")


def pairs(line: str) -> Iterator[tuple[Metric, str, str]]:
    """Metrics with their numbers in a line that a program printed, and the name as printed."""
    if not _VALUE.search(line) or not may_measure(line):
        return
    for match in _PAIR.finditer(line[:MAX_LINE]):
        name = match.group("name").strip().replace("_", " ")
        metric = metric_named(name)
        if metric and (match.group("between").strip() or _ENDS.search(name)):
            yield metric, match.group("value").strip(), match.group("name").strip()


_PAIR = re.compile(
    r"(?P<name>[A-Za-z][\w@^². /()-]{0,70}?)(?P<between>[\"']?[)\]]?\s?(?:\s*[:=]+\s*|\s+-\s+|\s+(?:is|was|of)\s*:?\s*|\s{1,30}))[$]?"
    r"(?P<value>-?\d+\.\d+(?:e[-+]?\d+)?\s?%?|\d{1,3}\s?%|-?\d(?:\.\d+)?e[-+]?\d+)",
    re.IGNORECASE,
)

_ENDS = re.compile(rf"^(?:[A-Za-z]+[ .]){{0,2}}(?:{ANY.pattern})(?: \\w+)?$", re.IGNORECASE)
"""A name that is a metric's, with a word or two around it: what may stand before a number without a sign between."""
