from pathlib import Path

import pytest

from gitassay.model.assessment import RepositoryCard
from gitassay.model.candidate import Status
from gitassay.model.comparison import Comparison
from gitassay.model.reading import RepositoryReading
from gitassay.quoting import Quotes, with_quotes
from tests.support.comparisons import comparison
from tests.support.gitrepo import CommitSpec, make_repository

LESSON = "".join(f"step_{number} = {number}\n" for number in range(1, 60))
KEY = "AK" + "IA" + "IOSFODNN7ABCDEFG"


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "copies"


def reading(commit: str, **changed: object) -> RepositoryReading:
    card = RepositoryCard(id="ada/churn", url=None, commit=None, status=Status.READ, reason="Read in full.")
    compared = comparison("ada/churn", there=None, **changed)
    source = compared.source.model_copy(update={"commit": commit})
    return RepositoryReading(card=card, comparison=compared.model_copy(update={"source": source}))


def quoted(one: RepositoryReading, quotes: Quotes, tmp_path: Path) -> Comparison:
    place = tmp_path / "place"
    place.mkdir()
    (done,) = with_quotes([one], quotes, place)
    assert done.comparison is not None
    return done.comparison


def test_lines_of_a_copy_stand_beside_ours_at_the_indexed_commit(tmp_path: Path, copies: Path) -> None:
    commit = make_repository(copies / "school+churn", [CommitSpec("Lesson", {"churn.py": LESSON})])
    make_repository(tmp_path / "later", [CommitSpec("Lesson", {"churn.py": "gone = True\n"})])
    shown = quoted(reading(commit), Quotes(copies, offline=True), tmp_path)

    assert shown.regions[0].there.excerpt == "step_30 = 30\nstep_31 = 31\nstep_32 = 32\nstep_33 = 33"
    assert shown.unquoted == ""


def test_what_is_not_at_the_commit_is_said(tmp_path: Path, copies: Path) -> None:
    commit = make_repository(copies / "school+churn", [CommitSpec("Lesson", {"other.py": LESSON})])
    shown = quoted(reading(commit), Quotes(copies, offline=True), tmp_path)

    assert shown.regions[0].there.excerpt is None
    assert shown.unquoted == "Some lines of the known work are not in the copy that was found."


def test_offline_and_without_a_copy_says_so(tmp_path: Path, copies: Path) -> None:
    shown = quoted(reading("d5" * 20), Quotes(copies, offline=True), tmp_path)

    assert shown.unquoted == "The lines of the known work could not be had: there is no copy of it here and no network was to be used."


def test_secrets_of_a_known_work_are_not_shown(tmp_path: Path, copies: Path) -> None:
    commit = make_repository(copies / "school+churn", [CommitSpec("Lesson", {"churn.py": f'key = "{KEY}"\n' * 40})])
    shown = quoted(reading(commit), Quotes(copies, offline=True), tmp_path)

    assert KEY not in str(shown.regions[0].there.excerpt)
    assert "key" in str(shown.regions[0].there.excerpt)


def test_a_reading_without_a_match_stays_as_it_is(tmp_path: Path) -> None:
    one = reading("d5" * 20).model_copy(update={"comparison": None})

    assert with_quotes([one], Quotes(offline=True), tmp_path) == [one]
