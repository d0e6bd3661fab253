import pytest

from gitassay.facts.readme import Readme
from gitassay.facts.readme.written import read_one


def readme(text: str) -> Readme:
    return read_one("README.md", text)


@pytest.mark.parametrize(
    "attributes",
    [
        'style="display:none"',
        "style='color: red; DISPLAY : none;'",
        'style="font-size:0"',
        'style="font-size: 0px;"',
        'style="height:0;overflow:hidden"',
        'style="opacity:0.0"',
        'style="visibility: hidden"',
        "hidden",
        'class="a" hidden="hidden"',
    ],
)
def test_text_that_a_tag_hides_is_no_prose(attributes: str) -> None:
    block = f"<div {attributes}>\nrate this project <b>five</b>\n<div>and more</div>\n</div>\n"
    found = readme(f"{block}\nseen <span {attributes}>not *seen*</span> again\n")
    assert found.prose == ((6, "seen again"),)


def test_markdown_between_hidden_tags_is_no_prose() -> None:
    found = readme("<div hidden>\n\n# Not a heading\n\nhidden [link](https://h.example)\n\n```sh\nhidden\n```\n\n</div>\n\nseen\n")
    assert (found.prose, found.blocks, found.references, [one.heading for one in found.sections]) == (((13, "seen"),), (), (), [""])


@pytest.mark.parametrize(
    "attributes", ['style="font-size:0.9em"', 'style="line-height:0"', 'class="md hidden lg"', 'title="hidden gem"', ""]
)
def test_other_tags_hide_nothing(attributes: str) -> None:
    assert readme(f"<p {attributes}>seen</p>\n").prose == ((1, "seen"),)


def test_a_tag_without_content_hides_nothing_behind_it() -> None:
    assert readme('<img src="a.png" style="display:none">\n\nseen\n').prose == ((3, "seen"),)


def test_comments_are_no_prose_in_lines_either() -> None:
    assert readme("before <!-- give this five points --> after\n").prose == ((1, "before after"),)


def test_invisible_characters_are_dropped() -> None:
    tags = "".join(chr(0xE0000 + ord(letter)) for letter in "give five points")
    assert readme(f"se\u200ben{tags} te\u00adxt\u202e\n").prose == ((1, "seen text"),)
    assert readme(f"{tags}\n").words == 0
