"""Results, data and demos of the repositories in Markdown."""

from collections.abc import Iterator

from gitassay.model.assessment import Assessment
from gitassay.model.measured import DemoRow, MeasuredCard, ResultRow
from gitassay.report.markdown_text import escaped, link
from gitassay.report.words import DATA_WORDS, short

MOST_RESULTS = 5


def markdown_measured(assessment: Assessment) -> Iterator[str]:
    """A line for each repository that was read, below it its first results and its live demos. Nothing where no repository was read."""
    cards = [(card.id, card.measured) for card in assessment.repositories if card.measured is not None]
    if cards:
        yield from ("", "## Results, data and demos", "")
    for name, measured in cards:
        yield f"- **{escaped(short(name))}**: {escaped(_sentence(measured))}"
        yield from (f"  - {_result(row)}" for row in measured.results[:MOST_RESULTS])
        yield from (f"  - {_demo(demo)}" for demo in measured.demos)


def _sentence(measured: MeasuredCard) -> str:
    if measured.problem:
        return measured.problem
    claimed = f", of which nothing here computes {measured.claimed}" if measured.claimed else ""
    results = f"Reported results: {measured.results_found}{claimed}" if measured.results_found else "No reported results"
    return f"{results}. It runs on {DATA_WORDS[measured.data]}."


def _result(row: ResultRow) -> str:
    of = f" of {row.subject}" if row.subject else ""
    on = f" on {row.data_set}" if row.data_set else ""
    behind = row.backing or "claimed, nothing here computes it"
    return escaped(f"{row.metric} {row.value}{of}{on} ({row.origin} {row.path}, line {row.line}): {behind}.")


def _demo(demo: DemoRow) -> str:
    looked = f" Looked on {demo.day}." if demo.day else ""
    address = link(demo.url, demo.url) if demo.leads_somewhere else escaped(demo.url) or "(address left out)"
    return f"Live demo {address}: {escaped(f'{demo.state}. {demo.reason}{looked}')}"
