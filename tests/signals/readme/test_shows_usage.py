from gitassay.model.outcome import Outcome
from gitassay.signals.readme.shows_usage import shows_usage
from tests.support.memory import ask


def test_code_that_imports_the_project_is_usage() -> None:
    assert (
        ask(
            shows_usage,
            {
                "README.md": "# Shop\n\n```python\nfrom shop import total\n\ntotal([1, 2])\n```\n",
                "shop/__init__.py": (
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


def test_a_command_under_usage_is_usage() -> None:
    assert (
        ask(
            shows_usage,
            {
                "README.md": "# Shop\n\n## Usage\n\n```\npython shop.py --basket big.json\n```\n",
                "shop.py": (
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


def test_an_install_command_is_none() -> None:
    assert (
        ask(
            shows_usage,
            {
                "README.md": "# Shop\n\n## Installation\n\n```\npip install shop\n```\n",
                "shop.py": (
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
        == Outcome.NO
    )


def test_code_of_another_package_is_none() -> None:
    assert (
        ask(
            shows_usage,
            {
                "README.md": "# Shop\n\n```python\nimport numpy\n```\n",
                "shop.py": (
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
        == Outcome.NO
    )


def test_a_heading_that_only_begins_like_one_on_use_is_none() -> None:
    readme = (
        "# Map\n\nShows cases of the illness on a map of the country.\n\n## Client folder\n\nThe front end was written in the autumn with"
        " a framework that was new at the time, and most of the effects on the page had to be made by hand.\n"
    )
    assert ask(shows_usage, {"README.md": readme}).outcome == Outcome.NO
