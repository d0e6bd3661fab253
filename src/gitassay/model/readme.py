"""What a README tells and what became of its claims, as the assessment shows it for each repository."""

from enum import StrEnum

from gitassay.model.document import Document


class Standing(StrEnum):
    """What became of a claim that was looked up. "Cannot tell" says nothing for or against it."""

    FOUND = "found"
    NOT_FOUND = "not found"
    CANNOT_TELL = "cannot tell"


class ClaimDocument(Document):
    """One thing a README names: its kind (command, file, module, option, variable, badge or number), its line, and what became of it."""

    kind: str
    name: str
    line: int
    standing: Standing
    said: str


class SetupStep(Document):
    """One step from a clone to a running project: whether the README tells it so that it can be followed."""

    step: str
    standing: Standing
    said: str
    line: int | None = None


class ReadmeCard(Document):
    """The README of one repository. `covers` are the kinds of its sections, None when they were not measured.

    `claims` holds those not found first; `counts` are (found, not found, cannot tell) over all, of which `claims` may be a part.
    """

    path: str
    covers: tuple[str, ...] | None
    counts: tuple[int, int, int]
    claims: tuple[ClaimDocument, ...] = ()
    setup: tuple[SetupStep, ...] = ()
    problem: str = ""
    """Why the claims were not looked up, or "" when they were."""
