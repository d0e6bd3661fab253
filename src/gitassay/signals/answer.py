"""Builds findings: a yes needs a place, and a place is shown as it reads in the snapshot."""

from collections.abc import Iterable, Mapping

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Location, Place
from gitassay.model.outcome import Confidence, Outcome
from gitassay.plain import visible, without_secrets
from gitassay.signals.locating import locate

MAX_PLACES = 8
MAX_MESSAGE = 300
OWN_SHARE = 0.5
"""A file counts as the candidate's when at least this share of the commits that touch it are theirs."""

_ABOUT_FAULTS = frozenset({"originality", "data", "integrity", "history"})
"""Subjects whose yes is about where work comes from or what is wrong with it: it holds of matched code as of any other."""

Measures = Mapping[str, float | int | str]


class UnlocatedYesError(ValueError):
    """A signal said yes without a place that can be read back."""


class Answer:
    """The only way to make a finding. Messages are plain sentences for a recruiter; text from the candidate in them is made visible."""

    def __init__(self, signal: str, facts: Facts) -> None:
        self._signal = signal
        self._facts = facts

    def yes(
        self,
        message: str,
        places: Iterable[Place],
        confidence: Confidence = Confidence.HIGH,
        measures: Measures | None = None,
    ) -> Finding:
        """The question is answered with yes, at these places (the candidate's own come first).

        Raises:
            UnlocatedYesError: none of the places can be read back from the snapshot.
        """
        ordered = list(dict.fromkeys(places))
        own = [place for place in ordered if self._is_own(place.path)]
        locations = self._locations(dict.fromkeys((*own, *ordered)))
        if not locations:
            raise UnlocatedYesError(f"{self._signal} answered yes without a readable place")
        return self._finding(Outcome.YES, message, locations, self._proven(confidence), measures, self._discount(own, ordered))

    def no(
        self,
        message: str,
        places: Iterable[Place] = (),
        confidence: Confidence = Confidence.HIGH,
        measures: Measures | None = None,
    ) -> Finding:
        """The question is answered with no; places show why, where there is something to show."""
        return self._finding(Outcome.NO, message, self._locations(places), confidence, measures)

    def needs_review(self, message: str, places: Iterable[Place] = (), measures: Measures | None = None) -> Finding:
        """A person has to look: the message says at what."""
        return self._finding(Outcome.NEEDS_REVIEW, message, self._locations(places), Confidence.LOW, measures)

    def not_applicable(self, message: str) -> Finding:
        """The question makes no sense for this repository."""
        return self._finding(Outcome.NOT_APPLICABLE, message, (), Confidence.NONE, None)

    def not_available(self, message: str) -> Finding:
        """The question makes sense, but what is needed to answer it could not be had."""
        return self._finding(Outcome.NOT_AVAILABLE, message, (), Confidence.NONE, None)

    def error(self, message: str) -> Finding:
        """The signal itself failed."""
        return self._finding(Outcome.ERROR, message, (), Confidence.NONE, None)

    def _discount(self, own: list[Place], every: list[Place]) -> str | None:
        """Why a yes does not count for the candidate: others wrote what shows it, or all of it matches known work."""
        if not own:
            copied = next((library for place in every if (library := self._facts.copied_from(place.path))), None)
            if copied is not None:
                return f"The files that show this belong to a library copied into {visible(copied.folder, 80)}."
            return "The candidate did not write most of the files that show this."
        taken_over = self._facts.taken_over
        if taken_over is None or self._signal.split("/", 1)[0] in _ABOUT_FAULTS or not all(taken_over.holds(place) for place in own):
            return None
        return "What shows this matches a known tutorial, course, example or template."

    def _is_own(self, path: str) -> bool:
        """Whether the candidate wrote the file. Where no commit at all can be tied to them, nobody else is proven either."""
        if self._facts.copied_from(path) is not None:
            return False
        if not self._facts.history.own:
            return True
        return self._facts.history.shares.get(path, 0.0) >= OWN_SHARE

    def _proven(self, confidence: Confidence) -> Confidence:
        """Evidence whose authorship is unproven (an unlinked e-mail address, or somebody else's work) is of low confidence."""
        return Confidence.LOW if self._facts.history.own == 0 else confidence

    def _locations(self, places: Iterable[Place]) -> tuple[Location, ...]:
        located = (locate(self._facts, place) for place in list(dict.fromkeys(places))[:MAX_PLACES])
        return tuple(location for location in located if location is not None)

    def _finding(
        self,
        outcome: Outcome,
        message: str,
        locations: tuple[Location, ...],
        confidence: Confidence,
        measures: Measures | None,
        discount: str | None = None,
    ) -> Finding:
        return Finding(
            signal=self._signal,
            outcome=outcome,
            confidence=confidence,
            message=visible(without_secrets(message), MAX_MESSAGE),
            locations=locations,
            discount=discount,
            measures=tuple(sorted((measures or {}).items())),
        )
