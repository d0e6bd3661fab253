import time

import pytest

from gitassay.facts.readme import Block, Readme, Reference, Row, Section, is_badge
from tests.support.memory import repository


def readme(text: str, path: str = "README.md", **others: str) -> Readme:
    found = repository({path: text, **others}).readme
    assert found is not None
    return found


def chosen(*paths: str) -> str | None:
    found = repository(dict.fromkeys(paths, "Text.\n")).readme
    return found.path if found else None


def test_where_all_the_code_lies_in_one_folder_its_readme_is_the_projects() -> None:
    assert chosen("tool/main.py", "tool/tests/test_main.py", "tool/README.md", "LICENSE") == "tool/README.md"


def test_where_code_lies_in_two_folders_neither_readme_speaks_for_both() -> None:
    assert chosen("one/main.py", "two/main.py", "one/README.md") is None


def test_without_a_readme_there_is_none() -> None:
    assert chosen("main.py", "src/README.md", "READMEs.md", "readme.png") is None


@pytest.mark.parametrize(
    "path", ["README.md", "ReadMe.MD", "readme.rst", "README.txt", "README", "Readme.markdown", "docs/README.md", ".github/readme.md"]
)
def test_a_readme_is_found_in_any_case_and_format(path: str) -> None:
    assert path == chosen(path)


def test_the_root_comes_before_github_before_docs() -> None:
    assert chosen("docs/README.md", "README.rst", ".github/README.md") == "README.rst"
    assert chosen("docs/README.md", ".github/README.txt") == ".github/README.txt"


def test_markdown_comes_before_rst_before_text() -> None:
    assert chosen("README", "README.txt", "README.rst", "README.md") == "README.md"
    assert chosen("README", "README.txt", "README.rst") == "README.rst"


def test_the_untranslated_readme_comes_before_translations() -> None:
    assert chosen("README.fr.md", "README.md", "README_zh-CN.md") == "README.md"
    assert chosen("README.zh.md") == "README.zh.md"


def test_a_readme_in_another_language_gives_way_to_its_english_version() -> None:
    chinese = "这个项目可以回答用户的问题，使用向量数据库和大语言模型。\n"
    found = readme(chinese, **{"README_EN.md": "This project answers questions of users with a vector database.\n"})
    assert found.path == "README_EN.md"
    assert found.english


def test_the_first_readme_stays_when_no_english_one_is_there() -> None:
    found = readme(
        "Este proyecto responde las preguntas de los usuarios con una base de datos para el equipo.\n",
        **{"README.pt.md": "Este é o texto.\n"},
    )
    assert (found.path, found.english) == ("README.md", False)


def test_sections_run_from_heading_to_heading_with_exact_lines() -> None:
    found = readme("Hello there.\n\n# Title\n\nText\n\n## Usage ##\n\nrun\n\nSetext\n------\nend\n")
    assert found.sections == (
        Section("", 0, 1, 1, "Hello there."),
        Section("Title", 1, 3, 5, "\nText"),
        Section("Usage", 2, 7, 9, "\nrun"),
        Section("Setext", 2, 11, 13, "------\nend"),
    )


def test_windows_line_ends_change_no_line() -> None:
    found = readme("# A\r\n\r\ntext\r\n\r\n# B\r\n")
    assert [(one.heading, one.start) for one in found.sections] == [("A", 1), ("B", 5)]
    assert found.prose == ((3, "text"),)


@pytest.mark.parametrize("path", ["README.md", "README.rst", "README.txt"])
def test_only_line_feeds_end_lines(path: str) -> None:
    found = readme("One\u2028 a\x85b\x0cc\rd\x1de.\n\nTwo.\n", path)
    assert [line for line, _ in found.prose] == [1, 3]


def test_front_matter_is_no_text() -> None:
    found = readme("---\ntitle: A Space\nsdk: gradio\n---\n\nA tool.\n")
    assert found.prose == ((6, "A tool."),)
    assert found.sections == (Section("", 0, 6, 6, "A tool."),)


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert readme("---\n\nA tool.\n").prose == ((3, "A tool."),)


def test_code_blocks_keep_language_text_and_lines() -> None:
    found = readme("```Console\n$ pip install x\n$ run\n```\n\ntext\n\n    make\n    make run\n\n~~~{.python}\nx = 1\n~~~\n")
    assert found.blocks == (
        Block("console", "$ pip install x\n$ run", 1, 4),
        Block("", "make\nmake run", 8, 9),
        Block("python", "x = 1", 11, 13),
    )


def test_code_is_no_prose_and_holds_no_links() -> None:
    found = readme("```\nsee https://a.example\n```\n")
    assert (found.prose, found.references, found.words) == ((), (), 0)


def test_tables_give_rows_with_their_header() -> None:
    found = readme("| Model | F1 |\n|:--|--:|\n| **Ours** | `0.91` |\n| Base | 0.8 |\n")
    assert found.rows == (Row(("Model", "F1"), ("Ours", "0.91"), 3), Row(("Model", "F1"), ("Base", "0.8"), 4))


def test_html_tables_give_rows_too() -> None:
    found = readme("<table>\n<tr><th>Model</th><th>F1</th></tr>\n<tr><td>Ours</td><td><b>0.91</b></td></tr>\n</table>\n")
    assert found.rows == (Row(("Model", "F1"), ("Ours", "0.91"), 3),)


def test_links_and_images_keep_their_lines() -> None:
    found = readme(
        "Read [the docs](https://d.example/a) and\n`code\nover lines` then [more][1]\n\n![shot](img/a.png)\n\n[1]: https://m.example\n"
    )
    assert found.references == (
        Reference("https://d.example/a", "the docs", False, 1),
        Reference("https://m.example", "more", False, 2),
        Reference("img/a.png", "shot", True, 5),
    )


def test_an_image_in_a_link_gives_both() -> None:
    found = readme("[![build](https://img.shields.io/b.svg)](https://ci.example)\n")
    assert found.references == (Reference("https://img.shields.io/b.svg", "build", True, 1), Reference("https://ci.example", "", False, 1))


def test_bare_addresses_are_links() -> None:
    found = readme("Live at https://app.example/x, or <https://b.example>.\n")
    assert [one.url for one in found.references] == ["https://app.example/x", "https://b.example"]


def test_html_headings_images_and_links_are_read() -> None:
    found = readme(
        '<h1 align="center">\n  The App\n</h1>\n<p><a href="https://d.example">Try <b>it</b></a>\n'
        "<img alt=\"shot\" src='a.gif'></p>\n\n<h2>Next</h2>\n"
    )
    assert [(one.heading, one.level, one.start) for one in found.sections] == [("The App", 1, 1), ("Next", 2, 7)]
    assert found.references == (Reference("https://d.example", "Try it", False, 4), Reference("a.gif", "shot", True, 5))
    assert found.prose == ((4, "Try it"),)


def test_inline_html_is_read() -> None:
    found = readme('See <a href="https://d.example">the demo</a> and <img src="b.png" width="3">.\n')
    assert found.references == (Reference("https://d.example", "the demo", False, 1), Reference("b.png", "", True, 1))
    assert found.prose == ((1, "See the demo and ."),)


def test_tags_that_cross_links_are_harmless() -> None:
    assert readme("[the </a> demo](https://d.example)\n").references == (Reference("https://d.example", "the", False, 1),)


def test_comments_and_scripts_are_no_prose() -> None:
    found = readme("<!-- hidden\n# Not a heading\n-->\n\n<script>\nvar a = 1\n</script>\n\ntext\n")
    assert found.prose == ((9, "text"),)
    assert found.sections == (Section("", 0, 1, 9, "<!-- hidden\n# Not a heading\n-->\n\n<script>\nvar a = 1\n</script>\n\ntext"),)


def test_prose_is_paragraphs_and_list_items_with_their_first_lines() -> None:
    found = readme("One\ntwo.\n\n- a\n- b\n  c\n\n> quoted\n")
    assert found.prose == ((1, "One two."), (4, "a"), (5, "b c"), (8, "quoted"))
    assert found.words == 6


def test_words_of_images_are_no_prose() -> None:
    assert readme("![a picture of much](a.png)\n").words == 0


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("This tool reads your documents and answers questions about them for the team.", True),
        ("Python, numpy, Streamlit", True),
        ("", True),
        ("Esta herramienta lee los documentos y responde las preguntas que el equipo hace sobre ellos con una base.", False),
        ("Dieses Werkzeug liest die Dokumente und beantwortet Fragen, die das Team zu ihnen hat, mit einer Datenbank.", False),
        ("Cet outil lit les documents et répond aux questions que vous posez, avec une base de données pour la recherche.", False),
        ("本项目用于回答问题，支持多种文档格式。", False),
        ("Этот проект отвечает на вопросы пользователей.", False),
    ],
)
def test_english_is_told_by_letters_and_common_words(text: str, english: bool) -> None:
    assert readme(f"# Title\n\n{text}\n").english is english


RST = """\
=====
Title
=====

Intro with `a link <https://a.example>`_ and
https://b.example.

.. image:: https://img.shields.io/x.svg
   :target: https://ci.example

Usage
-----

Run this::

    pip install x
    run

.. code-block:: python
   :linenos:

   import x

* one
* two

====== ====
Model  F1
====== ====
Ours   0.9
====== ====
"""


def test_rst_gives_the_same_rows() -> None:
    found = readme(RST, "README.rst")
    assert found.format == "rst"
    assert [(one.heading, one.level, one.start) for one in found.sections] == [("", 0, 1), ("Title", 1, 2), ("Usage", 2, 11)]
    assert found.blocks == (Block("", "pip install x\nrun", 16, 17), Block("python", "import x", 22, 22))
    assert found.rows == (Row(("Model", "F1"), ("Ours", "0.9"), 30),)
    assert found.references == (
        Reference("https://a.example", "a link", False, 5),
        Reference("https://b.example", "https://b.example", False, 6),
        Reference("https://img.shields.io/x.svg", "", True, 8),
        Reference("https://ci.example", "", False, 9),
    )
    assert found.prose == ((5, "Intro with a link and https://b.example."), (14, "Run this:"), (24, "one"), (25, "two"))


def test_rst_reads_no_file_and_no_clock() -> None:
    text = (
        ".. include:: /etc/passwd\n\n.. raw:: html\n   :file: /etc/passwd\n\n.. csv-table::\n   :file: /etc/passwd\n\n"
        ".. literalinclude:: /etc/passwd\n\n.. |now| date::\n\nToday |now|.\n"
    )
    found = readme(text, "README.rst")
    assert "root:" not in str(found)
    assert [line for line, _ in found.prose] == [13]
    assert not any(character.isdigit() for _, said in found.prose for character in said)


def test_broken_rst_is_still_read() -> None:
    found = readme("Title\n==\n\n.. unknown::\n   text\n\n`open and *open\n", "README.rst")
    assert (7, "`open and *open") in found.prose


def test_plain_text_has_underlined_headings_and_indented_code() -> None:
    found = readme("My project\n==========\n\nIt works.\nWell.\n\n    pip install x\n\n- one\n- two https://a.example\n", "README.txt")
    assert found.format == "text"
    assert [(one.heading, one.start) for one in found.sections] == [("My project", 1)]
    assert found.prose == ((4, "It works. Well."), (9, "one"), (10, "two https://a.example"))
    assert found.blocks == (Block("", "pip install x", 7, 7),)
    assert found.references == (Reference("https://a.example", "", False, 10),)


@pytest.mark.parametrize(("text", "form"), [("# Title\n", "markdown"), (".. image:: a.png\n", "rst"), ("Title\n=====\n", "text")])
def test_a_readme_without_an_ending_is_told_by_its_lines(text: str, form: str) -> None:
    assert readme(text, "README").format == form


def test_what_is_too_long_is_cut_and_said_so() -> None:
    long = readme("word " * 50_000 + "\n\n# After\n")
    assert long.shortened
    assert not readme("# A\n").shortened
    assert readme("a" * 30_000 + "\n\n# After\n").sections[-1] == Section("After", 1, 3, 3, "")


def test_a_binary_readme_is_none() -> None:
    assert repository({"README.md": b"\x00\x01"}).readme is None


@pytest.mark.parametrize(
    ("url", "badge"),
    [
        ("https://img.shields.io/pypi/v/x.svg", True),
        ("https://github.com/a/b/workflows/tests/badge.svg", True),
        ("https://github.com/a/b/actions/workflows/ci.yml/badge.svg", True),
        ("https://codecov.io/gh/a/b/graph.svg", True),
        ("docs/screenshot.png", False),
        ("https://raw.githubusercontent.com/a/b/main/demo.gif", False),
        ("http://[broken", False),
    ],
)
def test_badges_are_told_by_their_address(url: str, badge: bool) -> None:
    assert is_badge(url) is badge


HOSTILE = [
    "[" * 30_000,
    "![" * 15_000,
    "](" * 20_000,
    "<!--" * 30_000,
    "*a" * 30_000,
    "`" * 40_001,
    "<a " * 20_000,
    "<h1>" * 20_000,
    "<td>" * 20_000,
    "> " * 20_000,
    "- " * 20_000,
    "\n".join(" " * level + "- x" for level in range(400)),
    "\n".join(["[a]: b"] * 20_000),
    "|a|b|\n|-|-|\n" + "|a|b|\n" * 5_000,
    "=" * 50_000,
    ".. |x| replace:: |x|\n" * 2_000,
    "`a <b" * 10_000,
    "x\0" * 20_000,
    "&amp;" * 30_000,
    "\ufdfa" * 20_000,
]


@pytest.mark.parametrize("ending", ["md", "rst", "txt"])
@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_text_is_read_in_seconds(number: int, ending: str) -> None:
    started = time.monotonic()
    _ = repository({f"README.{ending}": "# Title\n\n" + HOSTILE[number] + "\n"}).readme
    assert time.monotonic() - started < 8
