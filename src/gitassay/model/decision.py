"""What a person decided: an append-only list of entries, each bound to the assessment it judged."""

from typing import Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from gitassay.model.assessment import RubricReference
from gitassay.model.document import Document

REASONS: dict[str, str] = {
    "interview": "Shown in an interview or a conversation",
    "private_work": "Shown in work that is not public",
    "not_their_work": "The evidence is not the candidate's own work",
    "not_a_match": "Marked as a tutorial match, but is not one",
    "misread": "The tool misread the evidence",
    "missed": "The tool missed evidence that is there",
    "level": "The evidence is right, the level is not",
    "other": "Another reason (say which)",
}
"""The closed list of reasons for a score that differs from the suggestion."""


class Choice(Document):
    """A person's score for one category. `score` is None for "cannot judge". A difference from the suggestion needs a `reason`."""

    category: str
    score: int | None = Field(ge=0, le=5)
    suggested: int | None = Field(ge=0, le=5)
    reason: str | None = None
    note: str = Field(default="", max_length=2_000)

    @model_validator(mode="after")
    def _explained(self) -> "Choice":
        if self.reason is not None and self.reason not in REASONS:
            raise ValueError(f"{self.category}: {self.reason!r} is not one of the reasons: {', '.join(REASONS)}")
        if self.score != self.suggested and self.reason is None:
            raise ValueError(f"{self.category}: a score that differs from the suggestion needs a reason")
        if self.reason == "other" and not self.note.strip():
            raise ValueError(f'{self.category}: the reason "other" needs a note that says which')
        return self


MATCH_REASONS: dict[str, str] = {
    "first": "The candidate's code was there first",
    "same_author": "The candidate wrote the known work too",
    "common": "Anyone would write it like this",
    "given": "It is a frame that was given, such as an exercise or a generated start",
    "unlike": "The two places are not alike",
    "other": "Another reason (say which)",
}
"""The closed list of reasons why what the tool calls a match is none."""


class NoMatch(Document):
    """A person's judgement that a repository does not match a known work (`source` is its name), and why."""

    repository: str
    source: str
    reason: str
    note: str = Field(default="", max_length=2_000)

    @model_validator(mode="after")
    def _explained(self) -> "NoMatch":
        if self.reason not in MATCH_REASONS:
            raise ValueError(f"{self.source}: {self.reason!r} is not one of the reasons: {', '.join(MATCH_REASONS)}")
        if self.reason == "other" and not self.note.strip():
            raise ValueError(f'{self.source}: the reason "other" needs a note that says which')
        return self


class DecisionFile(Document):
    """What the page saves: the choices made so far, bound to the assessment and the rubric they were made on."""

    schema_version: Literal["1.0"] = "1.0"
    kind: Literal["gitassay-decision"] = "gitassay-decision"
    assessment_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    rubric: RubricReference
    choices: tuple[Choice, ...]
    no_matches: tuple[NoMatch, ...] = ()
    note: str = Field(default="", max_length=5_000)

    @model_serializer(mode="wrap")
    def _without_nothing(self, plain: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Judge no match and the field is not there, so that records made before there was one keep their hashes."""
        content: dict[str, Any] = plain(self)
        if not self.no_matches:
            del content["no_matches"]
        return content


class Entry(Document):
    """One line of an append-only record. `previous` is the hash of the line before it ("" for the first)."""

    number: int
    by: str
    at: str
    previous: str
    sha256: str


class DecisionEntry(Entry):
    """One confirmed decision in the run's record. `stale` when it was made on another assessment than the one beside it."""

    decision: DecisionFile
    stale: bool = False


class RevealEntry(Entry):
    """Somebody learned who a blind report is about, and why."""

    assessment_sha256: str
    reason: str
