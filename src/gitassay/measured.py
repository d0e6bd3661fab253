"""What the page shows of one repository's results, data and demos."""

from collections.abc import Iterable

from gitassay.facts.facts import Facts
from gitassay.facts.results import Backing
from gitassay.facts.results.table import Backed
from gitassay.model.measured import DataRow, DemoRow, MeasuredCard, ResultRow
from gitassay.plain import visible, without_secrets
from gitassay.signals.data_kind import data_of
from gitassay.signals.demo_links import demo_links

MOST_RESULTS = 30
MOST_SOURCES = 8
MOST_DEMOS = 5
LONGEST = 80
LONGEST_URL = 500


def measured_card(facts: Facts) -> MeasuredCard:
    """Results, data and demos of a repository. A fault costs these alone."""
    try:
        return _card(facts)
    except MemoryError:
        raise
    except Exception as error:  # one broken fact must not cost the repository
        return MeasuredCard(
            problem=f"Results, data and demos could not be worked out because of a fault in the tool ({type(error).__name__})."
        )


def _card(facts: Facts) -> MeasuredCard:
    rows = facts.results.rows
    data = data_of(facts)
    return MeasuredCard(
        results=tuple(_result(row) for row in _telling(rows)),
        results_found=len(rows),
        claimed=sum(row.backing is None for row in rows),
        data=data.kind.value,
        data_sources=tuple(
            DataRow(kind=one.kind.value, name=_plain(one.name), path=_plain(one.place.path), line=one.place.start)
            for one in list({(one.kind, one.name): one for one in reversed(data.sources)}.values())[::-1][:MOST_SOURCES]
        ),
        demos=tuple(
            DemoRow(url=without_secrets(visible(one.url, LONGEST_URL)), host=one.kind.value) for one in demo_links(facts)[:MOST_DEMOS]
        ),
    )


def _telling(rows: Iterable[Backed]) -> list[Backed]:
    """The rows that say most: what documents tell first, each metric and number once."""
    ordered = sorted(rows, key=lambda row: not row.result.told)
    first = {(row.result.metric, row.result.value, row.result.subject): row for row in reversed(ordered)}
    return [row for row in ordered if first[row.result.metric, row.result.value, row.result.subject] is row][:MOST_RESULTS]


def _result(row: Backed) -> ResultRow:
    one, place = row.result, row.place
    return ResultRow(
        metric=one.metric.name,
        value=_plain(one.value),
        number=one.number,
        unit=_plain(one.unit),
        subject=_plain(one.subject),
        data_set=_plain(one.data_set),
        baseline=one.baseline,
        origin=one.origin.value,
        path=_plain(one.place.path),
        line=one.place.start,
        backing=row.backing.value if row.backing else "",
        backing_path=_plain(place.path) if place and row.backing is not Backing.OUTPUT else "",
        backing_line=place.start if place and row.backing is not Backing.OUTPUT else 0,
    )


def _plain(text: str) -> str:
    return visible(without_secrets(text), LONGEST)
