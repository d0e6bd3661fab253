"""The closed lists of answers a signal can give."""

from enum import StrEnum


class Outcome(StrEnum):
    """What a signal found in one repository. "Not measured" is never the same as "no"."""

    YES = "yes"
    NO = "no"
    NEEDS_REVIEW = "needs_review"
    NOT_APPLICABLE = "not_applicable"
    NOT_AVAILABLE = "not_available"
    ERROR = "error"


class Confidence(StrEnum):
    """How sure a finding or a suggestion is, in words a recruiter reads."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"
