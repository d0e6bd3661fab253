from gitassay.model.outcome import Outcome
from gitassay.signals.agents.asks_a_human import asks_a_human
from tests.support.memory import ask


def test_an_interrupt_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from langgraph.prebuilt import create_react_agent\n"
            "\n"
            "agent = create_react_agent(model, tools=[search])\n"
            'print(agent.invoke({"messages": []}))\n'
            "\n"
            "from langgraph.types import interrupt\n"
            "\n"
            "\n"
            "def node(state):\n"
            '    return interrupt({"question": "ok?"})\n'
        ),
    }
    finding = ask(asks_a_human, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_question_before_a_tool_counts() -> None:
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
            '            if input("Run this tool? [y/n] ") != "y":\n'
            "                return None\n"
            '            messages.append({"role": "tool", "tool_call_id": tool_call.id, "content": REGISTRY[tool_'
            "call.function.name](**arguments)})\n"
        ),
    }
    finding = ask(asks_a_human, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_chat_prompt_does_not() -> None:
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
            "\n"
            "\n"
            'print(run_agent([input("You: ")]))\n'
        ),
    }
    finding = ask(asks_a_human, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_an_agent_the_question_does_not_apply() -> None:
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
    finding = ask(asks_a_human, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message
