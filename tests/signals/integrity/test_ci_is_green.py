import pytest

from gitassay.model.candidate import RepositorySource
from gitassay.model.outcome import Outcome
from gitassay.signals.integrity.ci_is_green import ci_is_green
from tests.support.memory import ask

WORKFLOW = "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pytest\n"


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        ("success", Outcome.YES),
        ("failure", Outcome.NO),
        ("error", Outcome.NO),
        ("pending", Outcome.NOT_AVAILABLE),
        (None, Outcome.NOT_AVAILABLE),
    ],
)
def test_the_state_that_github_tells_is_the_answer(state: str | None, outcome: Outcome) -> None:
    source = RepositorySource(id="ada/project", location="", local=False, ci_state=state)
    assert ask(ci_is_green, {".github/workflows/ci.yml": WORKFLOW, "a.py": "a = 1\n"}, source=source).outcome == outcome


def test_a_project_without_checks_is_not_asked_for_their_state() -> None:
    source = RepositorySource(id="ada/project", location="", local=False)
    assert ask(ci_is_green, {"a.py": "a = 1\n"}, source=source).outcome == Outcome.NOT_APPLICABLE


def test_a_local_folder_has_no_state() -> None:
    assert ask(ci_is_green, {"a.py": "a = 1\n"}).outcome == Outcome.NOT_AVAILABLE
