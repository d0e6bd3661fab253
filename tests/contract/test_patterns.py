"""No pattern takes long on a text that repeats its own words: candidates choose the names and texts that are searched."""

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator

import gitassay.facts
import gitassay.signals

LONGEST = 200
ENOUGH_SECONDS = 1.0
"""Backtracking that grows with each repetition takes years; all else takes milliseconds."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern that a module of facts or signals compiles, once each."""
    seen: set[str] = set()
    for package in (gitassay.facts, gitassay.signals):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str) and value.pattern not in seen:
                    seen.add(value.pattern)
                    yield f"{module.name}.{name}", value


def repetitions(pattern: re.Pattern[str]) -> Iterator[str]:
    """Texts in which a word of the pattern comes again and again, ended by what can't match."""
    words = list(dict.fromkeys(re.findall(r"[A-Za-z]{3,}", pattern.pattern)))[:40]
    for word in words:
        for between in ("_", " "):
            for first in {word: None, words[0]: None}:
                yield (first + between + (word + between) * 60)[:LONGEST] + "!"


def too_slow(pattern: re.Pattern[str], text: str) -> bool:
    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, ENOUGH_SECONDS)
    try:
        pattern.search(text)
    except TimeoutError:
        return True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return False


def test_the_stop_is_live() -> None:
    assert too_slow(re.compile(r"^(?:_?(?:\w+_)?task)*$"), "task_" * 40 + "!")


def test_no_pattern_backtracks_without_end() -> None:
    found = [(name, text[:60]) for name, pattern in patterns() for text in repetitions(pattern) if too_slow(pattern, text)]
    assert found == []
