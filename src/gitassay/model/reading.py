"""What reading one repository gives: its card and every signal's finding. Crosses from the child process as JSON."""

from gitassay.model.assessment import RepositoryCard
from gitassay.model.comparison import Comparison
from gitassay.model.document import Document
from gitassay.model.finding import Finding


class RepositoryReading(Document):
    """One repository after reading, or the reason why it was not. `has_code` when it holds source code that is the project's own.

    `comparison` puts what matches a known tutorial beside it.
    """

    card: RepositoryCard
    findings: tuple[Finding, ...] = ()
    has_code: bool = False
    comparison: Comparison | None = None
