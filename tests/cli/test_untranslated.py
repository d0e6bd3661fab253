from pathlib import Path

import pytest

from gitassay.cli.app import run
from gitassay.cli.exits import Exit
from gitassay.report.formats import write_formats
from tests.support.demo import demo_assessment
from tests.support.sample import sample_assessment


def test_sentences_that_stay_english_are_listed_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_formats(sample_assessment(), (), tmp_path, ("json",))

    assert run(["untranslated", str(tmp_path), "--language", "de"]) == Exit.DONE
    told = capsys.readouterr().out.splitlines()
    assert any("Retrieval is joined to a prompt" in line for line in told)
    assert told[-1] == f"{len(told) - 1} sentences of the page are shown in English."


def test_the_sample_candidates_page_is_all_german(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_formats(demo_assessment(), (), tmp_path, ("json",))
    capsys.readouterr()

    assert run(["untranslated", str(tmp_path), "--language", "de"]) == Exit.DONE
    assert capsys.readouterr().out == "Every sentence of the page is translated.\n"


def test_english_has_nothing_to_translate(tmp_path: Path) -> None:
    assert run(["untranslated", str(tmp_path)]) == Exit.USAGE


@pytest.mark.parametrize("arguments", [["report"], ["untranslated"]])
def test_a_language_there_is_not_is_refused_before_the_work(
    tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*arguments, str(tmp_path), "--language", "xx"]) == Exit.USAGE
    assert "Choose from en, de" in capsys.readouterr().err


def test_every_command_that_writes_pages_speaks_the_language(tmp_path: Path) -> None:
    run_folder = tmp_path / "ada" / "1"
    write_formats(demo_assessment(), (), run_folder, ("json", "html"))
    commands = (
        (["report", str(run_folder), "--format", "html,sheet"], run_folder / "candidate.html"),
        (["index", str(tmp_path)], tmp_path / "index.html"),
        (["compare", str(run_folder), str(run_folder), "--out", str(tmp_path / "compare.html")], tmp_path / "compare.html"),
    )
    for arguments, page in commands:
        assert run([*arguments, "--language", "de"]) == Exit.DONE
        assert '<html lang="de">' in page.read_text(encoding="utf-8")
    assert '<html lang="de">' in (run_folder / "report.html").read_text(encoding="utf-8")


def test_the_assessment_is_the_same_bytes_in_every_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = {}
    for language in ("en", "de"):
        monkeypatch.setenv("GITASSAY_LANGUAGE", language)
        assert run(["demo", "--out", str(tmp_path / language), "--quiet"]) == Exit.DONE
        lines = (tmp_path / language / "assessment.json").read_text(encoding="utf-8").splitlines()
        read[language] = [line for line in lines if '"generated_at"' not in line]
        assert f'<html lang="{language}">' in (tmp_path / language / "report.html").read_text(encoding="utf-8")

    assert read["en"] == read["de"]
