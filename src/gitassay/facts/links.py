"""Links the project shows: in its README and as its homepage."""

from dataclasses import dataclass

from gitassay.facts.readme import Readme
from gitassay.model.candidate import RepositorySource
from gitassay.model.finding import Place


@dataclass(frozen=True, slots=True)
class Link:
    """One link: where it points, its text, whether it is an image (badges are), and where it stands (None: repository homepage field)."""

    url: str
    text: str
    image: bool
    place: Place | None


def read_links(readme: Readme | None, source: RepositorySource) -> tuple[Link, ...]:
    """Collect http(s) links of the README in order, then the homepage field."""
    raise NotImplementedError
