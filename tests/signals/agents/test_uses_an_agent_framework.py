from gitassay.model.outcome import Outcome
from gitassay.signals.agents.uses_an_agent_framework import uses_an_agent_framework
from tests.support.memory import ask


def test_an_agent_of_a_framework_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('from smolagents import CodeAgent\n\nagent = CodeAgent(tools=[], model=model)\nagent.run("a")\n'),
    }
    assert ask(uses_an_agent_framework, files).outcome == Outcome.YES


def test_an_import_that_is_not_used_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('from crewai import Agent\n\nprint("no agent")\n'),
    }
    assert ask(uses_an_agent_framework, files).outcome == Outcome.NO


def test_a_loop_of_its_own_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('from openai import OpenAI\n\nclient = OpenAI()\nreply = client.chat.completions.create(model="m", messages=[])\n'),
    }
    assert ask(uses_an_agent_framework, files).outcome == Outcome.NO
