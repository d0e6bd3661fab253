from gitassay.model.outcome import Outcome
from gitassay.signals.responsibility.licenses_code_and_data import licenses_code_and_data
from tests.support.memory import ask


def test_a_licence_file_counts() -> None:
    files: dict[str, str | bytes] = {
        "LICENSE": (
            "MIT License\n"
            "\n"
            "Permission is hereby granted, free of charge, to any person obtaining a copy of this software to dea"
            "l in it without restriction, including the rights to use and copy.\n"
        ),
    }
    finding = ask(licenses_code_and_data, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert [(place.path, place.start) for place in finding.locations] == [("LICENSE", 1)]


def test_an_empty_licence_file_does_not() -> None:
    files: dict[str, str | bytes] = {
        "LICENSE": "TBD\n",
    }
    finding = ask(licenses_code_and_data, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_badge_does_not() -> None:
    files: dict[str, str | bytes] = {
        "README.md": ("# App\n\n![License](https://img.shields.io/badge/license-MIT-green)\n\nMIT licensed.\n"),
    }
    finding = ask(licenses_code_and_data, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_the_licence_of_a_vendored_package_does_not() -> None:
    files: dict[str, str | bytes] = {
        "vendor/lib/LICENSE": (
            "MIT License\n"
            "\n"
            "Permission is hereby granted, free of charge, to any person obtaining a copy of this software to dea"
            "l in it without restriction, including the rights to use and copy.\n"
        ),
        "app.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(licenses_code_and_data, files)
    assert finding.outcome == Outcome.NO, finding.message
