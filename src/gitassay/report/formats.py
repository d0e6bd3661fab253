"""The formats a report comes in, and writing them to a folder."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gitassay.browser import find_browser
from gitassay.model.assessment import Assessment
from gitassay.model.decision import DecisionEntry
from gitassay.model.summary import Summary
from gitassay.plain import visible
from gitassay.report.csv import render_csv, render_packages
from gitassay.report.html import render_html, render_sheet
from gitassay.report.json import render_json
from gitassay.report.markdown import render_markdown
from gitassay.report.pdf import NO_BROWSER, render_pdf
from gitassay.report.sarif import render_sarif
from gitassay.report.scorecard import render_scorecard
from gitassay.report.xlsx import render_xlsx

Render = Callable[..., str | bytes]
"""Of an assessment and its decisions; of the summary, too, where `told`; in a language, where `spoken`."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the name of its file and what makes its content."""

    file: str
    render: Render
    told: bool = False
    spoken: bool = False


FORMATS: dict[str, Format] = {
    "html": Format("report.html", render_html, told=True, spoken=True),
    "json": Format("assessment.json", render_json),
    "csv": Format("report.csv", render_csv),
    "packages": Format("packages.csv", render_packages),
    "md": Format("report.md", render_markdown, told=True),
    "xlsx": Format("report.xlsx", render_xlsx),
    "sarif": Format("report.sarif", render_sarif),
    "scorecard": Format("scorecard.json", render_scorecard),
    "sheet": Format("candidate.html", render_sheet, spoken=True),
    "pdf": Format("report.pdf", render_pdf, told=True, spoken=True),
}


class UnknownFormatError(ValueError):
    """A format was asked for that there is not, or that can't be made here."""


def parse_formats(text: str) -> tuple[str, ...]:
    """The formats named in a list such as "html,csv", each once, in the order named.

    Raises:
        UnknownFormatError: one of them is none, none is named, or a PDF is and there is no browser: better said before the work.
    """
    names = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",") if name.strip()))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        told = f"{visible(unknown[0], 40)!r} is not a format." if unknown else "No format is named."
        raise UnknownFormatError(f"{told} Choose from {', '.join(FORMATS)}.")
    if "pdf" in names and find_browser() is None:
        raise UnknownFormatError(NO_BROWSER)
    return names


def write_formats(
    assessment: Assessment,
    decisions: Sequence[DecisionEntry],
    folder: Path,
    formats: Sequence[str],
    summary: Summary | None = None,
    language: str | None = None,
) -> list[Path]:
    """Write each format into the folder, which is made if need be, and return the files in the order asked for.

    Everything is rendered before anything is written. Pages speak `language`; what machines read is in English always.

    Raises:
        PrintingError: a PDF was asked for and can't be made.
        LanguageError: there is no such language.
    """
    chosen = [FORMATS[name] for name in formats]
    rendered = [(folder / one.file, one.render(assessment, decisions, **_more(one, summary, language))) for one in chosen]
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in rendered:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [path for path, _ in rendered]


def _more(one: Format, summary: Summary | None, language: str | None) -> dict[str, object]:
    return ({"summary": summary} if one.told else {}) | ({"language": language} if one.spoken else {})
