from datetime import date

from gitassay.link_check import MOST_LINKS, with_link_states
from gitassay.model.assessment import RepositoryCard
from gitassay.model.candidate import Status
from gitassay.model.measured import DemoRow, MeasuredCard
from gitassay.model.reading import RepositoryReading
from tests.support.canary import Listener

DAY = date(2026, 1, 2)


def reading(*urls: str) -> RepositoryReading:
    card = RepositoryCard(id="ada/letters", url=None, commit="c" * 40, status=Status.READ, reason="")
    measured = MeasuredCard(demos=tuple(DemoRow(url=url, host="own domain") for url in urls))
    return RepositoryReading(card=card.model_copy(update={"measured": measured}))


def demos(*urls: str) -> tuple[DemoRow, ...]:
    measured = with_link_states([reading(*urls)], DAY)[0].card.measured
    assert measured is not None
    return measured.demos


def test_a_forbidden_link_is_not_contacted_and_the_row_says_why() -> None:
    with Listener() as canary:
        (row,) = demos(f"http://127.0.0.1:{canary.port}/")
        assert (row.state, row.day, canary.visits) == ("not checked", "2026-01-02", [])


def test_beyond_the_most_links_of_a_candidate_nothing_is_visited() -> None:
    rows = demos(*(f"http://127.0.0.{number}/" for number in range(1, MOST_LINKS + 2)))
    assert rows[-1].reason == f"Of one candidate at most {MOST_LINKS} links are visited."


def test_a_reading_without_demos_stays_as_it_is() -> None:
    alone = RepositoryReading(card=RepositoryCard(id="ada/x", url=None, commit=None, status=Status.EMPTY, reason=""))
    assert with_link_states([alone], DAY) == [alone]
