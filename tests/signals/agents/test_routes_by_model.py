from gitassay.model.outcome import Outcome
from gitassay.signals.agents.routes_by_model import routes_by_model
from tests.support.memory import ask


def test_a_conditional_edge_counts() -> None:
    files: dict[str, str | bytes] = {
        "graph.py": (
            "from langgraph.graph import StateGraph\n"
            "from langgraph.prebuilt import create_react_agent\n"
            "\n"
            "agent = create_react_agent(model, tools)\n"
            "graph = StateGraph(State)\n"
            'graph.add_conditional_edges("a", choose)\n'
        ),
    }
    assert ask(routes_by_model, files).outcome == Outcome.YES


def test_a_line_of_steps_does_not() -> None:
    files: dict[str, str | bytes] = {
        "graph.py": (
            "from langgraph.graph import StateGraph\n"
            "from langgraph.prebuilt import create_react_agent\n"
            "\n"
            "agent = create_react_agent(model, tools)\n"
            "graph = StateGraph(State)\n"
            'graph.add_edge("a", "b")\n'
        ),
    }
    assert ask(routes_by_model, files).outcome == Outcome.NO


def test_no_agent_is_no_case() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('print("hello")\n'),
    }
    assert ask(routes_by_model, files).outcome == Outcome.NOT_APPLICABLE
