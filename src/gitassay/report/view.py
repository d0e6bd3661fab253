"""What the page shows, worked out from the assessment and the decisions alone. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from gitassay.model.assessment import (
    Assessment,
    Attention,
    CategoryAssessment,
    Flag,
    FlagTableRow,
    Question,
    RepositoryCard,
)
from gitassay.model.decision import MATCH_REASONS, REASONS, Choice, DecisionEntry, DecisionFile
from gitassay.model.final import FinalTotal, final_total
from gitassay.model.summary import Summary
from gitassay.report.asked import AskedView, asked_views
from gitassay.report.charts import Activity, Meter, Share, meter, portfolio_activity, repository_activity, shares
from gitassay.report.dependencies import PackagesView, packages_views
from gitassay.report.evidence import Exhibits, PlaceView, RungView, rungs
from gitassay.report.matches import ComparisonView, comparison_views
from gitassay.report.narrative import SummaryView, summary_view
from gitassay.report.sentences import told_text
from gitassay.report.skills import SkillMap, skill_map
from gitassay.report.words import is_read, short

MOST_OPEN = 5
"""With more lines of evidence than this a category's excerpts start closed."""
MOST_FLAG_PLACES = 6


@dataclass(frozen=True, slots=True)
class CategoryView:
    """One category. `choice` is what a person confirmed; `scores` are the rungs a person picks from."""

    key: str
    number: int
    document: CategoryAssessment
    anchor: str | None
    next_anchor: str | None
    meter: Meter
    reasons: tuple[RungView, ...]
    missing: tuple[RungView, ...]
    asked: tuple[AskedView, ...]
    evidence_count: int
    choice: Choice | None
    begun: Choice | None
    """What the form starts with: a choice begun elsewhere, or else what is confirmed."""
    preset: str
    """The value of the radio that starts chosen: a digit, "none" for "cannot judge", or "" for no choice."""

    @property
    def excerpts_open(self) -> bool:
        """Whether excerpts start open."""
        return self.evidence_count <= MOST_OPEN


@dataclass(frozen=True, slots=True)
class FlagView:
    """What one flag says, and every place it was seen at: (repository, place if it has one). `more` places are not shown."""

    flag: Flag
    places: tuple[tuple[str, PlaceView | None], ...]
    more: int


@dataclass(frozen=True, slots=True)
class AttentionView:
    """One thing to look at, with the evidence (numbers) and the category it leads to.

    `about` names the repository and the question behind it, as far as the text does not.
    """

    attention: Attention
    about: str
    exhibits: tuple[int, ...]
    places: tuple[PlaceView, ...]
    category: CategoryView | None


@dataclass(frozen=True, slots=True)
class RepositoryView:
    """One repository that was read."""

    card: RepositoryCard
    languages: tuple[Share, ...]
    activity: Activity
    feeds: tuple[CategoryView, ...]
    rows: tuple[FlagTableRow, ...]
    """Rows of the flag table seen in it."""


@dataclass(frozen=True, slots=True)
class DecisionView:
    """One recorded decision and what it came to; the total of a stale one is not worked out again."""

    entry: DecisionEntry
    total: FinalTotal | None
    changed: int


@dataclass(frozen=True, slots=True)
class PageView:
    """The whole page."""

    assessment: Assessment
    categories: tuple[CategoryView, ...]
    attention: tuple[AttentionView, ...]
    skills: SkillMap
    green: tuple[FlagView, ...]
    red: tuple[FlagView, ...]
    comparisons: tuple[ComparisonView, ...]
    packages: tuple[PackagesView, ...]
    repositories: tuple[RepositoryView, ...]
    unread: tuple[RepositoryCard, ...]
    activity: Activity
    decisions: tuple[DecisionView, ...]
    decision: DecisionView | None
    reasons: dict[str, str]
    match_reasons: dict[str, str]
    summary: SummaryView | None = None

    @property
    def final(self) -> bool:
        """Whether a person confirmed this very assessment."""
        return self.decision is not None

    @property
    def insufficient(self) -> bool:
        """Whether there was too little public evidence to suggest anything."""
        return self.assessment.status == "insufficient_public_evidence"

    @property
    def flag_counts(self) -> tuple[int, int]:
        """How many green and how many red flags there are, over all repositories."""
        green = sum(flag.polarity == "green" for flag in self.assessment.flags)
        return green, len(self.assessment.flags) - green

    @property
    def flag_titles(self) -> dict[str, str]:
        """The titles of the rows of the flag table by their ids."""
        return {row.id: row.title for row in self.assessment.flag_table}

    @property
    def questions(self) -> tuple[tuple[CategoryView, tuple[Question, ...]], ...]:
        """Questions for the interview by category, categories without one left out."""
        return tuple((category, category.document.questions) for category in self.categories if category.document.questions)


def page_view(
    assessment: Assessment,
    decisions: Sequence[DecisionEntry] = (),
    prefill: str = "suggested",
    summary: Summary | None = None,
    begun: DecisionFile | None = None,
) -> PageView:
    """Arrange an assessment for the page. The newest decision that is not stale makes the page final.

    `prefill` is "suggested" (each suggestion starts chosen, but unconfirmed) or "none". `begun` fills the form and
    makes nothing final.
    """
    recorded = tuple(_decision(assessment, entry) for entry in decisions)
    entry = current_entry(decisions)
    current = next((view for view in recorded if view.entry is entry), None)
    choices = _choices(entry.decision if entry else None)
    drafts = choices | _choices(begun)
    judged = begun or (entry.decision if entry else None)
    exhibits = Exhibits(assessment)
    chosen = {row.id: (choices.get(row.id), drafts.get(row.id)) for row in assessment.categories}
    categories = tuple(_category(assessment, exhibits, index, chosen[row.id], prefill) for index, row in enumerate(assessment.categories))
    by_id = {category.document.id: category for category in categories}
    return PageView(
        assessment=assessment,
        categories=categories,
        attention=tuple(_attention(row, exhibits, by_id) for row in assessment.attention),
        skills=skill_map(assessment),
        green=_flags(assessment, exhibits, "green"),
        red=_flags(assessment, exhibits, "red"),
        packages=packages_views(assessment),
        comparisons=comparison_views(assessment, judged.no_matches if judged else ()),
        repositories=tuple(
            _repository(card, assessment.as_of, by_id, assessment.flag_table) for card in assessment.repositories if is_read(card.status)
        ),
        unread=tuple(card for card in assessment.repositories if not is_read(card.status)),
        activity=portfolio_activity(assessment),
        decisions=recorded,
        decision=current,
        reasons=REASONS,
        match_reasons=MATCH_REASONS,
        summary=summary_view(summary, assessment, exhibits),
    )


def current_entry(decisions: Sequence[DecisionEntry]) -> DecisionEntry | None:
    """The decision that counts: the newest that is not stale."""
    return next((entry for entry in reversed(decisions) if not entry.stale), None)


Chosen = tuple[Choice | None, Choice | None]
"""What is confirmed for a category, and what its form starts with."""


def _choices(decision: DecisionFile | None) -> dict[str, Choice]:
    return {choice.category: choice for choice in decision.choices} if decision else {}


def _category(assessment: Assessment, exhibits: Exhibits, index: int, chosen: Chosen, prefill: str) -> CategoryView:
    document = assessment.categories[index]
    anchors = {anchor.score: anchor.anchor for anchor in document.anchors}
    suggested = document.suggested
    reasons = exhibits.reasons(document.reasons, "supports")
    missing = exhibits.reasons(document.missing, "against")
    return CategoryView(
        key=f"c{index + 1}",
        number=index + 1,
        document=document,
        anchor=None if suggested is None else anchors.get(suggested),
        next_anchor=None if suggested is None else anchors.get(suggested + 1),
        meter=meter(document),
        reasons=rungs(reasons),
        missing=rungs(missing),
        asked=asked_views(assessment, document.id),
        evidence_count=sum(len(reason.evidence) for reason in (*reasons, *missing)),
        choice=chosen[0],
        begun=chosen[1],
        preset=_preset(document, chosen[1], prefill),
    )


def _preset(document: CategoryAssessment, choice: Choice | None, prefill: str) -> str:
    if choice is None and prefill != "suggested":
        return ""
    score = document.suggested if choice is None else choice.score
    return "none" if score is None else str(score)


def _attention(row: Attention, exhibits: Exhibits, by_id: dict[str, CategoryView]) -> AttentionView:
    numbers = sorted({number for finding in row.findings if (number := exhibits.number(finding)) is not None})
    places = (exhibits.place(finding) for finding in row.findings if exhibits.number(finding) is None)
    return AttentionView(
        attention=row,
        about=_about(row, exhibits),
        exhibits=tuple(numbers),
        places=tuple(place for place in places if place is not None)[:2],
        category=by_id.get(row.category or ""),
    )


def _about(row: Attention, exhibits: Exhibits) -> str:
    repository = short(row.repository or "")
    named = [repository] if repository and repository not in row.text else []
    asked = told_text(exhibits.question(row.findings[0])) if len(row.findings) == 1 else ""
    return ": ".join([*named, asked]) if asked else "".join(named)


def _flags(assessment: Assessment, exhibits: Exhibits, polarity: str) -> tuple[FlagView, ...]:
    """Flags of one colour; those that say the same stand together."""
    rows: dict[tuple[str, str | None], list[Flag]] = {}
    for flag in assessment.flags:
        if flag.polarity == polarity:
            rows.setdefault((flag.message, flag.explanation), []).append(flag)
    return tuple(
        FlagView(
            flag=alike[0],
            places=tuple((short(flag.repository), exhibits.place(flag.finding)) for flag in alike[:MOST_FLAG_PLACES]),
            more=max(len(alike) - MOST_FLAG_PLACES, 0),
        )
        for alike in rows.values()
    )


def _repository(card: RepositoryCard, as_of: str, by_id: dict[str, CategoryView], table: Sequence[FlagTableRow]) -> RepositoryView:
    return RepositoryView(
        card=card,
        languages=shares(card.languages),
        activity=repository_activity(card, as_of),
        feeds=tuple(by_id[category] for category in card.feeds if category in by_id),
        rows=tuple(row for row in table if card.id in row.seen),
    )


def _decision(assessment: Assessment, entry: DecisionEntry) -> DecisionView:
    changed = sum(choice.score != choice.suggested for choice in entry.decision.choices)
    return DecisionView(entry, None if entry.stale else final_total(assessment, entry), changed)
