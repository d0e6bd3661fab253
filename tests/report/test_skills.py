from gitassay.model.outcome import Outcome
from gitassay.report.skills import MOST_COLUMNS, cell, skill_map
from tests.support.sample import sample_assessment


def test_every_row_is_seen_somewhere_and_has_a_cell_for_each_repository() -> None:
    shown = skill_map(sample_assessment())

    assert [row.label for group in shown.groups for row in group.rows if "seen" not in row.cells] == []
    assert {len(row.cells) for group in shown.groups for row in group.rows} == {len(shown.columns)}


def test_a_signal_reads_as_what_a_repository_does() -> None:
    labels = [row.label for group in skill_map(sample_assessment()).groups for row in group.rows]

    assert "calls an LLM" in labels


def test_only_repositories_that_were_read_have_a_column_and_those_that_show_most_come_first() -> None:
    assessment = sample_assessment()
    shown = skill_map(assessment)
    counts = [sum(row.cells[index] == "seen" for group in shown.groups for row in group.rows) for index in range(len(shown.columns))]

    assert set(shown.columns) == {card.id for card in assessment.repositories if card.status in ("read", "partial")}
    assert counts == sorted(counts, reverse=True)


def test_what_is_discounted_or_in_doubt_is_no_seen_skill() -> None:
    (yes,) = (one for one in sample_assessment().findings if one.id == "ledger-rag:genai/calls_an_llm")

    assert cell(yes) == "seen"
    assert cell(yes.model_copy(update={"discount": "Another wrote it."})) == "discounted"
    assert cell(yes.model_copy(update={"outcome": Outcome.NEEDS_REVIEW})) == "check"
    assert cell(yes.model_copy(update={"outcome": Outcome.NO})) == ""


def test_repositories_beyond_the_columns_are_counted() -> None:
    sample = sample_assessment()
    card = next(card for card in sample.repositories if card.id.endswith("ledger-rag"))
    copies = range(MOST_COLUMNS + 3)
    crowd = sample.model_copy(
        update={
            "repositories": tuple(card.model_copy(update={"id": f"x/{number}"}) for number in copies),
            "findings": tuple(
                one.model_copy(update={"id": f"{number}:{one.id}" if number else one.id, "repository": f"x/{number}"})
                for number in copies
                for one in sample.findings
                if one.repository == card.id
            ),
        }
    )
    shown = skill_map(crowd)

    assert (len(shown.columns), shown.beyond) == (MOST_COLUMNS, 3)
    assert {row.more for group in shown.groups for row in group.rows} == {3}
