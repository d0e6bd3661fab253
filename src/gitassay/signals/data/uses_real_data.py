"""Whether the project works on data that nobody prepared for learners."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.datasets import other_data, toys_used
from gitassay.signals.places import named
from gitassay.signals.signal import signal

CLEANING_KINDS = 2
_MOSTLY_TOYS = frozenset({"TensorFlow Datasets"})
"""Loaders whose data sets are mostly those of textbooks, named by a variable as often as not."""

_CLEANING = frozenset(
    {
        "dropna",
        "fillna",
        "drop_duplicates",
        "interpolate",
        "to_numeric",
        "to_datetime",
        "ffill",
        "bfill",
        "clip",
        "SimpleImputer",
        "KNNImputer",
        "IterativeImputer",
    }
)


@signal("Does the project work on real data that it collects or cleans?")
def uses_real_data(facts: Facts, answer: Answer) -> Finding:
    """Collecting and cleaning data is where much of the work on real projects lies.

    Seen: scraping, public data sets beyond those of textbooks, and data files of the project that code cleans in at least two ways.
    Not seen: private data that is not in the repository, and whether a data set is messy; data from a database may be the app's own.
    """
    collected = tuple(use for use in facts.uses("scraping", "public_dataset") if use.library not in _MOSTLY_TOYS)
    toys = toys_used(facts)
    toy_places = {(toy.place.path, toy.place.start) for toy in toys}
    collected = tuple(use for use in collected if (use.place.path, use.place.start) not in toy_places)
    if collected:
        ways = sorted({use.library for use in collected})
        scraped = any(use.concept == "scraping" for use in collected)
        confidence = Confidence.HIGH if scraped else Confidence.MEDIUM
        return answer.yes(
            f"Data are collected with {named(ways)}.", [use.place for use in collected], confidence, {"ways": ", ".join(ways)}
        )
    cleaned = _cleaning(facts)
    kinds = {name for name, _ in cleaned}
    kept = other_data(facts)
    if kept and len(kinds) >= CLEANING_KINDS and not toys:
        said = f"Own data files ({named(kept, 2)}) are cleaned: {named(sorted(kinds))}."
        return answer.yes(
            said, [place for _, place in cleaned], Confidence.MEDIUM, {"data_files": len(kept), "ways_of_cleaning": len(kinds)}
        )
    return no_unless_unread(facts, answer, "No code that collects or cleans data of its own was found.")


def _cleaning(facts: Facts) -> list[tuple[str, Place]]:
    calls = [(unit.path, call) for unit in facts.code.own for call in unit.calls]
    return [(name, Place(path, call.line, call.end)) for path, call in calls if (name := call.name.rsplit(".", 1)[-1]) in _CLEANING]
