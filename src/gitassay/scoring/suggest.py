"""Suggests a score for each category, with its range, reasons, what was not seen, and questions."""

from collections.abc import Callable
from dataclasses import dataclass

from gitassay.model.assessment import CategoryAssessment, Question, Reason
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence, Outcome
from gitassay.model.rubric import Ask, Category, Requirement, Rubric
from gitassay.scoring.evidence import Evidence, counts
from gitassay.scoring.ladder import UNKNOWN, Answers, Climb, Reading, climb, term_holds

MAX_FINDINGS = 6
POINTERS = 2
HIGH_COVERAGE = 0.75
FAIR_COVERAGE = 0.4


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a category's best body of evidence reaches: `place` is its repository ("" for the whole portfolio)."""

    place: str
    climbs: dict[Reading, Climb]

    def score(self, reading: Reading) -> int:
        """The level under a reading."""
        return self.climbs[reading].score


def suggest(rubric: Rubric, category: Category, evidence: Evidence) -> CategoryAssessment:
    """Judge one category. Without evidence it is not assessed: the suggestion is None and the range 0 to 5."""
    asked, known = _coverage(rubric, category, evidence)
    coverage = round(known / asked, 4) if asked else 0.0
    empty = CategoryAssessment(
        id=category.id,
        title=category.title,
        weight=category.weight,
        suggested=None,
        low=0,
        high=5,
        level=None,
        anchors=category.anchors,
        confidence=Confidence.NONE,
        confidence_reason="No public evidence for this category was seen. That says nothing about the candidate's skill.",
        coverage=coverage,
        signals_asked=asked,
        signals_with_data=known,
        questions=_questions(category, evidence),
    )
    if not _assessed(category, evidence):
        return empty
    standings = _standings(category, evidence)
    best = max(standings, key=_rank)
    low, shown, high = (max(one.score(reading) for one in standings) for reading in (Reading.SURE, Reading.SHOWN, Reading.POSSIBLE))
    confidence, why = _confidence(low, shown, high, coverage, known, asked)
    return empty.model_copy(
        update={
            "suggested": shown,
            "low": low,
            "high": high,
            "level": category.levels[shown].name,
            "confidence": confidence,
            "confidence_reason": why,
            "reasons": _reasons(category, best, evidence),
            "missing": _missing(best, evidence),
        }
    )


def _rank(one: Standing) -> tuple[int, int, int, int]:
    """Higher is better; of repositories that reach the same level, the one that meets more of what all levels ask tells more."""
    return one.score(Reading.SHOWN), len(one.climbs[Reading.SHOWN].met), one.score(Reading.SURE), one.score(Reading.POSSIBLE)


def _assessed(category: Category, evidence: Evidence) -> bool:
    if category.always:
        return bool(evidence.weighty)
    return any(counts(finding) for signal in category.evidence for _, finding in evidence.found(signal))


def _standings(category: Category, evidence: Evidence) -> list[Standing]:
    if category.scope == "portfolio":
        return [_standing("", category, evidence.portfolio())]
    places = sorted(evidence.weighty) or sorted(evidence.by_repository)
    return [_standing(place, category, evidence.answers(place)) for place in places]


def _standing(place: str, category: Category, answers: Answers) -> Standing:
    return Standing(place, {reading: climb(category, answers, reading) for reading in Reading})


def _coverage(rubric: Rubric, category: Category, evidence: Evidence) -> tuple[int, int]:
    """How many of the category's signals make sense here, and how many of those had data, over all repositories."""
    asked = known = 0
    for signal, worth in sorted(rubric.signals.items()):
        if category.id not in worth.categories:
            continue
        outcomes = {finding.outcome for _, finding in evidence.found(signal)} - {Outcome.NOT_APPLICABLE}
        asked += bool(outcomes)
        known += bool(outcomes & {Outcome.YES, Outcome.NO})
    return asked, known


def _confidence(low: int, shown: int, high: int, coverage: float, known: int, asked: int) -> tuple[Confidence, str]:
    data = f"{known} of {asked} signals had data"
    if low == high and coverage >= HIGH_COVERAGE:
        return Confidence.HIGH, f"{data}, and all readings of the evidence agree."
    reach = f"the evidence allows {low} to {high}" if low != high else f"all readings agree on {shown}"
    if high - low <= 1 and coverage >= FAIR_COVERAGE:
        return Confidence.MEDIUM, f"{data}; {reach}."
    return Confidence.LOW, f"{data}; {reach}."


def _reasons(category: Category, best: Standing, evidence: Evidence) -> tuple[Reason, ...]:
    climbed = best.climbs[Reading.SHOWN]
    met = [(level, need) for level, need in climbed.met if level <= climbed.score]
    reasons = [_reason(level, need, best.place, evidence, _supports) for level, need in met]
    told = {finding for reason in reasons for finding in reason.findings}
    rest = _also(category, best.place, evidence, told)
    if rest:
        reasons.append(Reason(text="Also seen.", findings=rest))
    return tuple(reason for reason in reasons if reason.findings)


def _also(category: Category, place: str, evidence: Evidence, told: set[str]) -> tuple[str, ...]:
    """Ids of yes findings of the category's evidence signals that no requirement spoke of."""
    found = [
        evidence.id(name, signal)
        for signal in category.evidence
        for name, finding in evidence.found(signal)
        if finding.outcome is Outcome.YES and (not place or name == place)
    ]
    return tuple(one for one in found if one not in told)[:MAX_FINDINGS]


def _supports(term: str, finding: Finding) -> bool:
    return term_holds(term, {finding.signal: (finding,)}, Reading.SHOWN)


def _opposes(term: str, finding: Finding) -> bool:
    return finding.outcome is not Outcome.NOT_APPLICABLE and not _supports(term, finding)


def _reason(level: int, need: Requirement, place: str, evidence: Evidence, wanted: Callable[[str, Finding], bool]) -> Reason:
    """A sentence about one requirement, resting on the findings that decide it."""
    rows = [
        (evidence.id(name, finding.signal), finding)
        for term in need.terms
        for name, finding in evidence.found(term.removeprefix("not "))
        if (not place or name == place) and wanted(term, finding)
    ]
    rows = rows[:MAX_FINDINGS]
    text = " ".join(dict.fromkeys(finding.message for _, finding in rows)) if wanted is _supports else _sentence(need.say)
    return Reason(text=text, findings=tuple(one for one, _ in rows), level=level)


def _sentence(say: str) -> str:
    return say[0].upper() + say[1:].rstrip(".") + "."


def _missing(best: Standing, evidence: Evidence) -> tuple[Reason, ...]:
    climbed = best.climbs[Reading.SHOWN]
    missing = [_reason(level, need, best.place, evidence, _opposes) for level, need in climbed.unmet if level > climbed.score]
    if climbed.cap is not None:
        missing.insert(0, Reason(text=_sentence(climbed.cap), level=climbed.score + 1))
    return tuple(missing)


def _questions(category: Category, evidence: Evidence) -> tuple[Question, ...]:
    """Questions whose condition holds for the portfolio as a whole, the rubric's own (unconditional) ones first."""
    pointers = _pointers(category, evidence)
    always = [_question(ask, pointers) for ask in category.questions if ask.signal is None]
    occasioned = []
    for ask in category.questions:
        if ask.signal is None:
            continue
        outcome, rows = _overall(ask.signal, evidence)
        if outcome in ask.when:
            occasioned.append(_question(ask, tuple(rows)))
    return (*always, *occasioned)


def _pointers(category: Category, evidence: Evidence) -> tuple[str, ...]:
    """The first findings that speak for the category: a question for everyone starts from something the candidate wrote."""
    found = [evidence.id(name, signal) for signal in category.evidence for name, finding in evidence.found(signal) if counts(finding)]
    return tuple(found[:POINTERS])


def _overall(signal: str, evidence: Evidence) -> tuple[str, list[str]]:
    """The portfolio's answer to one signal (yes before doubt before no), and the ids of the findings that give it."""
    found = evidence.found(signal)
    for outcome in (Outcome.YES, *sorted(UNKNOWN), Outcome.NO, Outcome.NOT_APPLICABLE):
        rows = [evidence.id(name, signal) for name, finding in found if finding.outcome is outcome]
        if rows:
            return outcome.value, rows[:MAX_FINDINGS]
    return Outcome.NOT_AVAILABLE.value, []


def _question(ask: Ask, findings: tuple[str, ...]) -> Question:
    return Question(text=ask.text, because=ask.because, touches=ask.touches, findings=findings)
