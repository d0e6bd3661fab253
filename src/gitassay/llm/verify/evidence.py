"""Findings as the verifier reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from gitassay.llm.redact import Redactor
from gitassay.llm.verify.words import Token, plain, stems, tokens, vocabulary
from gitassay.model.assessment import Assessment, FindingDocument
from gitassay.model.outcome import Outcome

CODE = frozenset(
    {
        ".py",
        ".ipynb",
        ".js",
        ".jsx",
        ".ts",
        ".tsx",
        ".mjs",
        ".cjs",
        ".go",
        ".rs",
        ".java",
        ".kt",
        ".rb",
        ".php",
        ".cs",
        ".sh",
        ".yml",
        ".yaml",
    }
)
SAID_BY_NAME = (
    (".py", "python"),
    (".ipynb", "jupyter python notebook"),
    (".ts", "typescript"),
    (".js", "javascript"),
    (".md", "markdown"),
    ("Dockerfile", "docker container"),
    (".github/workflows/", "github actions workflow"),
)
"""What the name of a file says about it."""
PROSE = frozenset({".md", ".markdown", ".rst", ".txt", ".adoc", ""})


@dataclass(frozen=True, slots=True)
class Seat:
    """One place of a finding: path, first and last line, and what stands there."""

    path: str
    start: int
    end: int
    excerpt: str

    @property
    def is_prose(self) -> bool:
        """Whether it is a text for people, which may claim anything."""
        return PurePosixPath(self.path).suffix.lower() in PROSE


@dataclass(frozen=True)
class Exhibit:
    """One finding: what gitassay says (message, question, measures) and what stands in the candidate's files (excerpts)."""

    id: str
    repository: str
    names: tuple[str, ...]
    outcome: Outcome
    message: str
    question: str
    discount: str
    measures: tuple[tuple[str, float | int | str], ...]
    seats: tuple[Seat, ...]

    @cached_property
    def told(self) -> frozenset[str]:
        """Stems of what gitassay itself says."""
        texts = [self.message, self.question, self.discount]
        texts += [f"{key.replace('_', ' ')} {value if isinstance(value, str) else ''}" for key, value in self.measures]
        return frozenset(stems(texts))

    @cached_property
    def asked(self) -> frozenset[str]:
        """Stems of the question."""
        return frozenset(stems([self.question]))

    @cached_property
    def written(self) -> frozenset[str]:
        """Stems of code and settings in the excerpts, and of the names of files."""
        texts = [seat.excerpt for seat in self.seats if not seat.is_prose]
        names = (seat.path.replace("/", " ") for seat in self.seats)
        known = (
            words for seat in self.seats for ending, words in SAID_BY_NAME if seat.path.lower().endswith(ending) or ending in seat.path
        )
        return frozenset(stems([*texts, *names, *known]))

    @cached_property
    def claimed(self) -> frozenset[str]:
        """Stems of prose in the excerpts: what the candidate says, and nothing proves."""
        return frozenset(stems(seat.excerpt for seat in self.seats if seat.is_prose))

    @cached_property
    def message_tokens(self) -> tuple[Token, ...]:
        """The tokens of the message."""
        return tuple(tokens(self.message))

    @cached_property
    def shows_use(self) -> bool:
        """Whether gitassay says that something is put to use, or points at code."""
        said = {token.text.lower() for token in self.message_tokens}
        return bool(said & vocabulary().use_shown) or any(PurePosixPath(seat.path).suffix.lower() in CODE for seat in self.seats)

    @property
    def raw(self) -> str:
        """Everything in it as one text, for quotations and names that must occur to the letter."""
        rows = [self.message, self.question, *self.names, *(str(value) for _, value in self.measures)]
        return "\n".join([*rows, *(f"{seat.path}\n{seat.excerpt}" for seat in self.seats)])


def exhibits(assessment: Assessment, redact: Redactor | None = None) -> dict[str, Exhibit]:
    """Every finding by id; with a redactor, as a model was told of it."""
    return {finding.id: _exhibit(finding, redact) for finding in assessment.findings}


def _exhibit(finding: FindingDocument, redact: Redactor | None) -> Exhibit:
    short = finding.repository.rsplit("/", 1)[-1]
    seats = tuple(Seat(place.path, place.start, place.end, place.excerpt) for place in finding.locations)
    names = tuple(dict.fromkeys((finding.repository, short)))
    message, measures = finding.message, tuple(sorted(finding.measures.items()))
    if redact is not None:
        names = (redact.names.get(finding.repository, short),)
        message = redact.text(message)
        measures = tuple((key, value) for key, value in measures if not isinstance(value, str))
        seats = tuple(Seat(redact.path(seat.path), seat.start, seat.end, redact.excerpt(seat.excerpt, seat.path, 400)) for seat in seats)
    return Exhibit(
        id=finding.id,
        repository=finding.repository,
        names=names,
        outcome=finding.outcome,
        message=plain(message),
        question=plain(finding.question),
        discount=finding.discount or "",
        measures=measures,
        seats=seats,
    )


def union(cited: Iterable[Exhibit], field: str) -> frozenset[str]:
    """A set of stems over several exhibits."""
    return frozenset().union(*(getattr(one, field) for one in cited))
