from gitassay.facts.configs import Step
from gitassay.signals.recipes import step_commands
from tests.support.memory import repository


def commands(run: str, **files: str) -> list[str]:
    facts = repository({name.replace("__", "/").replace("_sh", ".sh"): text for name, text in files.items()})
    return list(step_commands(facts, Step("", run, 1)))


def test_a_target_of_the_makefile_is_looked_into() -> None:
    assert commands("make all", Makefile="all: test\n\ntest:\n\t@pytest -q\n\nother:\n\tnothing\n") == [
        "make all",
        "make test",
        "pytest -q",
    ]


def test_a_script_is_looked_into() -> None:
    assert commands("bash ci/run_sh", ci__run_sh="set -e\npytest tests\n")[0] == "bash ci/run_sh"
    assert commands("./ci/run.sh", ci__run_sh="pytest tests\n") == ["./ci/run.sh", "pytest tests"]


def test_words_of_the_shell_are_taken_off() -> None:
    assert commands("if x; then py.test tests; fi") == ["x", "py.test tests", "fi"]


def test_a_failure_thrown_away_is_no_command() -> None:
    assert commands("pytest || true") == []


def test_a_makefile_that_calls_itself_ends() -> None:
    assert commands("make a", Makefile="a: a b\nb: a\n\tpytest\n").count("pytest") <= 8
