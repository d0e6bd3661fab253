from pathlib import Path

from gitassay.cli.app import run
from gitassay.cli.exits import Exit
from gitassay.model.assessment import CandidateCard
from gitassay.report.formats import write_formats
from tests.support.sample import sample_assessment


def runs(folder: Path) -> Path:
    for name, day in (("ada", "1"), ("ada", "2"), ("berta", "1")):
        made = sample_assessment().model_copy(update={"candidate": CandidateCard(name=name.title())}).sealed(f"2026-11-2{day}T09:00:00Z")
        write_formats(made, (), folder / name / day, ("json", "html"))
    return folder


def test_an_index_has_the_newest_run_of_each_candidate(tmp_path: Path) -> None:
    assert run(["index", str(runs(tmp_path))]) == Exit.DONE
    page = (tmp_path / "index.html").read_text()

    assert 'href="ada/2/report.html"' in page
    assert "ada/1/report.html" not in page
    assert "Nothing changed since the run before." in page
    assert (tmp_path / "index.csv").read_text().count("\n") == 3


def test_a_run_that_was_altered_is_left_out_and_told(tmp_path: Path) -> None:
    altered = runs(tmp_path) / "berta" / "1" / "assessment.json"
    altered.write_text(altered.read_text().replace("Berta", "Clara"))

    assert run(["index", str(tmp_path)]) == Exit.PARTIAL
    assert "Ada" in (tmp_path / "index.html").read_text()


def test_a_folder_without_runs_is_told(tmp_path: Path) -> None:
    assert run(["index", str(tmp_path)]) == Exit.NOTHING


def test_runs_are_compared_in_one_page(tmp_path: Path) -> None:
    folder = runs(tmp_path)

    assert run(["compare", str(folder / "ada/2"), str(folder / "berta/1"), "--out", str(tmp_path / "both.html")]) == Exit.DONE
    assert "Berta" in (tmp_path / "both.html").read_text()


def test_one_run_alone_is_no_comparison(tmp_path: Path) -> None:
    assert run(["compare", str(runs(tmp_path) / "ada/1"), "--out", str(tmp_path / "one.html")]) == Exit.USAGE
