"""What leads from a blind report back to the candidate. It is kept apart and never in the report."""

from typing import Literal

from gitassay.model.assessment import CandidateCard
from gitassay.model.document import Document


class HiddenRepository(Document):
    """A repository and what the blind report calls it."""

    called: str
    id: str
    url: str | None
    commit: str | None


class BlindKey(Document):
    """The key of a blind report. `permalinks` are by finding, in the order of its places."""

    schema_version: Literal["1.0"] = "1.0"
    kind: Literal["gitassay-blind-key"] = "gitassay-blind-key"
    assessment_sha256: str
    pseudonym: str
    candidate: CandidateCard
    repositories: tuple[HiddenRepository, ...]
    permalinks: dict[str, tuple[str, ...]]


def pseudonym(sha256: str) -> str:
    """What a blind candidate is called, in lists as on the page."""
    return f"Candidate {sha256[:4].upper()}"
