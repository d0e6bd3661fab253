from gitassay.model.assessment import LanguageShare, Month
from gitassay.report.charts import MOST_MONTHS, meter, portfolio_activity, repository_activity, shares, table_rows
from tests.support.sample import sample_assessment

CARD = sample_assessment().repositories[0]


def months(*rows: tuple[str, int]) -> tuple[Month, ...]:
    return tuple(Month(month=name, commits=commits) for name, commits in rows)


def test_months_without_commits_keep_their_place() -> None:
    plot = repository_activity(CARD.model_copy(update={"activity": months(("2026-08", 4), ("2026-11", 2))}), "2026-11-23")

    assert [(bar.month, bar.commits) for bar in plot.bars] == [("2026-08", 4), ("2026-09", 0), ("2026-10", 0), ("2026-11", 2)]
    assert [bar.height for bar in plot.bars] == [28.0, 0.0, 0.0, 14.0]
    assert (plot.most, plot.busiest, plot.total) == (4, "2026-08", 6)


def test_forged_months_do_not_stretch_the_plot() -> None:
    rows = months(("1970-01", 3), ("2026-11", 2), ("9999-12", 1), ("nonsense", 7))
    plot = repository_activity(CARD.model_copy(update={"activity": rows}), "2026-11-23")

    assert len(plot.bars) <= MOST_MONTHS
    assert (plot.earlier, plot.later, plot.total) == (3, 1, 6)


def test_no_commits_give_no_bars() -> None:
    assert repository_activity(CARD.model_copy(update={"activity": ()}), "2026-11-23").bars == ()


def test_bars_stay_within_the_drawing() -> None:
    for bar in portfolio_activity(sample_assessment()).bars:
        assert 0 <= bar.x <= bar.x + bar.width <= 720
        assert 0 <= bar.height <= 96


def test_the_portfolio_adds_up_the_repositories() -> None:
    assessment = sample_assessment()

    assert portfolio_activity(assessment).total == sum(month.commits for card in assessment.repositories for month in card.activity)


def test_the_table_lists_months_with_commits_newest_first() -> None:
    plot = repository_activity(CARD.model_copy(update={"activity": months(("2026-08", 4), ("2026-11", 2))}), "2026-11-23")

    assert [row.month for row in table_rows(plot)] == ["2026-11", "2026-08"]


def test_the_meter_draws_the_band_and_no_dot_without_a_suggestion() -> None:
    categories = {category.id: meter(category) for category in sample_assessment().categories}

    assert (categories["genai"].band_x, categories["genai"].band_width, categories["genai"].dot_x) == (150.0, 100.0, 200.0)
    assert categories["reasoning"].dot_x is None


def test_shares_fill_the_bar_at_most_and_the_largest_come_first() -> None:
    drawn = shares([LanguageShare(name=name, bytes=1, share=share) for name, share in (("b", 0.4), ("a", 0.4), ("c", 0.9))])

    assert [share.name for share in drawn] == ["C", "A", "B"]
    assert sum(share.width for share in drawn) <= 100
