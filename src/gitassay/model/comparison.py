"""A repository beside the known tutorial, course or example that most of its matching code leads to."""

from gitassay.model.document import Document, LocationDocument
from gitassay.model.outcome import Outcome


class ComparedSource(Document):
    """The known work. `kind` is tutorial or example; `commit` is the one that was indexed; `url` is None for a local folder."""

    name: str
    title: str
    kind: str
    url: str | None
    commit: str
    licence: str


class SourceLines(Document):
    """Lines `start` to `end` of the known work. `excerpt` is None when its text was not brought (an index holds hashes only)."""

    path: str
    start: int
    end: int
    permalink: str
    excerpt: str | None = None


class MatchedRegion(Document):
    """One region here beside the same in the known work; both excerpts may be less than the region.

    `lines` is how long the region is here; `verbatim` the share written alike, the rest has other names (0 to 1).
    """

    here: LocationDocument
    there: SourceLines
    lines: int
    tokens: int
    verbatim: float


class Comparison(Document):
    """What of one repository matches one known work.

    `outcome` is the answer to the question whether the project as a whole matches. `share` is of all compared code (0 to 1);
    `own_lines` about how many lines match nothing known; `same_files` how many files are the very same; `credit` where the README
    names the known work; `more` regions are left out. `unquoted` says why the known work's lines are not shown ("": they are).
    """

    repository: str
    outcome: Outcome
    source: ComparedSource
    share: float
    own_lines: int
    same_files: int
    credit: LocationDocument | None
    regions: tuple[MatchedRegion, ...]
    more: int = 0
    unquoted: str = ""
