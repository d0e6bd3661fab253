import pytest

from gitassay.facts.text import decode
from gitassay.model.outcome import Outcome
from gitassay.signals.readme.explains_setup import explains_setup
from tests.support.memory import ask, repository

SAID = "# Ferry\n\nSchätzt Wartezeiten.\n"


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_a_file_marked_as_utf_16_is_text(order: str) -> None:
    assert decode(("\ufeff" + SAID).encode(order)) == SAID


def test_the_mark_alone_makes_no_text_of_a_binary_file() -> None:
    assert decode(b"\xff\xfe" + bytes(20)) is None


def test_half_a_character_is_replaced() -> None:
    assert decode(b"\xff\xfea\0\x00\xd8") == "a\ufffd"


def test_a_file_without_the_mark_stays_binary() -> None:
    assert decode(SAID.encode("utf-16-le")) is None


def test_a_readme_in_utf_16_is_read() -> None:
    readme = "# Ferry\n\n## Installation\n\n```\npip install ferry\npython -m ferry\n```\n"
    assert ask(explains_setup, {"README.md": readme.encode("utf-16"), "ferry.py": "print(1)\n"}).outcome == Outcome.YES


def test_pictures_of_notebooks_are_emptied_where_text_is_searched_and_lines_stay() -> None:
    notebook = f'{{"image/png": "iVBORw0KGgo{"A" * 3_000}\\n",\n"text/plain": "ignore"}}\n'
    texts = repository({"a.ipynb": notebook}).texts

    assert texts.without_pictures("a.ipynb") == '{"image/png": "",\n"text/plain": "ignore"}\n'
    assert texts.text("a.ipynb") == notebook


def test_what_only_looks_like_a_picture_stays() -> None:
    hidden = f'"image/png": "{"SWdub3Jl" * 500}"\n'
    texts = repository({"a.ipynb": hidden}).texts

    assert texts.without_pictures("a.ipynb") == hidden
