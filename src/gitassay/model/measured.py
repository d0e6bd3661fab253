"""What a repository measured, what data it runs on and where it runs, as the assessment shows it."""

from gitassay.model.document import Document


class ResultRow(Document):
    """One reported result. `value` and `unit` as written, `number` with percent as a share of 1; `origin` says where it is reported.

    `backing` says what in the repository stands behind it and where; "" when nothing here computes it, so that it is a claim.
    """

    metric: str
    value: str
    number: float | None
    unit: str
    subject: str
    data_set: str
    baseline: bool
    origin: str
    path: str
    line: int
    backing: str = ""
    backing_path: str = ""
    backing_line: int = 0


class DataRow(Document):
    """One source of data: its kind (toy, public, own), a readable name, and where it is seen."""

    kind: str
    name: str
    path: str
    line: int


class DemoRow(Document):
    """A link to the project's live demo: the kind of its host, and what was found on which day (YYYY-MM-DD, "" when nobody looked)."""

    url: str
    host: str
    state: str = "not checked"
    reason: str = "Links were not checked."
    day: str = ""

    @property
    def leads_somewhere(self) -> bool:
        """Whether a visit found something there: only then may a page lead to an address that a candidate chose."""
        return bool(self.url) and self.state in ("up", "asleep", "login wall")


class MeasuredCard(Document):
    """Results, data and demos of one repository. `results` are those that say most, of `results_found`; `claimed` have nothing behind them.

    `data` is toy, public, own or none. `problem` says why nothing was worked out, or is "".
    """

    results: tuple[ResultRow, ...] = ()
    results_found: int = 0
    claimed: int = 0
    data: str = "none"
    data_sources: tuple[DataRow, ...] = ()
    demos: tuple[DemoRow, ...] = ()
    problem: str = ""
