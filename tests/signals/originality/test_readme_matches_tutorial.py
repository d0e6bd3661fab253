from pathlib import Path

from gitassay.model.outcome import Outcome
from gitassay.signals.originality.readme_matches_tutorial import readme_matches_tutorial
from gitassay.signals.readme.states_purpose import states_purpose
from tests.support.memory import ask
from tests.support.tutorials import README, ask_compared, index, source

BOOK = source("school/order-book")


def test_a_readme_taken_over_matches(tmp_path: Path) -> None:
    finding = ask_compared(readme_matches_tutorial, index(tmp_path, (BOOK, {"README.md": README})), {"README.md": README})
    assert finding.outcome == Outcome.YES
    assert "school/order-book" in finding.message


def test_a_text_of_ones_own_does_not(tmp_path: Path) -> None:
    own = "# Beacon\n\nSends a packet with a checksum every second, so that others on the network see that it lives.\n"
    assert ask_compared(readme_matches_tutorial, index(tmp_path, (BOOK, {"README.md": README})), {"README.md": own}).outcome == Outcome.NO


def test_the_text_of_a_template_is_another_question(tmp_path: Path) -> None:
    known = index(tmp_path, (source("tool/template", kind="template"), {"README.md": README}), (BOOK, {"README.md": README}))
    assert ask_compared(readme_matches_tutorial, known, {"README.md": README}).outcome == Outcome.NO


def test_no_readme_is_a_no() -> None:
    assert ask(readme_matches_tutorial, {"a.py": "x = 1\n"}).outcome == Outcome.NO


TAKEN = "What shows this matches a known tutorial, course, example or template."


def test_what_a_taken_over_readme_shows_does_not_count(tmp_path: Path) -> None:
    finding = ask_compared(states_purpose, index(tmp_path, (BOOK, {"README.md": README})), {"README.md": README})
    assert (finding.outcome, finding.discount) == (Outcome.YES, TAKEN)


def test_what_an_own_readme_shows_beside_a_quotation_counts(tmp_path: Path) -> None:
    own = "# Beacon\n\nBeacon sends a packet with a checksum every second, so that others on the network see that it lives.\n" * 12
    finding = ask_compared(states_purpose, index(tmp_path, (BOOK, {"README.md": README})), {"README.md": f"{own}\n{README[:200]}\n"})
    assert (finding.outcome, finding.discount) == (Outcome.YES, None)
