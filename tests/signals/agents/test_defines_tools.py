from gitassay.model.outcome import Outcome
from gitassay.signals.agents.defines_tools import defines_tools
from tests.support.memory import ask


def test_a_decorated_tool_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('from langchain_core.tools import tool\n\n\n@tool\ndef search(query):\n    """Search."""\n    return query\n'),
    }
    finding = ask(defines_tools, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert [(place.path, place.start) for place in finding.locations] == [("app.py", 5)]


def test_function_calling_counts() -> None:
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
    finding = ask(defines_tools, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_an_mcp_server_counts() -> None:
    files: dict[str, str | bytes] = {
        "server.py": (
            'from mcp.server.fastmcp import FastMCP\n\nmcp = FastMCP("notes")\n\n\n@mcp.tool()\ndef read(name):\n    return name\n'
        ),
    }
    finding = ask(defines_tools, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_javascript_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.ts": (
            'import { generateText, tool } from "ai";\n'
            "\n"
            'export const reply = await generateText({ model, tools: { weather: tool({}) }, prompt: "x" });\n'
        ),
    }
    finding = ask(defines_tools, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_database_function_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('def setup(db):\n    db.register_function(len, name="length")\n    return db\n'),
    }
    finding = ask(defines_tools, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_call_without_tools_does_not() -> None:
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
        "README.md": "An agent with tools.\n",
    }
    finding = ask(defines_tools, files)
    assert finding.outcome == Outcome.NO, finding.message
