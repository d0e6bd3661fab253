from gitassay.model.outcome import Outcome
from gitassay.signals.agents.remembers_across_sessions import remembers_across_sessions
from tests.support.memory import ask


def test_a_checkpoint_in_a_database_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from langgraph.checkpoint.sqlite import SqliteSaver\n"
            "from langgraph.prebuilt import create_react_agent\n"
            "\n"
            'agent = create_react_agent(model, tools, checkpointer=SqliteSaver.from_conn_string("a.db"))\n'
        ),
    }
    assert ask(remembers_across_sessions, files).outcome == Outcome.YES


def test_own_functions_over_a_database_counts() -> None:
    files: dict[str, str | bytes] = {
        "store.py": (
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            'reply = client.chat.completions.create(model="m", messages=[])\n'
            "\n"
            "import sqlite3\n"
            "\n"
            'base = sqlite3.connect("a.db")\n'
            "\n"
            "\n"
            "def save_message(text):\n"
            "    cursor = base.cursor()\n"
            '    cursor.execute("insert", text)\n'
            "\n"
            "\n"
            "def load_messages():\n"
            "    cursor = base.cursor()\n"
            '    return cursor.execute("select")\n'
            "\n"
            "\n"
            'save_message("a")\n'
            "load_messages()\n"
        ),
    }
    assert ask(remembers_across_sessions, files).outcome == Outcome.YES


def test_a_memory_in_the_process_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            'reply = client.chat.completions.create(model="m", messages=[])\n'
            "\n"
            "histories = {}\n"
            "\n"
            "\n"
            "def save_message(text):\n"
            "    histories[1] = text\n"
            "    print(text)\n"
            "\n"
            "\n"
            "def load_messages():\n"
            "    print(histories)\n"
            "    return histories\n"
            "\n"
            "\n"
            'save_message("a")\n'
            "load_messages()\n"
        ),
    }
    assert ask(remembers_across_sessions, files).outcome == Outcome.NO
