"""The summary in Markdown."""

from collections.abc import Iterator

from gitassay.model.assessment import Assessment
from gitassay.model.summary import Part, Summary
from gitassay.report.markdown_text import escaped
from gitassay.report.narrative import part_title


def markdown_summary(summary: Summary, assessment: Assessment) -> Iterator[str]:
    """The summary's lines; ids of evidence are those of the assessment."""
    dropped = summary.dropped_count
    yield from ("", "## Summary", "")
    held = f"{dropped} of {summary.kept + dropped} sentences did not hold and went"
    yield f"Worded by a model ({escaped(summary.model)}); {held}. No score rests on it."
    for part in summary.parts:
        yield from _part(part, part_title(part, assessment))
    if dropped:
        yield from ("", "### Dropped sentences, and why", "")
        yield from (f"- ~~{escaped(one.text)}~~ ({escaped(one.reason)})" for one in summary.dropped)


def _part(part: Part, title: str) -> Iterator[str]:
    yield from ("", f"### {escaped(title)}", "")
    if part.state != "written":
        yield f"{part.state.capitalize()}: {escaped(part.reason)}."
        return
    yield from (f"- {escaped(one.text)} ({', '.join(escaped(name) for name in one.evidence)})" for one in part.sentences)
    yield from (f"- {escaped(one.text)} (for: {escaped(one.original)})" for one in part.questions)
