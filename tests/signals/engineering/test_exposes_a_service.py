from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.exposes_a_service import exposes_a_service
from tests.support.memory import ask


def test_a_flask_route_is_a_service() -> None:
    finding = ask(
        exposes_a_service,
        {"app.py": ('from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.route("/predict")\ndef predict():\n    return "1"\n')},
    )
    assert finding.outcome == Outcome.YES
    assert finding.locations[0].path == "app.py"


def test_a_client_of_another_service_is_none() -> None:
    assert ask(exposes_a_service, {"app.py": 'import requests\n\nprint(requests.get("https://example.org").text)\n'}).outcome == Outcome.NO


def test_a_streamlit_page_is_no_service() -> None:
    assert ask(exposes_a_service, {"app.py": 'import streamlit as st\n\nst.title("Hello")\nst.write("x")\n'}).outcome == Outcome.NO


def test_a_service_in_a_test_is_not_the_project() -> None:
    assert (
        ask(
            exposes_a_service,
            {
                "app.py": (
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_2(value):\n"
                    "    total = value + 2\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_3(value):\n"
                    "    total = value + 3\n"
                    "    return total\n"
                    "\n"
                    "\n"
                ),
                "tests/test_a.py": (
                    'from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.route("/predict")\ndef predict():\n    return "1"\n'
                ),
            },
        ).outcome
        == Outcome.NO
    )


def test_without_code_the_question_does_not_apply() -> None:
    assert ask(exposes_a_service, {"README.md": "We use Flask."}).outcome == Outcome.NOT_APPLICABLE
