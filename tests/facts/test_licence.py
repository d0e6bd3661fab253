import pytest

from gitassay.facts.licence import licence_of
from tests.support.memory import repository


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("LICENSE", "MIT License\n\nCopyright (c) 2024 Ada\n", "MIT"),
        ("LICENSE.txt", "   Apache License\n   Version 2.0, January 2004\n", "Apache-2.0"),
        ("COPYING", "GNU GENERAL PUBLIC LICENSE\n   Version 3, 29 June 2007\n", "GPL-3.0"),
        ("license.md", "Ask me first.\n", "other"),
    ],
)
def test_a_licence_is_named_by_its_first_words(path: str, text: str, expected: str) -> None:
    assert licence_of(repository({path: text})) == expected


def test_a_licence_in_a_folder_is_not_the_projects() -> None:
    assert licence_of(repository({"vendor/x/LICENSE": "MIT License\n", "a.py": "x = 1\n"})) is None
