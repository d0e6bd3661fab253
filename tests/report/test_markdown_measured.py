from gitassay.model.measured import DemoRow, MeasuredCard, ResultRow
from gitassay.report.markdown_measured import markdown_measured
from tests.support.sample import sample_assessment

CLAIM = ResultRow(
    metric="accuracy",
    value="91%",
    number=0.91,
    unit="%",
    subject="<b>CNN</b>",
    data_set="",
    baseline=False,
    origin="README",
    path="README.md",
    line=3,
)


def lines(measured: MeasuredCard | None) -> list[str]:
    assessment = sample_assessment()
    card = assessment.repositories[0].model_copy(update={"id": "ada/letters", "measured": measured})
    return list(markdown_measured(assessment.model_copy(update={"repositories": (card,)})))


def test_a_claim_says_that_nothing_computes_it_and_its_words_are_no_markup() -> None:
    assert lines(MeasuredCard(results=(CLAIM,), results_found=1, claimed=1))[3:] == [
        "- **letters**: Reported results\\: 1, of which nothing here computes 1\\. It runs on no data set that was seen\\.",
        "  - accuracy 91% of &lt;b&gt;CNN&lt;/b&gt; \\(README README\\.md, line 3\\)\\: claimed, nothing here computes it\\.",
    ]


def test_a_demo_nobody_visited_is_not_checked() -> None:
    demo = DemoRow(url="https://letters.example.net/", host="own domain")
    assert lines(MeasuredCard(demos=(demo,)))[-1].endswith("not checked\\. Links were not checked\\.")


def test_repositories_that_were_not_read_make_no_section() -> None:
    assert lines(None) == []
