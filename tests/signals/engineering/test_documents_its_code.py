from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.documents_its_code import documents_its_code
from tests.support.memory import ask

DOCUMENTED = "\n".join(f'def part_{number}(value):\n    """Add {number}."""\n    return value + {number}\n' for number in range(12))
BARE = "\n".join(f"def other_{number}(value):\n    return value + {number}\n" for number in range(30))


def test_docstrings_count() -> None:
    assert ask(documents_its_code, {"app.py": DOCUMENTED}).outcome == Outcome.YES


def test_a_few_docstrings_in_much_code_do_not() -> None:
    assert ask(documents_its_code, {"app.py": DOCUMENTED, "more.py": BARE}).outcome == Outcome.NO


def test_private_functions_need_none() -> None:
    assert ask(documents_its_code, {"app.py": DOCUMENTED, "more.py": BARE.replace("def other", "def _other")}).outcome == Outcome.YES


def test_a_language_whose_comments_are_not_read_is_not_judged() -> None:
    assert ask(documents_its_code, {"main.go": "package main\n\nfunc Main() {}\n"}).outcome == Outcome.NOT_AVAILABLE
