from dataclasses import replace
from itertools import permutations

import pytest

from gitassay.model.candidate import RepositorySource, Status
from gitassay.resources import resource
from gitassay.sources.selection import SelectionRule, load_rule, select

RULE = SelectionRule(max_repositories=100, max_size_mb=500, skip_forks_without_own_commits=True, skip_archived_mirrors=True)
PLAIN = RepositorySource(id="ada/engine", location="https://github.com/ada/engine.git", local=False)


def reason(source: RepositorySource, rule: SelectionRule = RULE) -> str | None:
    return select([source], rule)[0].skip_reason


@pytest.mark.parametrize(
    "source",
    [
        PLAIN,
        replace(PLAIN, archived=True),
        replace(PLAIN, fork=True, own_commits=1),
        replace(PLAIN, fork=True, own_commits=None),
        replace(PLAIN, size_kb=500_000),
    ],
    ids=["plain", "archived", "fork with own work", "fork that can't be told", "large, but within the limit"],
)
def test_what_may_hold_own_work_is_read(source: RepositorySource) -> None:
    assert reason(source) is None


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (replace(PLAIN, fork=True, own_commits=0), "a fork without commits of the candidate"),
        (replace(PLAIN, mirror=True), "a mirror"),
        (replace(PLAIN, size_kb=500_001), "larger than 500 MB"),
    ],
)
def test_what_is_left_out_says_why(source: RepositorySource, words: str) -> None:
    assert words in str(reason(source))


def test_the_most_recently_pushed_are_read_and_ties_go_by_name() -> None:
    sources = [replace(PLAIN, id=name, pushed_at=pushed) for name, pushed in (("d", 5), ("c", 9), ("b", 5), ("a", None))]
    for order in permutations(sources):
        chosen = select(order, replace(RULE, max_repositories=2))
        assert [(one.id, one.skip_reason is None) for one in chosen] == [("a", False), ("b", True), ("c", True), ("d", False)]


def test_what_is_not_read_anyway_takes_no_place() -> None:
    fork = replace(PLAIN, id="fork", fork=True, own_commits=0, pushed_at=9)
    gone = replace(PLAIN, id="gone", failure=(Status.NOT_FOUND, "gone"), pushed_at=9)
    chosen = select([fork, gone, replace(PLAIN, pushed_at=1)], replace(RULE, max_repositories=1))
    assert {one.id: one.skip_reason for one in chosen} == {"ada/engine": None, "fork": reason(fork), "gone": None}


def test_the_rule_that_ships_can_be_read_and_its_number_overridden() -> None:
    path = resource("config") / "thresholds.toml"
    assert load_rule(path).max_repositories == 100
    assert load_rule(path, 3) == replace(load_rule(path), max_repositories=3)
