from gitassay.model.outcome import Outcome
from gitassay.signals.integrity.declared_entry_points_exist import declared_entry_points_exist
from tests.support.memory import ask


def test_a_command_whose_module_is_there_exists() -> None:
    assert (
        ask(
            declared_entry_points_exist,
            {
                "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\n\n[project.scripts]\nshop = "shop.cli:main"\n',
                "shop/cli.py": "def main():\n    return 0\n",
                "shop/__init__.py": "",
            },
        ).outcome
        == Outcome.YES
    )


def test_a_command_without_its_module_does_not() -> None:
    assert (
        ask(
            declared_entry_points_exist,
            {
                "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\n\n[project.scripts]\nshop = "shop.cli:main"\n',
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
                ),
            },
        ).outcome
        == Outcome.NO
    )


def test_an_entry_that_a_build_makes_says_nothing() -> None:
    assert (
        ask(declared_entry_points_exist, {"package.json": '{"name": "a", "version": "1.0.0", "main": "dist/index.js"}'}).outcome
        == Outcome.NOT_APPLICABLE
    )


def test_the_main_file_that_npm_init_writes_promises_nothing() -> None:
    manifest = '{"name": "a", "main": "index.js", "scripts": {"start": "node server.js"}}\n'
    files: dict[str, str | bytes] = {"package.json": manifest, "server.js": "1;\n"}
    assert ask(declared_entry_points_exist, files).outcome == Outcome.NOT_APPLICABLE


def test_another_main_file_that_is_missing_is_named() -> None:
    files: dict[str, str | bytes] = {"package.json": '{"name": "a", "main": "server.js"}\n', "a.js": "1;\n"}
    assert ask(declared_entry_points_exist, files).outcome == Outcome.NO
