from gitassay.model.outcome import Outcome
from gitassay.signals.agents.runs_an_agent_loop import runs_an_agent_loop
from tests.support.memory import ask


def test_an_agent_of_a_framework_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from langgraph.prebuilt import create_react_agent\n"
            "\n"
            "agent = create_react_agent(model, tools=[search])\n"
            'print(agent.invoke({"messages": []}))\n'
        ),
    }
    finding = ask(runs_an_agent_loop, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_loop_of_ones_own_counts() -> None:
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
    finding = ask(runs_an_agent_loop, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert finding.locations[0].start == 10


def test_a_loop_in_javascript_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.js": (
            'import OpenAI from "openai";\n'
            "\n"
            "const client = new OpenAI();\n"
            "\n"
            "export async function run(messages, tools) {\n"
            "  while (true) {\n"
            '    const reply = await client.chat.completions.create({ model: "gpt-4o", messages, tools });\n'
            "    const calls = reply.choices[0].message.tool_calls;\n"
            "    if (!calls) return reply;\n"
            '    for (const call of calls) messages.push({ role: "tool", content: await runTool(call.function.nam'
            "e) });\n"
            "  }\n"
            "}\n"
        ),
    }
    finding = ask(runs_an_agent_loop, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_chat_loop_does_not() -> None:
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
            "\n"
            "\n"
            "while True:\n"
            '    print(ask(input("> ")))\n'
        ),
    }
    finding = ask(runs_an_agent_loop, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_loop_over_rows_does_not() -> None:
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
            "\n"
            "\n"
            'for row in open("rows.txt"):\n'
            "    print(ask(row))\n"
        ),
    }
    finding = ask(runs_an_agent_loop, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_dead_import_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('from langgraph.prebuilt import create_react_agent\n\nprint("agent")\n'),
    }
    finding = ask(runs_an_agent_loop, files)
    assert finding.outcome == Outcome.NO, finding.message
