"""A repository beside a known work, by hand: one that matches, and one of which only parts do."""

from gitassay.model.comparison import ComparedSource, Comparison, MatchedRegion, SourceLines
from gitassay.model.document import LocationDocument
from gitassay.model.outcome import Outcome

HERE = "df = pd.read_csv(path)\n\nX = df.drop(columns=['Churn'])\ny_own = df['Churn']"
THERE = "df = pd.read_csv(path)\n\nX  =  df.drop(columns=['Churn'])\ny = df['Churn']"

SOURCE = ComparedSource(
    name="school/churn",
    title="Churn course",
    kind="tutorial",
    url="https://github.com/school/churn",
    commit="d5" * 20,
    licence="MIT",
)


def comparison(repository: str, outcome: Outcome = Outcome.YES, there: str | None = THERE, **changed: object) -> Comparison:
    """One region of four lines, of which two are alike (spaces aside) and one has another name."""
    here = LocationDocument(
        path="notebooks/01_first_look.py",
        start=14,
        end=17,
        commit="c4" * 20,
        permalink=f"https://github.com/{repository}/blob/{'c4' * 20}/notebooks/01_first_look.py#L14-L17",
        excerpt=HERE,
    )
    place = SourceLines(path="churn.py", start=30, end=33, permalink="https://github.com/school/churn/blob/d5/churn.py#L30", excerpt=there)
    made = Comparison(
        repository=repository,
        outcome=outcome,
        source=ComparedSource(
            name="school/churn",
            title="Churn course",
            kind="tutorial",
            url="https://github.com/school/churn",
            commit="d5" * 20,
            licence="MIT",
        ),
        share=0.62,
        own_lines=148,
        same_files=1,
        credit=here.model_copy(update={"excerpt": "Follows the churn course", "end": 14}),
        regions=(MatchedRegion(here=here, there=place, lines=41, tokens=380, verbatim=0.9),),
        more=2,
        unquoted="" if there else "The index holds no text.",
    )
    return made.model_copy(update=changed)
