from gitassay.model.assessment import RepositoryCard
from gitassay.model.candidate import Status
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence, Outcome
from gitassay.scoring.attention import attention
from gitassay.scoring.evidence import arrange


def doubt(message: str) -> tuple[Finding, ...]:
    return (Finding("history/share_of_authorship", Outcome.NEEDS_REVIEW, Confidence.LOW, message),)


def test_the_same_doubt_about_several_repositories_is_one_row() -> None:
    evidence = arrange({"b": doubt("None of 2 commits."), "a": doubt("None of 9 commits."), "c": doubt("None of 4 commits.")}, frozenset())
    rows = attention((), (), (), evidence)
    assert [(row.text, row.findings, row.repository) for row in rows] == [
        ("a: None of 9 commits. The same is to be looked at in 2 more repositories.", ("E1", "E2", "E3"), None)
    ]


def test_a_single_doubt_names_its_repository() -> None:
    rows = attention((), (), (), arrange({"a": doubt("None of 9 commits.")}, frozenset()))
    assert [(row.text, row.repository) for row in rows] == [("None of 9 commits.", "a")]


def test_what_was_skipped_or_empty_needs_nobodys_eyes() -> None:
    cards = [
        RepositoryCard(id=status.value, url=None, commit=None, status=status, reason="Because.")
        for status in (Status.READ, Status.SKIPPED, Status.EMPTY, Status.NOT_FOUND)
    ]
    rows = attention(cards, (), (), arrange({}, frozenset()))
    assert [(row.text, row.repository) for row in rows] == [("not_found: Because.", "not_found")]
