import pytest

from gitassay.model.outcome import Outcome
from gitassay.signals.readme.is_template_boilerplate import is_template_boilerplate
from tests.support.memory import ask


def test_the_text_of_a_scaffold_is_boilerplate() -> None:
    finding = ask(
        is_template_boilerplate,
        {
            "README.md": (
                "# Getting Started\n\nThis project was bootstrapped with [Create React App](https://create-react-app.dev).\n\n## Scripts\n"
            )
        },
    )
    assert finding.outcome == Outcome.YES
    assert ("template", "Create React App") in finding.measures


def test_an_own_text_is_not() -> None:
    assert (
        ask(is_template_boilerplate, {"README.md": "# Shop\n\nShop finds the cheapest basket. It was once made with a scaffold.\n"}).outcome
        == Outcome.NO
    )


def test_a_text_that_was_written_further_is_not() -> None:
    assert (
        ask(
            is_template_boilerplate,
            {
                "README.md": "# Shop\n\nThis project was bootstrapped with Create React App.\n\n"
                + "Our shop compares the baskets of many families every day. " * 60
            },
        ).outcome
        == Outcome.NO
    )


@pytest.mark.parametrize(
    ("line", "template"),
    [
        ("This is a [Next.js](https://nextjs.org) project bootstrapped with [`create-next-app`](https://nextjs.org/docs/cli).", "Next.js"),
        (
            "This is an [Expo](https://expo.dev) project created with [`create-expo-app`](https://npmjs.com/create-expo-app).",
            "Expo",
        ),
        ("This project was bootstrapped with [Create React App](https://github.com/facebook/create-react-app).", "Create React App"),
    ],
)
def test_links_within_its_sentences_hide_no_template(line: str, template: str) -> None:
    finding = ask(is_template_boilerplate, {"README.md": f"{line}\n\n## Getting Started\n\nFirst, run the development server:\n"})
    assert (finding.outcome, finding.measures) == (Outcome.YES, (("template", template),))
