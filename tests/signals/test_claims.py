import time

import pytest

from gitassay.model.candidate import RepositorySource
from gitassay.signals.claims import claims_of
from gitassay.signals.setup_steps import setup_steps
from tests.support.hostile_texts import HOSTILE
from tests.support.memory import repository

SH = "```sh\n{}\n```\n"


def looked_up(readme: str, files: dict[str, str] | None = None, name: str = "") -> dict[tuple[str, str], str]:
    source = RepositorySource(id=name, location="", local=False) if name else None
    facts = repository({"README.md": readme, **(files or {})}, source=source)
    return {(one.kind, one.name): str(one.standing) for one in claims_of(facts)}


def test_without_a_readme_nothing_is_claimed() -> None:
    assert claims_of(repository({"a.py": "x = 1\n"})) == ()


def test_a_script_that_a_command_runs_is_looked_up() -> None:
    found = looked_up(SH.format("python train.py\npython gone.py"), {"train.py": "x = 1\n"})
    assert found == {("file", "train.py"): "found", ("file", "gone.py"): "not found"}


def test_a_claim_names_its_line() -> None:
    facts = repository({"README.md": "# A\n\n```sh\nls\npython gone.py\n```\n"})
    assert [(one.name, one.line) for one in claims_of(facts)] == [("gone.py", 5)]


def test_weights_and_data_may_be_brought_later() -> None:
    assert looked_up(SH.format("python run.py --config best.pt"), {"run.py": "x = 1\n"})[("file", "best.pt")] == "cannot tell"


@pytest.mark.parametrize(
    ("command", "files", "name", "standing"),
    [
        ("make train", {"Makefile": "train: data\n\tpython t.py\n"}, "make train", "found"),
        ("make serve", {"Makefile": "train:\n\tpython t.py\n"}, "make serve", "not found"),
        ("make serve", {"Makefile": "include other.mk\n"}, "make serve", "cannot tell"),
        ("make serve", {}, "make serve", "not found"),
        ("npm run dev", {"package.json": '{"scripts": {"dev": "vite"}}'}, "npm run dev", "found"),
        ("npm run dev", {"package.json": '{"scripts": {}}'}, "npm run dev", "not found"),
        ("docker build -t app .", {"Dockerfile": "FROM a\nRUN b\n"}, "docker build", "found"),
        ("docker build -t app .", {}, "docker build", "not found"),
        ("docker compose up -d", {"compose.yaml": "services:\n  a:\n    image: b\n"}, "docker compose", "found"),
        ("docker-compose up", {}, "docker compose", "not found"),
        ("pip install -e .", {"pyproject.toml": '[project]\nname = "a"\n'}, "pip install .", "found"),
        ("pip install .", {}, "pip install .", "not found"),
        ("rain --garden", {"pyproject.toml": '[project]\nname = "r"\n[project.scripts]\nrain = "r:main"\n'}, "rain", "found"),
    ],
)
def test_a_command_that_the_repository_must_provide_is_looked_up(command: str, files: dict[str, str], name: str, standing: str) -> None:
    assert looked_up(SH.format(command), files)[("command", name)] == standing


def test_commands_of_other_programs_are_no_claims() -> None:
    assert looked_up(SH.format("git clone https://a.example/b\ncd b\npip install numpy\nbrew install jq")) == {}


def test_links_to_files_are_looked_up() -> None:
    readme = "[a](docs/a.md) [b](docs/b.md#part) [c](docs) [d](https://d.example) [e](#part) [f](../../issues) [g](url) <ada@b.example>\n"
    assert looked_up(readme, {"docs/a.md": "x"}) == {
        ("file", "docs/a.md"): "found",
        ("file", "docs/b.md"): "not found",
        ("file", "docs"): "found",
    }


def test_imports_from_the_project_are_looked_up() -> None:
    readme = "```python\nfrom rain import forecast, Storm\nimport rain.gone\nimport numpy as np\n```\n"
    assert looked_up(readme, {"rain/__init__.py": "def forecast():\n    return 1\n"}) == {
        ("module", "rain"): "found",
        ("module", "rain.forecast"): "found",
        ("module", "rain.Storm"): "not found",
        ("module", "rain.gone"): "not found",
    }


def test_names_are_not_missed_in_code_that_could_not_be_read() -> None:
    readme = "```python\nfrom rain import Storm\n```\n"
    files = {"rain/__init__.py": "x = 1\n", "rain/storm.py": "class Storm(:\n"}
    assert looked_up(readme, files)[("module", "rain.Storm")] == "cannot tell"


def test_options_of_the_project_are_looked_up() -> None:
    code = 'import argparse\np = argparse.ArgumentParser()\np.add_argument("--epochs", type=int)\ndef main(batch_size: int): ...\n'
    found = looked_up(SH.format("python train.py --epochs 3 --batch-size=4 --gone --help\npytest --other"), {"train.py": code})
    assert {name: standing for (kind, name), standing in found.items() if kind == "option"} == {
        "--epochs": "found",
        "--batch-size": "found",
        "--gone": "not found",
    }


def test_options_in_a_table_of_names_are_found() -> None:
    code = "OPTIONS = {'model-cfg': {'help': 'a file'}}\n"
    assert looked_up(SH.format("python train.py --model-cfg a"), {"train.py": code})[("option", "--model-cfg")] == "found"


def test_options_made_by_a_library_can_not_be_told() -> None:
    code = "import fire\nfire.Fire()\n"
    assert looked_up(SH.format("python train.py --gone"), {"train.py": code})[("option", "--gone")] == "cannot tell"


def test_environment_variables_are_looked_up() -> None:
    readme = SH.format("export RAIN_API_KEY=x\nexport GONE_API_KEY=y\nexport OPENAI_API_KEY=z\nexport OUT_DIR=o\nls $OUT_DIR")
    code = 'import os\nimport openai\nkey = os.environ["RAIN_API_KEY"]\n'
    assert looked_up(readme, {"a.py": code}) == {
        ("variable", "RAIN_API_KEY"): "found",
        ("variable", "GONE_API_KEY"): "not found",
        ("variable", "OPENAI_API_KEY"): "found",
    }
    assert looked_up(SH.format("export CUDA_VISIBLE_DEVICES=0"))[("variable", "CUDA_VISIBLE_DEVICES")] == "cannot tell"


GITHUB = "https://github.com/ada/rain"


@pytest.mark.parametrize(
    ("url", "name", "standing"),
    [
        (f"{GITHUB}/actions/workflows/ci.yml/badge.svg", "workflow ci.yml", "found"),
        (f"{GITHUB}/actions/workflows/gone.yml/badge.svg", "workflow gone.yml", "not found"),
        ("https://github.com/bob/snow/actions/workflows/ci.yml/badge.svg", "workflow ci.yml", "not found"),
        ("https://github.com/bob/rain/actions/workflows/ci.yml/badge.svg", "workflow ci.yml", "cannot tell"),
        ("https://img.shields.io/badge/license-MIT-green", "licence MIT", "found"),
        ("https://img.shields.io/badge/license-GPL--3.0-green", "licence GPL-3.0", "not found"),
        ("https://img.shields.io/pypi/v/rain.svg", "package rain", "found"),
        ("https://img.shields.io/pypi/v/snow", "package snow", "not found"),
        ("https://travis-ci.org/ada/rain.svg?branch=main", "Travis CI", "not found"),
        ("https://img.shields.io/badge/built%20with-love-red", "love", "cannot tell"),
    ],
)
def test_badges_are_looked_up(url: str, name: str, standing: str) -> None:
    files = {
        ".github/workflows/ci.yml": "on: push\njobs: {}\n",
        "LICENSE": "MIT License\n\nPermission is hereby granted, free of charge\n",
        "pyproject.toml": '[project]\nname = "rain"\n',
    }
    assert looked_up(f"![love]({url})\n", files, "ada/rain") == {("badge", name): standing}


def test_measured_numbers_are_looked_up_in_outputs_and_result_files() -> None:
    readme = "It reaches an accuracy of 94.2% and an F1 of 0.871. Version 1.25 costs 10%.\n\n| Model | RMSE |\n|--|--|\n| a | 3.141 |\n"
    assert looked_up(readme, {"runs/results.json": '{"acc": 0.942, "rmse": 3.141}'}) == {
        ("number", "94.2%"): "found",
        ("number", "0.871"): "cannot tell",
        ("number", "3.141"): "found",
    }


@pytest.mark.parametrize("kind", list(HOSTILE))
def test_hostile_text_costs_less_than_two_seconds(kind: str) -> None:
    facts = repository({"README.md": HOSTILE[kind], "train.py": "import os\n", "Makefile": "a:\n\tb\n"})
    start = time.process_time()
    claims_of(facts)
    if facts.readme is not None:
        setup_steps(facts, facts.readme)
    assert time.process_time() - start < 2


def test_hostile_commands_cost_less_than_two_seconds() -> None:
    lines = [
        "make " + "a " * 400,
        "python " + "-" * 900,
        "export " + "A_" * 400 + "=1",
        "from a import " + "b, " * 300,
        "npm run " + "'" * 900,
    ]
    facts = repository({"README.md": "```\n" + "\n".join(lines * 80) + "\n```\n" + "`A_B_KEY` " * 5_000, "a/__init__.py": "x = 1\n"})
    start = time.process_time()
    claims_of(facts)
    assert time.process_time() - start < 2
