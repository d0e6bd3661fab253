from pathlib import Path

import pytest

from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence, Outcome
from gitassay.resources import resource
from gitassay.scoring.evidence import Evidence, arrange
from gitassay.scoring.flags import flag_table, raise_flags
from gitassay.scoring.rubric import load_rubric

RUBRIC = load_rubric(Path(resource("config") / "rubric.toml"), None).rubric
WORDS = {"yes": Outcome.YES, "no": Outcome.NO, "?": Outcome.NOT_AVAILABLE, "n/a": Outcome.NOT_APPLICABLE}


def evidence(**repositories: dict[str, str]) -> Evidence:
    rows = {
        name: tuple(Finding(signal, WORDS[word], Confidence.HIGH, "") for signal, word in answers.items())
        for name, answers in repositories.items()
    }
    return arrange(rows, frozenset(rows))


def state(row: str, answers: dict[str, str]) -> str:
    found = next(one for one in flag_table(RUBRIC, evidence(a=answers)) if one.id == row)
    return "seen" if found.seen else "not seen" if found.not_seen else "not measured"


def test_the_table_is_that_of_the_source_row_by_row() -> None:
    assert [(row.polarity, row.title, row.text) for row in RUBRIC.flags] == [
        ("green", "Real Datasets", "Using messy, non-standard data instead of “toy” sets."),
        ("red", "Tutorial Clones", "Copies of popular online course projects."),
        ("green", "Evaluation Metrics", "Detailed analysis of accuracy, latency, or cost."),
        ("red", "No Metrics", "Claims the model “works” without showing data to prove it."),
        ("green", "Clear README", "Context on why the project exists and how to run it."),
        ("red", "No Explanation", "Just a wall of code with no context or instructions."),
        ("green", "Live Demo", "A hosted URL (e.g., Streamlit, Vercel) where the app can be tested."),
        ("red", "Broken Code", "Repository doesn’t run or has missing dependencies."),
    ]


CLEAR = {
    "readme/states_purpose": "yes",
    "readme/explains_why": "yes",
    "readme/explains_setup": "yes",
    "readme/is_template_boilerplate": "no",
}
WALL = {"readme/states_purpose": "no", "readme/explains_setup": "no", "readme/shows_usage": "no"}


@pytest.mark.parametrize(
    ("row", "answers", "expected"),
    [
        ("clear_readme", CLEAR, "seen"),
        ("clear_readme", CLEAR | {"readme/explains_why": "no"}, "not seen"),
        ("clear_readme", CLEAR | {"readme/explains_setup": "no"}, "not seen"),
        ("clear_readme", CLEAR | {"readme/explains_why": "?"}, "not measured"),
        ("clear_readme", CLEAR | {"readme/is_template_boilerplate": "yes"}, "not seen"),
        ("no_explanation", WALL, "seen"),
        ("no_explanation", WALL | {"readme/explains_setup": "yes"}, "not seen"),
        ("no_explanation", WALL | {"readme/states_purpose": "?"}, "not measured"),
        ("no_metrics", {"results/reports_measured_results": "no", "foundations/trains_a_model": "yes"}, "seen"),
        ("no_metrics", {"results/reports_measured_results": "no", "genai/calls_an_llm": "yes"}, "seen"),
        ("no_metrics", {"results/reports_measured_results": "yes", "foundations/trains_a_model": "yes"}, "not seen"),
        ("evaluation_metrics", {"results/reports_measured_results": "yes", "results/measures_latency": "yes"}, "seen"),
        ("evaluation_metrics", {"results/reports_measured_results": "yes", "results/measures_cost": "yes"}, "seen"),
        ("evaluation_metrics", {"results/reports_measured_results": "no", "results/measures_cost": "yes"}, "not seen"),
        ("broken_code", {"dependencies/declares_what_it_imports": "no"}, "seen"),
        ("broken_code", {"integrity/parses": "n/a"}, "not measured"),
        ("real_datasets", {"data/uses_real_data": "yes"}, "seen"),
        ("tutorial_clones", {"originality/matches_known_tutorial": "yes"}, "seen"),
        ("live_demo", {"demo/links_a_live_demo": "no"}, "not seen"),
    ],
)
def test_a_row_is_seen_where_all_it_requires_holds(row: str, answers: dict[str, str], expected: str) -> None:
    assert state(row, answers) == expected


def test_a_project_without_a_model_has_nothing_to_measure() -> None:
    signals = ("foundations/trains_a_model", "foundations/writes_training_loop", "genai/calls_an_llm", "genai/fine_tunes")
    answers = dict.fromkeys(signals, "no") | {"results/reports_measured_results": "no"}
    assert state("no_metrics", answers) == "not seen"
    assert raise_flags(RUBRIC, evidence(a=answers)) == ()


def test_the_candidate_is_told_in_which_repositories_a_row_was_seen() -> None:
    found = evidence(a=CLEAR, b=CLEAR | {"readme/explains_setup": "no"}, c=CLEAR | {"readme/explains_setup": "?"})
    row = next(one for one in flag_table(RUBRIC, found) if one.id == "clear_readme")
    assert (row.seen, row.not_seen, row.not_measured) == (("a",), ("b",), ("c",))


def test_flags_of_a_row_are_raised_only_where_it_holds() -> None:
    flags = raise_flags(RUBRIC, evidence(a=CLEAR, b=CLEAR | {"readme/explains_setup": "no"}))
    assert [(flag.repository, flag.signal, flag.row) for flag in flags] == [
        ("a", "readme/explains_setup", "clear_readme"),
        ("a", "readme/explains_why", "clear_readme"),
        ("a", "readme/states_purpose", "clear_readme"),
    ]


def test_each_row_has_a_signal_that_raises_its_flag() -> None:
    worth = RUBRIC.signals
    for row in RUBRIC.flags:
        told = [(worth[one].green or worth[one].green_on_no, worth[one].red or worth[one].red_on_no) for one in row.signals]
        assert all(green if row.polarity == "green" else red for green, red in told)


def test_a_red_flag_is_raised_by_these_answers_and_no_other() -> None:
    worth = RUBRIC.signals
    assert {one for one, row in worth.items() if row.red} == {
        "data/uses_toy_dataset",
        "dependencies/left_a_known_vulnerability",
        "foundations/leaks_test_data",
        "integrity/has_conflict_markers",
        "integrity/is_mostly_stubs",
        "originality/follows_course_assignment",
        "originality/is_untouched_template",
        "originality/matches_known_tutorial",
        "originality/readme_matches_tutorial",
        "readme/is_template_boilerplate",
    }
    assert {one for one, row in worth.items() if row.red_on_no} == {
        "dependencies/declares_what_it_imports",
        "integrity/local_imports_resolve",
        "integrity/names_are_defined",
        "integrity/notebooks_end_without_error",
        "integrity/parses",
        "readme/states_purpose",
        "responsibility/keeps_secrets_out",
        "results/reports_measured_results",
    }
