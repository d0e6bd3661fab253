"""Puts readings and rubric together into the assessment."""

from collections.abc import Sequence
from datetime import date

from gitassay.model.assessment import Assessment, CandidateCard, FindingDocument, RepositoryCard, Tool
from gitassay.model.dependencies import LookedUp
from gitassay.model.document import LocationDocument
from gitassay.model.finding import Finding, Location
from gitassay.model.reading import RepositoryReading
from gitassay.model.rubric import Rubric
from gitassay.scoring.attention import attention
from gitassay.scoring.evidence import Evidence, arrange, counts
from gitassay.scoring.flags import flag_table, raise_flags
from gitassay.scoring.permalink import permalink
from gitassay.scoring.rubric import LoadedRubric
from gitassay.scoring.suggest import suggest
from gitassay.scoring.totals import total_of


def assemble(
    candidate: CandidateCard,
    readings: Sequence[RepositoryReading],
    loaded: LoadedRubric,
    questions: dict[str, str],
    as_of: date,
    version: str,
    looked_up: tuple[LookedUp, ...] = (),
) -> Assessment:
    """Judge a candidate's readings by a rubric. Pure: the order of readings does not matter, and no clock is asked.

    `questions` maps each signal's id to its question; `version` is the tool's;
    `looked_up` names the dated answers that findings rest on.
    """
    ordered = sorted(readings, key=lambda reading: reading.card.id)
    rubric = loaded.rubric
    evidence = arrange(
        {reading.card.id: reading.findings for reading in ordered if reading.findings},
        frozenset(reading.card.id for reading in ordered if reading.has_code),
    )
    categories = tuple(suggest(rubric, category, evidence) for category in rubric.categories)
    cards = tuple(_fed(reading.card, evidence, loaded) for reading in ordered)
    flags = raise_flags(rubric, evidence)
    total = total_of(categories, rubric.tiers)
    return Assessment(
        tool=Tool(version=version),
        rubric=loaded.reference,
        as_of=as_of.isoformat(),
        candidate=candidate,
        status="assessed" if total.assessed else "insufficient_public_evidence",
        attention=attention(cards, categories, flags, evidence),
        repositories=cards,
        categories=categories,
        total=total,
        tiers=rubric.tiers,
        flags=flags,
        flag_table=flag_table(rubric, evidence),
        findings=_documents(cards, evidence, questions, rubric),
        comparisons=tuple(reading.comparison for reading in ordered if reading.comparison is not None),
        looked_up=looked_up,
        notes=loaded.notes,
    )


def _fed(card: RepositoryCard, evidence: Evidence, loaded: LoadedRubric) -> RepositoryCard:
    """The card with the categories whose evidence signals this repository answers with a yes that counts."""
    rows = evidence.by_repository.get(card.id, {})
    feeds = tuple(
        category.id
        for category in loaded.rubric.categories
        if any(
            counts(rows[signal]) for signal, worth in loaded.rubric.signals.items() if category.id in worth.categories and signal in rows
        )
    )
    return card.model_copy(update={"feeds": feeds})


def _documents(
    cards: Sequence[RepositoryCard], evidence: Evidence, questions: dict[str, str], rubric: Rubric
) -> tuple[FindingDocument, ...]:
    return tuple(
        _document(card, finding, evidence.id(card.id, finding.signal), questions.get(finding.signal, "")).model_copy(
            update={"categories": rubric.signals[finding.signal].categories if finding.signal in rubric.signals else ()}
        )
        for card in cards
        for finding in evidence.by_repository.get(card.id, {}).values()
    )


def _document(card: RepositoryCard, finding: Finding, one: str, question: str) -> FindingDocument:
    return FindingDocument(
        id=one,
        signal=finding.signal,
        repository=card.id,
        outcome=finding.outcome,
        confidence=finding.confidence,
        message=finding.message,
        question=question,
        discount=finding.discount,
        measures=dict(finding.measures),
        locations=tuple(_location(card, location) for location in finding.locations),
    )


def _location(card: RepositoryCard, location: Location) -> LocationDocument:
    return LocationDocument(
        path=location.path,
        start=location.start,
        end=location.end,
        commit=location.commit,
        permalink=permalink(card.id, card.url, location),
        excerpt=location.excerpt,
        shortened=location.shortened,
    )
