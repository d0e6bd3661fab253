"""The rows of reported results."""

from dataclasses import dataclass
from enum import StrEnum

from gitassay.model.finding import Place


class Origin(StrEnum):
    """Where a result is reported."""

    TABLE = "table"
    SENTENCE = "sentence"
    NOTEBOOK = "notebook"
    FILE = "result file"
    LOG = "experiment log"


class Backing(StrEnum):
    """What in the repository stands behind a result."""

    OUTPUT = "the executed cell that prints it"
    SAME_NUMBER = "the same number in an output or result file"
    CODE = "code that computes the metric"


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric: its family (what is alike enough to compare) and its own name ("map" is of the family "precision")."""

    family: str
    name: str


@dataclass(frozen=True, slots=True)
class Result:
    """One reported result.

    `value` is the number as written, `number` its value with percent as a share of 1 (None when it can't be read) and `unit` as
    written ("" for none). `subject` is what was measured (a row's label), `data_set` what it was measured on, as far as the text
    says so; `baseline` when the row is one to compare with. `document` is False for what stands in an output or a result file.
    """

    metric: Metric
    value: str
    number: float | None
    unit: str
    place: Place
    origin: Origin
    subject: str = ""
    data_set: str = ""
    baseline: bool = False

    @property
    def told(self) -> bool:
        """Whether a document says so, and not an output or a file that a program wrote."""
        return self.origin in (Origin.TABLE, Origin.SENTENCE)


@dataclass(frozen=True, slots=True)
class Backed:
    """A result with what stands behind it and where; both None when nothing here computes it."""

    result: Result
    backing: Backing | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Results:
    """All results of a repository: those that documents tell come first. `computed` is what its code computes, with places."""

    rows: tuple[Backed, ...]
    computed: tuple[tuple[Metric, Place], ...]
    truncated: bool = False

    @property
    def told(self) -> tuple[Backed, ...]:
        """Results that documents tell."""
        return tuple(row for row in self.rows if row.result.told)

    @property
    def readme(self) -> tuple[Result, ...]:
        """Results that documents tell, without what stands behind them."""
        return tuple(row.result for row in self.told)

    @property
    def unbacked(self) -> tuple[Result, ...]:
        """Results that documents tell and nothing in the repository computes: claims."""
        return tuple(row.result for row in self.told if row.place is None)

    @property
    def backed(self) -> tuple[Result, ...]:
        """Results that documents tell and something in the repository computes or shows."""
        return tuple(row.result for row in self.told if row.place is not None)

    @property
    def written(self) -> tuple[Result, ...]:
        """Results in files that programs wrote."""
        return tuple(row.result for row in self.rows if row.result.origin in (Origin.FILE, Origin.LOG))
