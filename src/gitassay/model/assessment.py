"""The assessment: the one versioned document that everything shown or exported is made from."""

import hashlib
from typing import Literal

from pydantic import Field

from gitassay.model.candidate import Status
from gitassay.model.comparison import Comparison
from gitassay.model.dependencies import DependencyTable, LookedUp
from gitassay.model.document import Document, LocationDocument, canonical
from gitassay.model.measured import MeasuredCard
from gitassay.model.outcome import Confidence, Outcome
from gitassay.model.readme import ReadmeCard
from gitassay.model.upstream import Upstream

SCHEMA_VERSION = "1.0"


class Tool(Document):
    """What made the document."""

    name: Literal["gitassay"] = "gitassay"
    version: str


class RubricReference(Document):
    """Which rubric judged, exactly. `profile` names a role profile that changed weights or targets."""

    id: str
    version: str
    sha256: str
    title: str
    profile: str | None = None


class CandidateCard(Document):
    """The candidate as labelled by the person who started the run."""

    name: str
    login: str | None = None
    url: str | None = None
    upstream: Upstream | None = None
    """Pull requests that others merged; None where GitHub was not asked or did not say."""


class LanguageShare(Document):
    """Bytes of own code in one language, and its share of all of them (0 to 1)."""

    name: str
    bytes: int
    share: float


class Month(Document):
    """Own commits in one month (YYYY-MM)."""

    month: str
    commits: int


class RepositoryCard(Document):
    """One repository on offer: what became of it and, if it was read, what it is. Dates are YYYY-MM-DD in UTC."""

    id: str
    url: str | None
    commit: str | None
    status: Status
    reason: str
    description: str | None = None
    fork: bool = False
    archived: bool = False
    licence: str | None = None
    languages: tuple[LanguageShare, ...] = ()
    left_out_bytes: int = 0
    files: int = 0
    commits: int = 0
    own_commits: int | None = None
    own_share: float | None = None
    own_lines_share: float | None = None
    """The candidate's share of the lines of source files, by the commits that touch each; None when it can't be told."""
    copied_folders: tuple[str, ...] = ()
    """Folders with a library that was copied whole from elsewhere; nothing in them counts as the candidate's."""
    first_commit: str | None = None
    last_commit: str | None = None
    activity: tuple[Month, ...] = ()
    truncated: tuple[str, ...] = ()
    dependencies: DependencyTable = DependencyTable()
    feeds: tuple[str, ...] = ()
    """Ids of the categories this repository is evidence for."""
    readme: ReadmeCard | None = None
    measured: MeasuredCard | None = None
    """What its README tells, and what became of its claims; None without a README."""


class Reason(Document):
    """A sentence of judgement and the ids of the findings it rests on. `level` is the level it belongs to."""

    text: str
    findings: tuple[str, ...] = ()
    level: int | None = None


class Question(Document):
    """A question for the interview: why it is asked, and what a good answer touches."""

    text: str
    because: str
    touches: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


class LevelAnchor(Document):
    """What one score of a category means, in the rubric's words."""

    score: int
    name: str
    anchor: str


class CategoryAssessment(Document):
    """One category: the suggestion with its range, or None when there was nothing to assess.

    `low` to `high` is what the evidence supports; `coverage` the share of the category's signals that had data.
    """

    id: str
    title: str
    weight: float
    suggested: int | None
    low: int
    high: int
    level: str | None
    anchors: tuple[LevelAnchor, ...]
    confidence: Confidence
    confidence_reason: str
    coverage: float
    signals_asked: int
    signals_with_data: int
    reasons: tuple[Reason, ...] = ()
    missing: tuple[Reason, ...] = ()
    questions: tuple[Question, ...] = ()


class Tier(Document):
    """A tier of the rubric with its hiring signal; totals from `at_least` on belong to it."""

    name: str
    at_least: float
    hiring_signal: str


class Total(Document):
    """The suggested total of 100 as an interval (unassessed categories span 0 to 5). `tier` only when the interval lies within one."""

    low: float
    high: float
    tier: str | None
    tiers_possible: tuple[str, ...]
    assessed: int
    of: int
    statement: str
    deciding: tuple[str, ...] = ()
    """Ids of the categories that decide the tier, widest first."""


class Flag(Document):
    """A green or red flag of the rubric, seen in one repository. `explanation` says what would explain a red one."""

    signal: str
    polarity: Literal["green", "red"]
    repository: str
    message: str
    finding: str
    explanation: str | None = None
    row: str | None = None
    """The row of the rubric's flag table it belongs to, None for a flag beside the table."""


class FlagTableRow(Document):
    """One row of the rubric's flag table, in its words, and in which repositories with own code it was seen, not seen, or not measured."""

    id: str
    polarity: Literal["green", "red"]
    title: str
    text: str
    seen: tuple[str, ...] = ()
    not_seen: tuple[str, ...] = ()
    not_measured: tuple[str, ...] = ()


class FindingDocument(Document):
    """One signal's answer on one repository."""

    id: str
    signal: str
    repository: str
    outcome: Outcome
    confidence: Confidence
    message: str
    question: str
    discount: str | None = None
    measures: dict[str, float | int | str] = Field(default_factory=dict)
    locations: tuple[LocationDocument, ...] = ()
    categories: tuple[str, ...] = ()
    """Ids of the categories that ask this signal."""


class Attention(Document):
    """Something a person should look at before anything else."""

    text: str
    findings: tuple[str, ...] = ()
    repository: str | None = None
    category: str | None = None


class Assessment(Document):
    """The whole document. `sha256` is over the canonical JSON of all but `sha256` and `generated_at`."""

    schema_version: str = SCHEMA_VERSION
    tool: Tool
    rubric: RubricReference
    as_of: str
    candidate: CandidateCard
    status: Literal["assessed", "insufficient_public_evidence"]
    attention: tuple[Attention, ...]
    repositories: tuple[RepositoryCard, ...]
    categories: tuple[CategoryAssessment, ...]
    total: Total
    tiers: tuple[Tier, ...]
    flags: tuple[Flag, ...]
    flag_table: tuple[FlagTableRow, ...] = ()
    findings: tuple[FindingDocument, ...]
    comparisons: tuple[Comparison, ...] = ()
    looked_up: tuple[LookedUp, ...] = ()
    """Sources of advisories and releases that were asked; empty when the user named none."""
    notes: tuple[str, ...] = ()
    sha256: str = ""
    generated_at: str = ""

    def digest(self) -> str:
        """The sha256 this document should carry."""
        content = self.model_dump(mode="json", exclude={"sha256", "generated_at"})
        return hashlib.sha256(canonical(content)).hexdigest()

    def sealed(self, generated_at: str) -> "Assessment":
        """The same document with its hash and the time it was made."""
        return self.model_copy(update={"sha256": self.digest(), "generated_at": generated_at})
