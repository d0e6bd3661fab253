"""Sentences about frozen evidence of real and of bundled repositories: what holds is kept, what does not is dropped."""

import csv
from functools import cache
from pathlib import Path

import pytest

from gitassay.llm.verify.evidence import Exhibit, exhibits
from gitassay.llm.verify.file import read_document
from gitassay.llm.verify.sentences import Cited, split, without_citations
from gitassay.llm.verify.verdict import fault_of

FOLDER = Path(__file__).parents[3] / "benchmarks" / "labels" / "summary"
SETS = {"first": "sample", "second": "real"}


@cache
def known(name: str) -> dict[str, Exhibit]:
    return exhibits(read_document(FOLDER / f"{SETS[name]}.json"))


@cache
def judged(name: str) -> tuple[tuple[str, bool, bool], ...]:
    """Each labelled sentence, whether it is true, and whether it is kept."""
    ids = {f"{one.repository} {signal}": one.id for one, signal in _signals(name)}
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = (fault_of(Cited(row["sentence"], tuple(ids[key] for key in row["evidence"].split("; "))), known(name)) is None for row in rows)
    return tuple((row["sentence"], row["verdict"] == "true", held) for row, held in zip(rows, kept, strict=True))


def _signals(name: str) -> list[tuple[Exhibit, str]]:
    document = read_document(FOLDER / f"{SETS[name]}.json")
    return [(known(name)[finding.id], finding.signal) for finding in document.findings]


@pytest.mark.parametrize("name", SETS)
def test_a_set_is_half_true_and_large_enough(name: str) -> None:
    assert (len(judged(name)), sum(true for _, true, _ in judged(name))) == (100, 50)


@pytest.mark.parametrize("name", SETS)
def test_true_sentences_are_kept(name: str) -> None:
    lost = [text for text, true, kept in judged(name) if true and not kept]
    assert len(lost) <= 0.05 * 50, lost


@pytest.mark.parametrize("name", SETS)
def test_false_sentences_are_dropped(name: str) -> None:
    passed = [text for text, true, kept in judged(name) if not true and kept]
    assert len(passed) <= 0.02 * 50, passed


def fault(text: str, *signals: str) -> str | None:
    """What is wrong with a sentence about the bundled sample."""
    ids = {signal: one.id for one, signal in _signals("first") if one.repository == "support-answers"}
    return fault_of(Cited(text, tuple(ids.get(signal, signal) for signal in signals)), known("first"))


@pytest.mark.parametrize(
    ("text", "signals", "told"),
    [
        ("There are 40 tests.", (), "it cites no evidence"),
        ("There are 40 tests.", ("E99999",), "it cites 'E99999', which it was not given"),
        ("There are 41 tests.", ("engineering/has_tests",), "the number 41 is not in the cited evidence"),
        ("There are 40 assertions.", ("engineering/has_tests",), "the cited evidence does not count 40 of that"),
        ("The code is checked by pylint.", ("engineering/checks_types_and_style",), "“pylint” is not in the cited evidence"),
        ("The file src/other.py keeps a log.", ("engineering/logs_structurally",), "the file src/other.py is not in the cited evidence"),
        (
            "The README says “a novel approach” of it.",
            ("readme/states_purpose",),
            "“a novel approach” is quoted and does not stand in the cited evidence",
        ),
        ("There are no tests with assertions.", ("engineering/has_tests",), "the cited evidence says the opposite"),
        ("inbox-agent has 40 tests.", ("engineering/has_tests",), "it names a repository that the cited evidence is not about"),
        ("There are 40 excellent tests.", ("engineering/has_tests",), "“excellent” judges or ranks"),
        ("He wrote 40 tests.", ("engineering/has_tests",), "“He” speaks of the person"),
        (
            "The project was published.",
            ("demo/publishes_a_package",),
            "“published” is told as a fact and only possible in the cited evidence",
        ),
        ("There are more than 40 tests.", ("engineering/has_tests",), "the cited evidence says 40, not more"),
        ("All tests have assertions that can fail.", ("engineering/has_tests",), "“all” is more than the cited evidence says"),
        ("The project uses 56 packages.", ("dependencies/declares",), "“uses” says more than the cited evidence"),
        ("See https://evil.example for 40 tests.", ("engineering/has_tests",), "it holds a link, an address or markup"),
        ("There are 40 <b>tests</b> here.", ("engineering/has_tests",), "it holds a link, an address or markup"),
        ("There are 40\u200b tests here.", ("engineering/has_tests",), "it holds invisible characters"),
        ("Are there 40 tests?", ("engineering/has_tests",), "it asks instead of telling"),
        ("40 tests " * 60, ("engineering/has_tests",), "it is too long"),
        ("Tests.", ("engineering/has_tests",), "it is no sentence"),
    ],
)
def test_each_fault_is_told(text: str, signals: tuple[str, ...], told: str) -> None:
    assert fault(text, *signals) == told


def test_citations_in_the_text_count_and_go() -> None:
    assert without_citations("There are 40 tests [E3, E4] in it (E5).") == ("There are 40 tests in it.", ("E3", "E4", "E5"))


def test_a_full_stop_in_a_name_or_a_number_ends_no_sentence() -> None:
    text = "It reads config.toml, e.g. version 3.11 of it. Then it stops. Why?"
    assert split(text) == ["It reads config.toml, e.g. version 3.11 of it.", "Then it stops.", "Why?"]
