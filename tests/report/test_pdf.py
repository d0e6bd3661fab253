import subprocess
from pathlib import Path

import pytest

from gitassay.report.formats import UnknownFormatError, parse_formats
from gitassay.report.pdf import NO_BROWSER, PrintingError, render_pdf
from tests.support.sample import hostile_assessment, sample_assessment


def told(command: str, *arguments: str) -> str:
    return subprocess.run([command, *arguments], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    path.write_bytes(render_pdf(sample_assessment()))
    return path


def test_a_pdf_is_tagged_titled_and_sound(sample: Path) -> None:
    about = told("pdfinfo", str(sample))

    assert "Tagged:          yes" in about
    assert "Title:           Lena Okafor" in about
    assert "No syntax or stream encoding errors found" in told("qpdf", "--check", str(sample))


def test_a_pdf_tells_every_category_and_shows_folded_evidence(sample: Path) -> None:
    text = " ".join(told("pdftotext", str(sample), "-").split())

    assert [row.title for row in sample_assessment().categories if row.title not in text] == []
    assert "Matches with known works" in text
    assert "What each score means" in text


def test_a_pdf_has_no_script_and_no_file_within(tmp_path: Path) -> None:
    path = tmp_path / "hostile.pdf"
    path.write_bytes(render_pdf(hostile_assessment()))

    assert "JavaScript:      no" in told("pdfinfo", str(path))
    assert told("pdfdetach", "-list", str(path)).strip() == "0 embedded files"


def test_without_a_browser_a_pdf_is_refused_before_any_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("GITASSAY_CHROMIUM", raising=False)

    with pytest.raises(UnknownFormatError, match="A PDF needs Chromium"):
        parse_formats("html,pdf")
    with pytest.raises(PrintingError, match=NO_BROWSER[:30]):
        render_pdf(sample_assessment())


def test_a_browser_that_prints_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITASSAY_CHROMIUM", "/bin/true")

    with pytest.raises(PrintingError, match="made no PDF"):
        render_pdf(sample_assessment())
