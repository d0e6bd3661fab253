"""Sentences about frozen evidence of real and of bundled repositories: what holds is kept, what does not is dropped."""

import pytest

from gitassay.llm.verify.sentences import Cited, split, without_citations
from gitassay.llm.verify.verdict import fault_of
from tests.support.sentences import SETS, judged, known, with_signals


@pytest.mark.parametrize("name", SETS)
def test_a_set_is_half_true(name: str) -> None:
    true = sum(one.true for one in judged(name))
    assert (2 * true, true >= 25) == (len(judged(name)), True)


def test_of_all_labelled_sentences_the_true_are_kept_and_the_false_dropped() -> None:
    rows = [one for name in SETS for one in judged(name)]
    lost = [one.text for one in rows if one.true and not one.kept]
    passed = [one.text for one in rows if not one.true and one.kept]
    half = len(rows) / 2
    assert (half >= 50, len(lost) <= 0.05 * half, len(passed) <= 0.02 * half) == (True, True, True), lost + passed


def fault(text: str, *signals: str) -> str | None:
    """What is wrong with a sentence about the bundled sample."""
    ids = {signal: one.id for one, signal in with_signals("first") if one.repository == "support-answers"}
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
