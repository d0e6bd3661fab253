from gitassay.model.outcome import Outcome
from gitassay.signals.agents.keeps_state import keeps_state
from tests.support.memory import ask


def test_a_checkpoint_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("from langgraph.checkpoint.memory import MemorySaver\n\nsaver = MemorySaver()\n"),
    }
    finding = ask(keeps_state, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_messages_carried_along_count() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "import json\n"
            "\n"
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            'TOOLS = [{"type": "function", "function": {"name": "search", "parameters": {}}}]\n'
            "\n"
            "\n"
            "def run_agent(messages):\n"
            "    for step in range(8):\n"
            '        reply = client.chat.completions.create(model="gpt-4o", messages=messages, tools=TOOLS)\n'
            "        message = reply.choices[0].message\n"
            "        if not message.tool_calls:\n"
            "            return message.content\n"
            "        for tool_call in message.tool_calls:\n"
            "            arguments = json.loads(tool_call.function.arguments)\n"
            '            messages.append({"role": "tool", "tool_call_id": tool_call.id, "content": REGISTRY[tool_'
            "call.function.name](**arguments)})\n"
        ),
    }
    finding = ask(keeps_state, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert finding.confidence == "medium"


def test_history_kept_by_an_object_counts() -> None:
    files: dict[str, str | bytes] = {
        "bot.py": (
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            "\n"
            "\n"
            "def ask(question):\n"
            '    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": que'
            "stion}])\n"
            "    return reply.choices[0].message.content\n"
            "\n"
            "\n"
            "class Bot:\n"
            "    def __init__(self):\n"
            "        self.history = []\n"
            "\n"
            "    def say(self, text):\n"
            "        self.history.append(text)\n"
            "        return ask(str(self.history))\n"
        ),
    }
    finding = ask(keeps_state, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_single_question_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            "\n"
            "\n"
            "def ask(question):\n"
            '    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": que'
            "stion}])\n"
            "    return reply.choices[0].message.content\n"
        ),
    }
    finding = ask(keeps_state, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_a_model_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("history = []\nfor n in range(3):\n    history.append(n)\n"),
    }
    finding = ask(keeps_state, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message


def test_messages_collected_for_a_page_are_no_state() -> None:
    source = (
        "import gradio as gr\nfrom smolagents import CodeAgent, HfApiModel\n\nagent = CodeAgent(tools=[], model=HfApiModel())\n\n\n"
        "def interact(prompt, messages):\n    messages.append(gr.ChatMessage(role='user', content=prompt))\n"
        "    for message in agent.run(prompt, stream=True):\n        messages.append(message)\n        yield messages\n"
    )
    assert ask(keeps_state, {"page.py": source}).outcome == Outcome.NO


def test_an_agent_run_again_without_a_reset_keeps_state() -> None:
    source = (
        "from smolagents import CodeAgent, HfApiModel\n\nagent = CodeAgent(tools=[], model=HfApiModel())\n\n\n"
        "def answer(prompt, first):\n    return agent.run(prompt, reset=first)\n"
    )
    assert ask(keeps_state, {"page.py": source}).outcome == Outcome.YES
