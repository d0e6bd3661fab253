from gitassay.model.outcome import Outcome
from gitassay.signals.responsibility.leaves_decisions_to_people import leaves_decisions_to_people
from tests.support.memory import ask

MODEL = 'from openai import OpenAI\n\nclient = OpenAI()\nreply = client.responses.create(model="m", input="hello")\n'


def outcome(source: str, **files: str) -> Outcome:
    return ask(leaves_decisions_to_people, {"app.py": MODEL + source, **files}).outcome


def test_an_interrupt_of_a_framework_counts() -> None:
    source = 'from langgraph.types import interrupt\n\n\ndef step(state):\n    return interrupt("Send it?")\n\n\nstep({})\n'
    assert outcome(source) == Outcome.YES


def test_a_function_that_asks_for_approval_counts() -> None:
    source = (
        "\n\ndef request_approval(action):\n    row = store.insert(action)\n    return row.state\n\n\nrequest_approval(reply.output_text)\n"
    )
    assert outcome(source) == Outcome.YES


def test_a_route_by_which_a_person_approves_counts() -> None:
    source = (
        "\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\n"
        '@app.post("/actions/{key}/approve")\ndef approve_action(key):\n    found = store.find(key)\n    return found.approve()\n'
    )
    assert outcome(source) == Outcome.YES


def test_a_function_that_is_never_called_does_not() -> None:
    source = "\n\ndef request_approval(action):\n    row = store.insert(action)\n    return row.state\n"
    assert outcome(source) == Outcome.NO


def test_the_approval_of_a_leave_decides_nothing_of_a_model() -> None:
    source = "\n\ndef create_leave_approval(days):\n    row = store.insert(days)\n    return row.state\n\n\ncreate_leave_approval(3)\n"
    assert outcome(source) == Outcome.NO


def test_words_in_the_readme_do_not() -> None:
    readme = "# Careful\n\nA human in the loop approves every action before it runs.\n"
    assert outcome("", **{"README.md": readme}) == Outcome.NO


def test_without_a_model_the_question_does_not_arise() -> None:
    source = "def approve_request(key):\n    row = find(key)\n    return row.approve()\n\n\napprove_request(1)\n"
    assert ask(leaves_decisions_to_people, {"app.py": source}).outcome == Outcome.NOT_APPLICABLE


def test_a_form_that_describes_an_approval_decides_nothing() -> None:
    source = "\n\nclass HumanReviewRequest:\n    name: str = ''\n    reason: str = ''\n\n\nprint(HumanReviewRequest())\n"
    assert outcome(source) == Outcome.NO
