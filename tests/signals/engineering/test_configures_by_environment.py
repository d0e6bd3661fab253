from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.configures_by_environment import configures_by_environment
from tests.support.memory import ask


def test_a_variable_read_from_the_environment_counts() -> None:
    assert ask(configures_by_environment, {"app.py": 'import os\n\nKEY = os.getenv("API_KEY")\n'}).outcome == Outcome.YES


def test_a_constant_in_the_code_does_not() -> None:
    assert ask(configures_by_environment, {"app.py": 'KEY = "abc"\n\n\ndef run():\n    return KEY\n'}).outcome == Outcome.NO


def test_only_a_test_that_reads_it_does_not() -> None:
    assert (
        ask(
            configures_by_environment,
            {
                "app.py": (
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_2(value):\n"
                    "    total = value + 2\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_3(value):\n"
                    "    total = value + 3\n"
                    "    return total\n"
                    "\n"
                    "\n"
                ),
                "tests/test_a.py": 'import os\n\nKEY = os.getenv("KEY")\n',
            },
        ).outcome
        == Outcome.NO
    )


def test_what_a_launcher_sets_is_no_setting() -> None:
    source = "import os\n\nrank = int(os.environ.get('RANK', -1))\nname = os.environ.get('CONDA_DEFAULT_ENV', '')\n"
    assert ask(configures_by_environment, {"train.py": source}).outcome == Outcome.NO


def test_a_variable_read_without_a_call_counts() -> None:
    for path, source in {
        "a.py": 'import os\n\nKEY = os.environ["API_KEY"]\n',
        "b.py": 'import streamlit as st\n\nKEY = st.secrets["API_KEY"]\n',
        "c.ts": "export const client = make({ key: process.env.API_KEY });\n",
        "d.ts": "const base = import.meta.env.VITE_API ?? '';\nexport default base;\n",
    }.items():
        assert ask(configures_by_environment, {path: source}).outcome == Outcome.YES, path


def test_a_variable_that_the_file_itself_sets_is_none() -> None:
    source = 'import os\n\nos.environ["API_KEY"] = "abc"\n\n\ndef run():\n    return os.environ["API_KEY"]\n'
    assert ask(configures_by_environment, {"app.py": source}).outcome == Outcome.NO


def test_a_variable_of_the_build_tool_is_none() -> None:
    source = "const dev = process.env.NODE_ENV !== 'production';\nrun(dev, process.env.PUBLIC_URL);\n"
    assert ask(configures_by_environment, {"a.js": source}).outcome == Outcome.NO


def test_a_comment_that_names_one_reads_none() -> None:
    assert ask(configures_by_environment, {"a.py": 'import os\n\n# KEY = os.environ["API_KEY"]\nrun(os)\n'}).outcome == Outcome.NO


def test_a_framework_of_configuration_files_is_no_environment() -> None:
    source = 'import hydra\n\n\n@hydra.main(config_path="conf")\ndef main(cfg):\n    return cfg\n'
    assert ask(configures_by_environment, {"main.py": source}).outcome == Outcome.NO
