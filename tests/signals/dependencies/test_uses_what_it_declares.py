import pytest

from gitassay.model.outcome import Outcome
from gitassay.signals.dependencies.uses_what_it_declares import uses_what_it_declares
from tests.signals.written import cell, notebook
from tests.support.memory import ask

USES_FLASK = "import flask\n\nprint(flask)\n"


def test_a_package_that_nothing_uses_is_named_with_its_line() -> None:
    finding = ask(uses_what_it_declares, {"requirements.txt": "flask\nmlflow\n", "a.py": USES_FLASK})
    assert finding.outcome == Outcome.NO
    assert "mlflow" in finding.message
    assert [one.start for one in finding.locations] == [2]


def test_everything_in_use_is_yes() -> None:
    assert ask(uses_what_it_declares, {"requirements.txt": "flask\n", "a.py": USES_FLASK}).outcome == Outcome.YES


@pytest.mark.parametrize(
    ("listed", "files"),
    [
        ("gunicorn", {}),
        ("openpyxl\npandas", {"b.py": "import pandas\n\nprint(pandas)\n"}),
        ("celery", {"Procfile": "worker: celery -A a\n"}),
        ("seaborn", {"b.ipynb": notebook(cell("import seaborn"))}),
        ("django-crispy-forms", {"settings.py": 'INSTALLED_APPS = ["django_crispy_forms"]\n'}),
        ("pyyaml", {"b.py": "import yaml\n\nprint(yaml)\n"}),
    ],
)
def test_what_is_run_loaded_or_named_is_in_use(listed: str, files: dict[str, str]) -> None:
    assert ask(uses_what_it_declares, {"requirements.txt": f"flask\n{listed}\n", "a.py": USES_FLASK, **files}).outcome == Outcome.YES


def test_a_frozen_environment_is_not_asked() -> None:
    frozen = "flask==1.0\nclick==8.0\njinja2==3.0\nwerkzeug==2.0\n"
    assert ask(uses_what_it_declares, {"requirements.txt": frozen, "a.py": USES_FLASK}).outcome == Outcome.NOT_APPLICABLE


def test_a_computed_list_cannot_be_told() -> None:
    setup = 'from setuptools import setup\n\nsetup(name="a", install_requires=read_them())\n'
    assert ask(uses_what_it_declares, {"setup.py": setup, "a.py": USES_FLASK}).outcome == Outcome.NOT_AVAILABLE
