from gitassay.model.outcome import Outcome
from gitassay.signals.readme.claims_match_code import claims_match_code
from tests.support.memory import ask


def test_named_files_that_exist_match() -> None:
    assert (
        ask(
            claims_match_code,
            {
                "README.md": "# A\n\n```\npython src/train.py\n```\n",
                "src/train.py": (
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
            },
        ).outcome
        == Outcome.YES
    )


def test_a_named_script_that_is_absent_does_not() -> None:
    finding = ask(
        claims_match_code,
        {
            "README.md": "# A\n\n```\npython src/train.py\n```\n\nSee `eval.py`.\n",
            "src/train.py": (
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
        },
    )
    assert finding.outcome == Outcome.NO
    assert "eval.py" in finding.message
    assert "src/train.py" not in finding.message


def test_a_file_left_out_by_gitignore_is_left_out() -> None:
    assert (
        ask(
            claims_match_code,
            {
                "README.md": "# A\n\nRun `python secret.py` first.\n",
                ".gitignore": "secret.py\n",
                "a.py": (
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
            },
        ).outcome
        == Outcome.NOT_APPLICABLE
    )


def test_placeholders_are_left_out() -> None:
    assert (
        ask(
            claims_match_code,
            {
                "README.md": "# A\n\n```\npython your_script.py\npython path/to/file.py\n```\n",
                "a.py": (
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
            },
        ).outcome
        == Outcome.NOT_APPLICABLE
    )


def test_a_script_of_npm_that_is_absent_does_not() -> None:
    assert (
        ask(
            claims_match_code, {"README.md": "# A\n\n```\nnpm run demo\n```\n", "package.json": '{"name": "a", "scripts": {"dev": "vite"}}'}
        ).outcome
        == Outcome.NO
    )


def test_a_file_that_the_readme_of_a_package_lets_the_reader_write_is_left_out() -> None:
    files = {
        "README.md": "# Shop\n\nWrite this into `app.py`, then run `python app.py`.\n",
        "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\n',
        "shop/__init__.py": "x = 1\n",
    }
    assert ask(claims_match_code, files).outcome == Outcome.NOT_APPLICABLE
