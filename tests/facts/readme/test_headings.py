import pytest

from gitassay.facts.readme.written import headings_as_written, read_one


def headings(text: str, name: str = "README.md") -> list[tuple[str, int, int]]:
    return [(one.heading, one.level, one.start) for one in read_one(name, text).sections if one.level]


def test_a_heading_needs_no_blank_after_its_marks() -> None:
    assert headings("#Title\n\n##Usage##\ntext\n###Step 1: install\n") == [("Title", 1, 1), ("Usage", 2, 3), ("Step 1: install", 3, 5)]


@pytest.mark.parametrize(
    "line", ["#include <stdio.h>", "#!/bin/sh", "#1 is fixed", "#=> 3", "#body { color: red }", "#tag #other", "####### seven"]
)
def test_what_only_begins_like_a_heading_is_none(line: str) -> None:
    assert headings(f"text\n\n{line}\n\ntext\n") == []


def test_one_mark_before_small_letters_is_a_heading_only_when_it_stands_alone() -> None:
    assert headings("#usage\n\ntext\n") == [("usage", 1, 1)]
    assert headings("see\n#usage\nfor more\n") == []


def test_comments_in_code_are_no_headings() -> None:
    assert headings("# A\n\n```sh\n# install\n##Not\n```\n\n    # indented\n    ##Not\n\n~~~\n# b\n~~~\n") == [("A", 1, 1)]


def test_all_kinds_of_headings_come_in_order_with_their_lines() -> None:
    text = "Title\n=====\n\n<h2 align='center'>Logo</h2>\n\nSub\n---\n\n# Same\n\n# Same\n\n> # quoted\n"
    assert headings(text) == [("Title", 1, 1), ("Logo", 2, 4), ("Sub", 2, 6), ("Same", 1, 9), ("Same", 1, 11)]


def test_a_heading_as_written_keeps_its_links_and_loses_its_marks() -> None:
    text = "# [App](https://a.example) ![b](https://b.example/b.svg) #\n\n`run()`\n-------\n\n<h2>Logo</h2>\n\ntext\n"
    assert headings_as_written(read_one("README.md", text), text) == [
        "[App](https://a.example) ![b](https://b.example/b.svg)",
        "`run()`",
        "Logo",
    ]


def test_headings_of_other_formats_are_as_they_read() -> None:
    text = "Title\n=====\n\nUse *it*\n--------\n\ntext\n"
    assert headings_as_written(read_one("README.rst", text), text) == ["Title", "Use it"]
