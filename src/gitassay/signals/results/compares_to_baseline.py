"""Whether results are held against something."""

import re
from collections.abc import Sequence

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme
from gitassay.facts.results import Origin
from gitassay.facts.results.prose import in_sentence
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.places import unread_language, without_code
from gitassay.signals.reading import at, sentences
from gitassay.signals.signal import signal

METHODS = 2
_CLAIMED = "nothing here computes them, so it is a claim to ask about."
_BASELINE = re.compile(
    r"\b(?:baselines?|naive|majority(?: class)?|random (?:guess|classifier|baseline)|zero[- ]shot|vanilla|before|without"
    r"|previous|state of the art|sota|original)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:baselines?|compared (?:to|with)|versus|vs\.?|outperform\w*|better than|faster than|slower than|worse than"
    r"|improve\w* (?:on|over|from))\b",
    re.IGNORECASE,
)


@signal("Are results compared with a baseline or with other methods?")
def compares_to_baseline(facts: Facts, answer: Answer) -> Finding:
    """A figure means something only beside another one.

    Seen: a table with figures of at least two methods or a sentence that holds a figure against another approach, where the repository
    computes or shows one of the figures; a dummy model in code. Figures that nothing here computes are a claim, for a person to ask about.
    Not seen: comparisons drawn only in charts, and sentences in other languages.
    """
    dummies = [
        Place(unit.path, call.line, call.end)
        for unit in facts.code.own
        for call in unit.calls
        if call.name.startswith("sklearn.dummy.") and call.name.count(".") == 2
    ]
    if dummies:
        return answer.yes("A dummy model serves as the baseline.", dummies)
    readme = facts.readme
    if readme:
        rows = _compared_rows(facts, readme)
        if rows:
            named_so = any(_BASELINE.search(label) for label, _ in rows)
            places = [place for _, place in rows]
            if not _computed_here(facts, places):
                return answer.needs_review(f"The README compares figures of several methods; {_CLAIMED}", places, {"rows": len(rows)})
            confidence = Confidence.HIGH if named_so else Confidence.MEDIUM
            return answer.yes("The README compares figures of several methods.", places, confidence, {"rows": len(rows)})
        spoken = [line for line, text in sentences(readme) if _AGAINST.search(text) and in_sentence(text)] if readme.english else []
        if spoken:
            places = [at(readme, line) for line in spoken]
            if not _computed_here(facts, places):
                return answer.needs_review(f"The README holds a figure against another approach; {_CLAIMED}", places)
            return answer.yes("The README holds a figure against another approach.", places, Confidence.MEDIUM)
        if not readme.english:
            return unread_language(readme, answer) or answer.no("No comparison was found.")
    return (without_code(facts, answer) if readme is None else None) or answer.no(
        "No comparison with a baseline or another method was found."
    )


def _computed_here(facts: Facts, places: Sequence[Place]) -> bool:
    """Whether the repository computes or shows any of the figures at these places: others are claims, which prove nothing."""
    backed = {(one.place.path, one.place.start) for one in facts.results.backed}
    return any((place.path, place.start) in backed for place in places)


def _compared_rows(facts: Facts, readme: Readme) -> list[tuple[str, Place]]:
    """Rows with figures, by their label, of tables that have figures for at least two methods."""
    told = (one for one in facts.results.readme if one.place.path == readme.path)
    lines = {one.place.start for one in told if one.origin is Origin.TABLE}
    by_header: dict[tuple[str, ...], list[tuple[str, Place]]] = {}
    for row in readme.rows:
        if row.line in lines and row.cells:
            by_header.setdefault(row.header, []).append((row.cells[0][:100], at(readme, row.line)))
    tables = [rows for rows in by_header.values() if len({label for label, _ in rows}) >= METHODS]
    return [row for rows in tables for row in rows if not _is_class_report(row[0])]


def _is_class_report(label: str) -> bool:
    """Whether a row is of a classification report (a class or an average), which compares no methods."""
    return label.strip().lower() in ("macro avg", "weighted avg", "accuracy", "micro avg", "0", "1")
