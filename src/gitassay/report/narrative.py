"""The summary as the page and Markdown show it: sentences with links to the numbered evidence, and what was dropped."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gitassay.model.assessment import Assessment
from gitassay.model.summary import DroppedSentence, Part, Rephrased, Summary
from gitassay.report.evidence import Exhibits, PlaceView
from gitassay.report.language import marked

Title = Callable[[Part], str]


@dataclass(frozen=True, slots=True)
class SentenceView:
    """One sentence, the numbers of the evidence the page shows for it, and the places of what the page does not number."""

    text: str
    numbers: tuple[int, ...]
    places: tuple[PlaceView, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """One part. `anchor` is the category's place on the page, "" for what belongs to none."""

    part: Part
    title: str
    anchor: str
    sentences: tuple[SentenceView, ...]


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The whole summary. `untold` are parts without prose, each with its reason."""

    document: Summary
    overview: PartView | None
    categories: tuple[PartView, ...]
    questions: tuple[Rephrased, ...]
    untold: tuple[PartView, ...]
    dropped: tuple[tuple[str, DroppedSentence], ...]

    @property
    def tried(self) -> int:
        """How many sentences and questions were judged."""
        return self.document.kept + self.document.dropped_count


def summary_view(summary: Summary | None, assessment: Assessment, exhibits: Exhibits) -> SummaryView | None:
    """Arrange a summary for the page; None when there is none, or it is of another assessment.

    `exhibits` have numbered the page's evidence already, so that a citation leads to the line that shows it.
    """
    if summary is None or not summary.fits(assessment):
        return None
    parts = tuple(_parts(summary, assessment, exhibits))
    written = [view for view in parts if view.part.state == "written"]
    return SummaryView(
        document=summary,
        overview=next((view for view in written if view.part.kind == "overview"), None),
        categories=tuple(view for view in written if view.part.kind == "category"),
        questions=tuple(one for view in written for one in view.part.questions),
        untold=tuple(view for view in parts if view.part.state != "written"),
        dropped=tuple((view.title, one) for view in parts for one in view.part.dropped),
    )


def part_title(part: Part, assessment: Assessment) -> str:
    """What a part is called."""
    titles = {category.id: category.title for category in assessment.categories}
    if part.kind == "category":
        return titles.get(part.category or "", part.category or "")
    return marked("Overview") if part.kind == "overview" else marked("Interview questions")


def _parts(summary: Summary, assessment: Assessment, exhibits: Exhibits) -> Iterator[PartView]:
    keys = {category.id: f"c{number}" for number, category in enumerate(assessment.categories, start=1)}
    for part in summary.parts:
        sentences = tuple(_sentence(one.text, one.evidence, exhibits) for one in part.sentences)
        yield PartView(part, part_title(part, assessment), keys.get(part.category or "", ""), sentences)


def _sentence(text: str, evidence: tuple[str, ...], exhibits: Exhibits) -> SentenceView:
    numbers = [exhibits.number(one) for one in evidence]
    places = [exhibits.place(one) for one, number in zip(evidence, numbers, strict=True) if number is None]
    return SentenceView(text, tuple(one for one in numbers if one is not None), tuple(one for one in places if one is not None))
