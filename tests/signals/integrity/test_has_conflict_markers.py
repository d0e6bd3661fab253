from gitassay.model.outcome import Outcome
from gitassay.signals.integrity.has_conflict_markers import has_conflict_markers
from tests.support.memory import ask


def test_the_three_markers_in_their_order_are_a_conflict() -> None:
    finding = ask(has_conflict_markers, {"a.py": "x = 1\n<<<<<<< HEAD\ny = 1\n=======\ny = 2\n>>>>>>> other\n"})
    assert finding.outcome == Outcome.YES
    assert finding.locations[0].start == 2


def test_an_underlined_heading_is_none() -> None:
    assert ask(has_conflict_markers, {"README.md": "Title\n=======\n\nText\n"}).outcome == Outcome.NO


def test_markers_in_a_test_are_left_out() -> None:
    assert (
        ask(
            has_conflict_markers,
            {
                "a.py": (
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                ),
                "tests/test_merge.py": 'x = """\n<<<<<<< HEAD\n=======\n>>>>>>> other\n"""\n',
            },
        ).outcome
        == Outcome.NO
    )


def test_without_text_it_does_not_apply() -> None:
    assert ask(has_conflict_markers, {"a.bin": b"\x00\x01"}).outcome == Outcome.NOT_APPLICABLE
