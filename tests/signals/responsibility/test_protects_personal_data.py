from gitassay.model.outcome import Outcome
from gitassay.signals.responsibility.protects_personal_data import protects_personal_data
from tests.support.memory import ask


def test_a_library_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('from presidio_analyzer import AnalyzerEngine\n\nfound = AnalyzerEngine().analyze(text="x", language="en")\n'),
    }
    finding = ask(protects_personal_data, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_function_that_redacts_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "import re\n"
            "\n"
            "\n"
            "def redact_emails(text):\n"
            '    pattern = r"[^@ ]+@[^@ ]+"\n'
            '    return re.sub(pattern, "[mail]", text)\n'
            "\n"
            "\n"
            'print(redact_emails("a@b.c"))\n'
        ),
    }
    finding = ask(protects_personal_data, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_function_that_removes_users_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("def remove_user(users, one):\n    users.remove(one)\n    return users\n\n\nprint(remove_user([1], 1))\n"),
    }
    finding = ask(protects_personal_data, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_promise_in_the_readme_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
        "README.md": "We protect personal data and anonymise everything.\n",
    }
    finding = ask(protects_personal_data, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_choosing_among_addresses_protects_nobody() -> None:
    source = "def filter_emails(emails):\n    return [one for one in emails if len(one) < 80]\n"
    assert ask(protects_personal_data, {"crawl.py": source}).outcome == Outcome.NO
