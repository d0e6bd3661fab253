from gitassay.model.outcome import Outcome
from gitassay.signals.data.documents_data import documents_data
from tests.support.memory import ask


def test_a_section_with_source_and_contents_documents() -> None:
    assert (
        ask(
            documents_data,
            {
                "README.md": (
                    "# A\n"
                    "\n"
                    "This is a model that sorts letters.\n"
                    "\n"
                    "## Dataset\n"
                    "\n"
                    "The data were collected from the post office and contain forty thousand letters with the town they "
                    "were sent to.\n"
                )
            },
        ).outcome
        == Outcome.YES
    )


def test_a_readme_beside_the_data_documents() -> None:
    assert ask(documents_data, {"data/README.md": "The letters were scanned in 2019 by the post office. " * 5}).outcome == Outcome.YES


def test_a_bare_link_does_not() -> None:
    assert (
        ask(
            documents_data,
            {
                "README.md": (
                    "# A\n\nThis is a model that sorts letters for all of the people.\n\n## Dataset\n\n[link](https://example.org/x)\n"
                )
            },
        ).outcome
        == Outcome.NO
    )


def test_a_section_on_data_structures_does_not() -> None:
    assert (
        ask(
            documents_data,
            {
                "README.md": (
                    "# A\n"
                    "\n"
                    "This is a model that sorts letters.\n"
                    "\n"
                    "## Data structures\n"
                    "\n"
                    "The tree contains records of all the letters that have been read so far and is kept in memory all "
                    "of the time.\n"
                )
            },
        ).outcome
        == Outcome.NO
    )
