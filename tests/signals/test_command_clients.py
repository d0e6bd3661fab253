import pytest

from gitassay.signals.llm import llm_calls
from tests.support.memory import repository

RUN = "import subprocess\n\n\ndef ask(prompt):\n    return subprocess.run(%s, capture_output=True)\n\n\nask('hello')\n"


def found(path: str, source: str) -> list[str]:
    return [use.library for use in llm_calls(repository({path: source}))]


@pytest.mark.parametrize(
    ("arguments", "library"),
    [
        ("['ollama', 'run', 'llama3', prompt]", "the Ollama command"),
        ("['claude', '-p', prompt]", "the Claude command"),
        ("['gemini', '-m', 'pro', '-p', prompt]", "the Gemini command"),
        ("['llm', '-m', 'small', prompt]", "the llm command"),
        ("f'ollama run llama3 {prompt}', shell=True", "the Ollama command"),
    ],
)
def test_a_client_started_with_a_prompt_is_a_model_that_is_asked(arguments: str, library: str) -> None:
    assert found("app.py", RUN % arguments) == [library]


def test_arguments_kept_under_a_name_above_count() -> None:
    source = (
        "const { spawn } = require('child_process');\n"
        "function ask(path) {\n"
        "  const command = ['gemini', '-m', 'pro', '-p', `@${path}`];\n"
        "  const client = spawn(command[0], command.slice(1));\n"
        "  return client;\n"
        "}\n"
        "ask('prompt.txt');\n"
    )
    assert found("app.js", source) == ["the Gemini command"]


@pytest.mark.parametrize(
    "arguments", ["['ollama', 'pull', 'llama3']", "['gemini', '--version']", "['git', '-p', 'llm']", "['ls', 'claude']"]
)
def test_other_commands_ask_no_model(arguments: str) -> None:
    assert found("app.py", RUN % arguments) == []


def test_a_comment_above_a_command_starts_nothing() -> None:
    source = "import subprocess\n\ncommand = ['ls']\n# ['ollama', 'run', 'llama3']\nsubprocess.run(command)\n"
    assert found("app.py", source) == []


def test_a_command_in_a_text_that_is_not_run_asks_no_model() -> None:
    assert found("app.py", "print(['ollama', 'run', 'llama3'])\n") == []
