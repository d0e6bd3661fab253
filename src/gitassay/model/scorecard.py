"""A scorecard in the shape that applicant-tracking systems know: attributes with ratings, and a recommendation a person gave or did not."""

from typing import Literal

from pydantic import Field

from gitassay.model.document import Document


class Attribute(Document):
    """One category. `rating` is what a person confirmed (0 to 5), None when nobody has or nobody could; `suggested` is the tool's."""

    id: str
    name: str
    weight: float
    rating: int | None = Field(ge=0, le=5)
    suggested: int | None = Field(ge=0, le=5)
    suggested_low: int = Field(ge=0, le=5)
    suggested_high: int = Field(ge=0, le=5)
    note: str = ""


class Scorecard(Document):
    """The scorecard. A draft has no submitter and no ratings; `overall` stays "no_decision", since tiers advise and people decide."""

    schema_version: Literal["1.0"] = "1.0"
    kind: Literal["gitassay-scorecard"] = "gitassay-scorecard"
    status: Literal["draft", "submitted"]
    candidate: str
    submitted_by: str | None
    submitted_at: str | None
    overall: Literal["no_decision"] = "no_decision"
    total_low: float | None
    total_high: float | None
    tier: str | None
    attributes: tuple[Attribute, ...]
    key_takeaways: tuple[str, ...]
    questions: tuple[str, ...]
    rubric: str
    assessment_sha256: str
