from gitassay.model.outcome import Outcome
from gitassay.signals.agents.streams_its_replies import streams_its_replies
from tests.support.memory import ask


def test_a_streamed_reply_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            'from openai import OpenAI\n\nclient = OpenAI()\nreply = client.chat.completions.create(model="m", messages=[], stream=True)\n'
        ),
    }
    assert ask(streams_its_replies, files).outcome == Outcome.YES


def test_a_stream_that_is_switched_off_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            'from openai import OpenAI\n\nclient = OpenAI()\nreply = client.chat.completions.create(model="m", messages=[], stream=False)\n'
        ),
    }
    assert ask(streams_its_replies, files).outcome == Outcome.NO


def test_a_whole_reply_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('from openai import OpenAI\n\nclient = OpenAI()\nreply = client.chat.completions.create(model="m", messages=[])\n'),
    }
    assert ask(streams_its_replies, files).outcome == Outcome.NO


def test_a_streamed_file_is_no_case() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('import requests\n\nrequests.get("https://a.example", stream=True)\n'),
    }
    assert ask(streams_its_replies, files).outcome == Outcome.NOT_APPLICABLE
