from gitassay.model.outcome import Outcome
from gitassay.signals.readme.documents_architecture import documents_architecture
from tests.support.memory import ask


def test_a_section_with_text_explains_the_structure() -> None:
    assert (
        ask(
            documents_architecture,
            {
                "README.md": (
                    "# A\n"
                    "\n"
                    "## Architecture\n"
                    "\n"
                    "The reader fetches pages and hands them to the parser, which writes rows to a store. The service "
                    "reads the store and answers each request from it without touching the web.\n"
                )
            },
        ).outcome
        == Outcome.YES
    )


def test_a_mermaid_diagram_explains_it() -> None:
    assert ask(documents_architecture, {"README.md": "# A\n\n```mermaid\ngraph TD; A-->B;\n```\n"}).outcome == Outcome.YES


def test_a_bare_list_of_folders_does_not() -> None:
    assert (
        ask(documents_architecture, {"README.md": "# A\n\n## Project structure\n\n```\n├── a.py\n├── b.py\n└── c.py\n```\n"}).outcome
        == Outcome.NO
    )


def test_a_tree_with_remarks_does() -> None:
    assert (
        ask(
            documents_architecture,
            {"README.md": "# A\n\n```\n├── a.py  # reads pages\n├── b.py  # parses them\n└── c.py  # serves rows\n```\n"},
        ).outcome
        == Outcome.YES
    )


def test_how_commands_follow_each_other_is_no_structure() -> None:
    readme = (
        "# Reader\n\nReads documents from the shell.\n\n## Discovery workflow\n\nStart with the find command to see what there is, go on"
        " with the peek command to read an excerpt of each document, and end with get for those that you want to read in full.\n"
    )
    assert ask(documents_architecture, {"README.md": readme}).outcome == Outcome.NO


def test_where_to_ask_is_no_structure() -> None:
    readme = (
        "# App\n\nSorts mail.\n\n## Project Organization\n\nOpen an issue when you find a bug or want a feature, look at the board for"
        " what is planned for the next release, and join the chat to talk with us about it.\n"
    )
    assert ask(documents_architecture, {"README.md": readme}).outcome == Outcome.NO
