import re

import pytest

from gitassay.model.candidate import RepositorySource
from gitassay.signals.topic import is_about, own_names, published, research
from tests.support.memory import repository

TREES = RepositorySource(id="ada/fast-trees", location="", local=True)


def test_a_project_calls_itself_by_its_repository_and_the_title_of_its_readme() -> None:
    facts = repository({"README.md": "# Trees that Grow\n\nText.\n\n## Install\n"}, source=TREES)
    assert own_names(facts)[:2] == ("fast-trees", "trees that grow")
    assert is_about(facts, re.compile("grow"))
    assert not is_about(facts, re.compile("shrink"))


@pytest.mark.parametrize(
    ("line", "is_published"),
    [
        ("pip install fast_trees", True),
        ("    $ npm install --save fast-trees", True),
        ("uv pip install -U 'fast.trees==2.0'", True),
        ("[![v](https://badge.fury.io/py/fast-trees.svg)](x)", True),
        ("pip install -r requirements.txt", False),
        ("pip install -e .", False),
        ("pip install scikit-learn", False),
    ],
)
def test_a_package_is_published_where_its_own_name_is_installed(line: str, is_published: bool) -> None:
    files: dict[str, str | bytes] = {"README.md": f"# Trees\n\n{line}\n", "pyproject.toml": ""}
    assert (published(repository(files, source=TREES)) is not None) == is_published


def test_a_line_of_the_readme_alone_publishes_nothing() -> None:
    assert published(repository({"README.md": "# Trees\n\npip install fast-trees\n"}, source=TREES)) is None


def test_the_name_of_the_package_inside_counts_too() -> None:
    facts = repository({"README.md": "# Trees\n\npip install arbor\n", "src/arbor/__init__.py": "", "setup.py": ""}, source=TREES)
    assert published(facts) is not None


def test_research_can_be_cited() -> None:
    assert research(repository({"CITATION.cff": "title: x\n"})) is not None
    assert research(repository({"README.md": "# A\n\n[paper](https://arxiv.org/abs/1706.03762)\n"})) is not None
    assert research(repository({"README.md": "# A\n\nA report on arXiv papers.\n"})) is None
