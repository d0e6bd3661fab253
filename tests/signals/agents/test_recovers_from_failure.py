from gitassay.model.outcome import Outcome
from gitassay.signals.agents.recovers_from_failure import recovers_from_failure
from tests.support.memory import ask


def test_a_bounded_loop_counts() -> None:
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
    finding = ask(recovers_from_failure, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_limit_of_a_framework_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("from langchain.agents import AgentExecutor\n\nrunner = AgentExecutor(agent=agent, tools=tools, max_iterations=5)\n"),
    }
    finding = ask(recovers_from_failure, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_tool_whose_failure_is_caught_counts() -> None:
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
            "    while True:\n"
            '        reply = client.chat.completions.create(model="gpt-4o", messages=messages, tools=TOOLS)\n'
            "        message = reply.choices[0].message\n"
            "        if not message.tool_calls:\n"
            "            return message.content\n"
            "        for tool_call in message.tool_calls:\n"
            "            arguments = json.loads(tool_call.function.arguments)\n"
            "            try:\n"
            "                outcome = run_tool(tool_call.function.name, arguments)\n"
            "            except Exception as error:\n"
            "                outcome = str(error)\n"
            '            messages.append({"role": "tool", "tool_call_id": tool_call.id, "content": REGISTRY[tool_'
            "call.function.name](**arguments)})\n"
        ),
    }
    finding = ask(recovers_from_failure, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_an_endless_loop_does_not() -> None:
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
            "    while True:\n"
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
    finding = ask(recovers_from_failure, files)
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
    finding = ask(recovers_from_failure, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message
