"""The summary in prose: sentences about evidence, apart from the assessment and unable to change it."""

import hashlib
from typing import Literal

from gitassay.model.assessment import Assessment
from gitassay.model.document import Document, canonical


class Sentence(Document):
    """One verified sentence and the ids of the findings it cites."""

    text: str
    evidence: tuple[str, ...]


class DroppedSentence(Document):
    """A sentence the model wrote that was not kept, and why."""

    text: str
    evidence: tuple[str, ...]
    reason: str


class Rephrased(Document):
    """A question of the assessment in the model's words. `original` is the question as the rubric asks it."""

    original: str
    text: str


class Part(Document):
    """One piece of prose: the overview, the summary of one category, or the questions of the interviewer's brief.

    `withheld`: it lost more than half of its sentences. `missing`: nothing could be had from the model. `reason` says why.
    """

    kind: Literal["overview", "category", "brief"]
    category: str | None = None
    state: Literal["written", "withheld", "missing"]
    reason: str = ""
    sentences: tuple[Sentence, ...] = ()
    questions: tuple[Rephrased, ...] = ()
    dropped: tuple[DroppedSentence, ...] = ()
    dropped_count: int = 0
    """How many were dropped; `dropped` lists no more than the first of them."""


class PromptReference(Document):
    """Which prompt was used, exactly."""

    name: str
    version: str
    sha256: str


class Usage(Document):
    """What the summary cost. Tokens as the server counts them; where it does not, bytes by three.

    `cost` is in US dollars, None when no price was given.
    """

    requests: int = 0
    from_cache: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float | None = None

    @property
    def tokens(self) -> int:
        """Both kinds together."""
        return self.prompt_tokens + self.completion_tokens


class Summary(Document):
    """The whole summary. `assessment_sha256` is the one assessment it speaks of; `sha256` covers all but itself and the usage."""

    schema_version: Literal["1.0"] = "1.0"
    kind: Literal["gitassay-summary"] = "gitassay-summary"
    assessment_sha256: str
    model: str
    prompts: tuple[PromptReference, ...]
    parts: tuple[Part, ...]
    usage: Usage = Usage()
    sha256: str = ""

    def sealed(self) -> "Summary":
        """The same document with its hash: the same words carry the same hash, whether they were paid for or cached."""
        content = self.model_dump(mode="json", exclude={"sha256", "usage"})
        return self.model_copy(update={"sha256": hashlib.sha256(canonical(content)).hexdigest()})

    def fits(self, assessment: Assessment) -> bool:
        """Whether it speaks of this very assessment."""
        return self.assessment_sha256 == assessment.sha256

    @property
    def missing(self) -> tuple[Part, ...]:
        """Parts that could not be had from the model."""
        return tuple(part for part in self.parts if part.state == "missing")

    @property
    def kept(self) -> int:
        """How many sentences and questions stand."""
        return sum(len(part.sentences) + len(part.questions) for part in self.parts)

    @property
    def dropped_count(self) -> int:
        """How many sentences and questions were dropped."""
        return sum(part.dropped_count for part in self.parts)

    @property
    def dropped(self) -> tuple[DroppedSentence, ...]:
        """The sentences that were not kept, as far as they are listed."""
        return tuple(one for part in self.parts for one in part.dropped)
