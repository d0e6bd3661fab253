from gitassay.model.finding import Finding
from gitassay.model.outcome import Outcome
from gitassay.signals.answer import Answer
from gitassay.signals.asking import by_use, is_within, no_unless_unread, unread
from tests.support.memory import repository


def found(files: dict[str, str | bytes]) -> Finding:
    facts = repository(files)
    return by_use(facts, Answer("a/b", facts), ("cache",), "Cached with {libraries}.", "Nothing is cached.")


def test_a_use_is_a_yes_that_names_the_library() -> None:
    finding = found({"a.py": "import redis\n\nstore = redis.Redis()\n"})
    assert (finding.outcome, finding.message) == (Outcome.YES, "Cached with Redis.")


def test_nothing_found_in_code_that_is_read_is_a_no() -> None:
    assert found({"a.py": "print(1)\n"}).outcome == Outcome.NO


def test_code_in_another_language_is_not_available() -> None:
    finding = found({"main.jl": "module Main\n"})
    assert finding.outcome == Outcome.NOT_AVAILABLE
    assert "julia" in finding.message


def test_a_small_script_beside_another_language_proves_nothing() -> None:
    assert found({"main.jl": "module Main\n" * 50, "a.py": "print(1)\n"}).outcome == Outcome.NOT_AVAILABLE


def test_without_code_nothing_can_be_asked() -> None:
    assert found({"README.md": "redis.Redis()\n"}).outcome == Outcome.NOT_APPLICABLE


def test_code_that_does_not_parse_is_not_available() -> None:
    facts = repository({"a.py": "def broken(:\n"})
    assert no_unless_unread(facts, Answer("a/b", facts), "none").outcome == Outcome.NOT_AVAILABLE
    assert unread(repository({"a.py": "x = 1\n"}), Answer("a/b", facts)) is None


def test_places_show_one_of_each_file_first() -> None:
    finding = found({"a.py": "import redis\n\na = redis.Redis()\nb = redis.Redis()\n", "b.py": "import redis\n\nc = redis.Redis()\n"})
    assert [(place.path, place.start) for place in finding.locations] == [("a.py", 3), ("b.py", 3), ("a.py", 4)]


def test_a_scope_lies_within_its_class_and_the_file() -> None:
    assert [is_within("A.f", "A"), is_within("A.f", ""), is_within("Ab.f", "A")] == [True, True, False]
