"""True sentences with one thing changed: what is changed makes them false, and false ones are dropped."""

import re
from collections.abc import Iterator

from gitassay.llm.verify.sentences import Cited
from gitassay.llm.verify.verdict import fault_of
from tests.support.sentences import SETS, judged, known

NUMBER = re.compile(r"(?<![\w.,-])\d+(?![\w.,-]*[a-zA-Z])")
TURNED = (
    (r"\bis\b", "is not"),
    (r"\bare\b", "are not"),
    (r"\bhas\b", "lacks"),
    (r"\b([Nn])o\b", "a"),
    (r"\b([Nn])one of\b", "all of"),
)
EVERY = 5
"""Of the other findings of a repository every fifth is cited for it; all of them take long and show no more."""


def kept(name: str, text: str, evidence: tuple[str, ...]) -> bool:
    return fault_of(Cited(text, evidence), known(name)) is None


def share(changed: Iterator[tuple[str, str, tuple[str, ...]]]) -> tuple[float, int]:
    """The share of changed sentences that is dropped, and how many there are."""
    rows = list(changed)
    return sum(not kept(*row) for row in rows) / len(rows), len(rows)


def true_sentences() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    return ((name, one.text, one.evidence) for name in SETS for one in judged(name) if one.true)


def renumbered() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for name, text, evidence in true_sentences():
        for match in NUMBER.finditer(text):
            yield name, f"{text[: match.start()]}{int(match.group()) + 3}{text[match.end() :]}", evidence


def turned() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for name, text, evidence in true_sentences():
        for pattern, other in TURNED:
            if re.search(pattern, text):
                yield name, re.sub(pattern, other, text, count=1), evidence


def cited_wrongly() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for name, text, evidence in true_sentences():
        repository = known(name)[evidence[0]].repository
        others = [one.id for one in known(name).values() if one.repository == repository and one.id not in evidence]
        yield from ((name, text, (other,)) for other in others[::EVERY])


def cited_of_another_repository() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for name, text, evidence in true_sentences():
        repository = known(name)[evidence[0]].repository
        if repository.rsplit("/", 1)[-1] in text:
            yield name, text, tuple(one.id for one in known(name).values() if one.repository != repository)[:1]


def test_another_number_is_dropped() -> None:
    dropped, number = share(renumbered())
    assert (dropped >= 0.98, number > 100) == (True, True)


def test_a_sentence_turned_round_is_dropped() -> None:
    dropped, number = share(turned())
    assert (dropped >= 0.95, number > 100) == (True, True)


def test_evidence_about_something_else_bears_nothing() -> None:
    dropped, number = share(cited_wrongly())
    assert (dropped >= 0.99, number > 1_000) == (True, True)


def test_evidence_of_another_repository_bears_nothing() -> None:
    assert share(cited_of_another_repository())[0] == 1.0
