from gitassay.model.outcome import Outcome
from gitassay.signals.agents.bounds_its_loop import bounds_its_loop
from tests.support.memory import ask


def test_a_limit_given_to_a_framework_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("from langchain.agents import AgentExecutor\n\nrun = AgentExecutor(agent=agent, tools=tools, max_iterations=4)\n"),
    }
    assert ask(bounds_its_loop, files).outcome == Outcome.YES


def test_a_limit_of_its_own_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from langchain.agents import AgentExecutor\n\nrun = AgentExecutor(agent=agent, tools=tools)\nrun.invoke({})\n\nMAX_STEPS = 5\n"
        ),
    }
    assert ask(bounds_its_loop, files).outcome == Outcome.YES


def test_an_agent_without_a_limit_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("from langchain.agents import AgentExecutor\n\nrun = AgentExecutor(agent=agent, tools=tools)\nrun.invoke({})\n"),
    }
    assert ask(bounds_its_loop, files).outcome == Outcome.NO


def test_a_limit_of_an_estimator_is_no_case() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("from sklearn.linear_model import LogisticRegression\n\nmodel = LogisticRegression(max_iter=100)\n"),
    }
    assert ask(bounds_its_loop, files).outcome == Outcome.NOT_APPLICABLE


def test_tries_of_a_request_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from langchain.agents import AgentExecutor\n"
            "\n"
            "run = AgentExecutor(agent=agent, tools=tools)\n"
            "run.invoke({})\n"
            "\n"
            "max_retries = 3\n"
        ),
    }
    assert ask(bounds_its_loop, files).outcome == Outcome.NO
