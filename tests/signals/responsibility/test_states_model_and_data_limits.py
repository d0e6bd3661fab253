from gitassay.model.outcome import Outcome
from gitassay.signals.responsibility.states_model_and_data_limits import states_model_and_data_limits
from tests.support.memory import ask


def test_a_model_card_counts() -> None:
    files: dict[str, str | bytes] = {
        "MODEL_CARD.md": (
            "# Model card\n"
            "\n"
            "This model predicts prices of flats in one city from rows of the year 2020 and should not be used el"
            "sewhere. This model predicts prices of flats in one city from rows of the year 2020 and should not b"
            "e used elsewhere. This model predicts prices of flats in one city from rows of the year 2020 and sho"
            "uld not be used elsewhere. \n"
        ),
    }
    finding = ask(states_model_and_data_limits, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_section_with_sentences_counts() -> None:
    files: dict[str, str | bytes] = {
        "README.md": (
            "# Prices\n"
            "\n"
            "Predicts prices of flats for people who look for one in the city.\n"
            "\n"
            "## Limitations\n"
            "\n"
            "The model was trained on flats of one city only and underestimates prices of large flats by a wide m"
            "argin.\n"
        ),
    }
    finding = ask(states_model_and_data_limits, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_heading_without_sentences_does_not() -> None:
    files: dict[str, str | bytes] = {
        "README.md": (
            "# Prices\n\nPredicts the prices of flats for people who look for one in the city.\n\n## Limitations\n\nNone so far.\n"
        ),
    }
    finding = ask(states_model_and_data_limits, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_an_untouched_card_does_not() -> None:
    files: dict[str, str | bytes] = {
        "MODEL_CARD.md": (
            "# Model Card\n"
            "\n"
            "## Part\n"
            "\n"
            "[More Information Needed] about this part of the card\n"
            "\n"
            "## Part\n"
            "\n"
            "[More Information Needed] about this part of the card\n"
            "\n"
            "## Part\n"
            "\n"
            "[More Information Needed] about this part of the card\n"
            "\n"
            "## Part\n"
            "\n"
            "[More Information Needed] about this part of the card\n"
            "\n"
            "## Part\n"
            "\n"
            "[More Information Needed] about this part of the card\n"
            "\n"
            "## Part\n"
            "\n"
            "[More Information Needed] about this part of the card\n"
            "\n"
            "## Part\n"
            "\n"
            "[More Information Needed] about this part of the card\n"
            "\n"
            "## Part\n"
            "\n"
            "[More Information Needed] about this part of the card\n"
            "\n"
        ),
        "README.md": ("# App\n\nThis is the app and it does what it does for all of the people.\n"),
    }
    finding = ask(states_model_and_data_limits, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_missing_command_is_no_limit_of_a_model() -> None:
    readme = (
        "# Reader\n\nReads documents from the shell.\n\n## Limitations\n\n"
        "The export command writes plain text only, and page ranges are refused until the server offers them to its callers.\n"
    )
    assert ask(states_model_and_data_limits, {"README.md": readme, "a.py": "x = 1\n"}).outcome == Outcome.NO
