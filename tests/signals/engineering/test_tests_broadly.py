from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.tests_broadly import tests_broadly as signal
from tests.support.memory import ask

CODE = "\n".join(f"def part_{number}(value):\n    return value + {number}\n" for number in range(30))
SUITE = "from app import part_1\n\n" + "\n".join(
    f"def test_{number}():\n    assert part_1({number}) == {number + 1}\n" for number in range(8)
)


def test_a_suite_over_several_files_is_broad() -> None:
    finding = ask(signal, {"app.py": CODE, **{f"tests/test_{name}.py": SUITE for name in "abc"}})
    assert finding.outcome == Outcome.YES
    assert dict(finding.measures)["assertions"] == 24


def test_one_file_of_tests_is_a_corner() -> None:
    assert ask(signal, {"app.py": CODE, "tests/test_a.py": SUITE}).outcome == Outcome.NO


def test_assertions_that_cannot_fail_do_not_count() -> None:
    hollow = "\n".join(f"def test_{number}():\n    assert True\n" for number in range(30))
    assert ask(signal, {"app.py": CODE, **{f"tests/test_{name}.py": hollow for name in "abc"}}).outcome == Outcome.NO


def test_few_tests_beside_much_code_are_a_corner() -> None:
    files = {f"app_{number}.py": CODE for number in range(20)}
    assert ask(signal, {**files, **{f"tests/test_{name}.py": SUITE for name in "abc"}}).outcome == Outcome.NO


def test_a_language_that_is_not_read_is_not_judged() -> None:
    assert (
        ask(signal, {"src/model.jl": "module Model\nf(x) = x\nend\n", "test/runtests.jl": "@test f(1) == 1\n"}).outcome
        == Outcome.NOT_AVAILABLE
    )
