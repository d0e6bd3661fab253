from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence, Outcome
from gitassay.model.rubric import Rubric
from gitassay.resources import resource
from gitassay.scoring.evidence import arrange
from gitassay.scoring.flags import raise_flags
from gitassay.scoring.rubric import load_rubric
from gitassay.scoring.suggest import suggest

RUBRIC: Rubric = load_rubric(resource("config") / "rubric.toml").rubric
CATEGORY = {category.id: category for category in RUBRIC.categories}
RAG = (
    "genai/calls_an_llm",
    "genai/manages_prompts",
    "genai/retrieves_context",
    "genai/computes_embeddings",
    "genai/queries_a_vector_store",
)


def yes(signal: str, **more: object) -> Finding:
    return Finding(signal, Outcome.YES, Confidence.HIGH, f"{signal} was seen.", **more)  # type: ignore[arg-type]


def no(signal: str) -> Finding:
    return Finding(signal, Outcome.NO, Confidence.HIGH, f"{signal} was not seen.")


def judged(category: str, **repositories: list[Finding]):  # type: ignore[no-untyped-def]
    evidence = arrange({name: tuple(rows) for name, rows in repositories.items()}, frozenset(repositories))
    return suggest(RUBRIC, CATEGORY[category], evidence)


def test_no_public_evidence_is_not_assessed_and_never_nought() -> None:
    one = judged("genai", a=[no("genai/calls_an_llm"), yes("engineering/has_tests")])
    assert (one.suggested, one.low, one.high, one.level) == (None, 0, 5, None)


def test_a_retrieval_pipeline_is_an_engineers() -> None:
    one = judged("genai", a=[*map(yes, RAG), no("genai/is_thin_wrapper"), no("results/evaluates_llm_output")])
    assert (one.suggested, one.level) == (4, "Engineer")


def test_a_level_must_hold_within_one_repository() -> None:
    one = judged(
        "genai",
        a=[yes("genai/calls_an_llm"), yes("genai/manages_prompts"), no("genai/is_thin_wrapper")],
        b=[yes("genai/computes_embeddings"), yes("genai/retrieves_context"), no("genai/is_thin_wrapper")],
    )
    assert one.suggested == 3


def test_a_thin_wrapper_stays_a_builder_of_level_two() -> None:
    one = judged("genai", a=[yes("genai/calls_an_llm"), yes("genai/manages_prompts"), yes("genai/is_thin_wrapper")])
    assert one.suggested == 2


def test_why_not_higher_rests_on_the_findings_that_said_no() -> None:
    one = judged("genai", a=[*map(yes, RAG), no("genai/is_thin_wrapper"), no("results/evaluates_llm_output")])
    first = one.missing[0]
    assert (first.level, first.text, len(first.findings)) == (5, "No evaluation of the model's output was seen.", 1)


def test_reasons_rest_on_findings_of_the_best_repository() -> None:
    one = judged("genai", a=[*map(yes, RAG), no("genai/is_thin_wrapper")], b=[yes("genai/calls_an_llm")])
    assert all(reason.findings for reason in one.reasons)
    assert one.reasons[0].text == "genai/calls_an_llm was seen. genai/retrieves_context was seen."


def test_a_repository_that_follows_a_course_does_not_hold_back_a_better_one() -> None:
    readme = [yes("readme/states_purpose"), yes("readme/explains_setup"), yes("integrity/parses"), no("data/uses_toy_dataset")]
    good = [*readme, yes("engineering/has_tests"), yes("engineering/runs_tests_in_ci")]
    course = [*good, yes("originality/follows_course_assignment")]
    assert (judged("portfolio", a=good, b=course).suggested, judged("portfolio", b=course).suggested) == (4, 3)


def test_risks_named_in_documents_alone_are_shallow_however_many() -> None:
    named = ("responsibility/states_model_and_data_limits", "responsibility/has_security_policy", "responsibility/discloses_ai_use")
    assert judged("responsibility", a=[yes("genai/calls_an_llm"), *map(yes, named)]).suggested == 2


def test_a_risk_handled_in_code_beside_one_that_is_named_makes_aware() -> None:
    rows = ("genai/calls_an_llm", "responsibility/states_model_and_data_limits", "responsibility/withholds_or_verifies_answers")
    assert judged("responsibility", a=[*map(yes, rows)]).suggested == 3


def test_human_control_privacy_and_access_in_code_add_up() -> None:
    rows = (
        "genai/calls_an_llm",
        "responsibility/leaves_decisions_to_people",
        "responsibility/protects_personal_data",
        "responsibility/controls_access",
    )
    assert judged("responsibility", a=[*map(yes, rows)]).suggested == 4


def test_safe_by_design_wants_limits_told_as_well() -> None:
    handled = (
        "genai/calls_an_llm",
        "responsibility/tests_for_bias",
        "responsibility/protects_personal_data",
        "responsibility/leaves_decisions_to_people",
        "responsibility/moderates_or_guards",
    )
    told = yes("responsibility/states_model_and_data_limits")
    assert judged("responsibility", a=[*map(yes, handled)]).suggested == 4
    assert judged("responsibility", a=[*map(yes, handled), told]).suggested == 5


def test_a_leaked_credential_caps_responsibility_at_shallow() -> None:
    handled = [
        yes("responsibility/moderates_or_guards"),
        yes("responsibility/protects_personal_data"),
        yes("responsibility/discloses_ai_use"),
    ]
    rows = [yes("genai/calls_an_llm"), *handled]
    assert judged("responsibility", a=rows).suggested == 4
    assert judged("responsibility", a=[*rows, no("responsibility/keeps_secrets_out")]).suggested == 2


def test_a_leaked_credential_and_no_risk_named_stay_reactive() -> None:
    assert judged("responsibility", a=[yes("genai/calls_an_llm"), no("responsibility/keeps_secrets_out")]).suggested == 1


def test_questions_that_fit_the_findings_are_asked_after_the_rubrics_own() -> None:
    texts = [
        question.text for question in judged("foundations", a=[yes("foundations/trains_a_model"), no("foundations/splits_data")]).questions
    ]
    assert texts[0] == "How do you evaluate model performance?"
    assert "Your model is scored without a held-out part of the data. What would change if you split it?" in texts


def test_coverage_leaves_out_questions_that_make_no_sense() -> None:
    rows = [yes("agents/chains_steps"), Finding("agents/keeps_state", Outcome.NOT_APPLICABLE, Confidence.NONE, "")]
    one = judged("agents", a=[*rows, Finding("agents/defines_tools", Outcome.NOT_AVAILABLE, Confidence.NONE, "")])
    assert (one.signals_asked, one.signals_with_data, one.coverage) == (2, 1, 0.5)


def test_flags_are_raised_by_the_answers_the_rubric_names() -> None:
    rows = (yes("demo/links_a_live_demo"), no("integrity/parses"), yes("data/uses_toy_dataset"))
    flags = raise_flags(RUBRIC, arrange({"a": rows}, frozenset({"a"})))
    assert [(flag.polarity, flag.signal) for flag in flags] == [
        ("red", "data/uses_toy_dataset"),
        ("red", "integrity/parses"),
        ("green", "demo/links_a_live_demo"),
    ]


def test_discounted_evidence_raises_no_flag() -> None:
    rows = (yes("demo/links_a_live_demo", discount="not theirs"),)
    assert raise_flags(RUBRIC, arrange({"a": rows}, frozenset({"a"}))) == ()


DOCUMENTED = (
    "readme/states_purpose",
    "readme/explains_setup",
    "readme/shows_usage",
    "readme/documents_architecture",
    "results/computes_metrics",
    "results/backs_its_results",
)


def test_work_on_a_practice_data_set_is_a_basic_project_unless_it_is_proven_three_ways() -> None:
    rows = [*map(yes, DOCUMENTED), yes("data/uses_toy_dataset")]
    assert judged("portfolio", a=rows).suggested == 3
    assert judged("portfolio", a=[*rows, yes("engineering/has_tests")]).suggested == 4


def test_a_practice_data_set_is_never_production_grade() -> None:
    proven = (*DOCUMENTED, "engineering/has_tests", "demo/links_a_live_demo")
    rows = [*map(yes, proven), no("readme/is_template_boilerplate"), no("originality/readme_matches_tutorial")]
    assert judged("portfolio", a=[*rows, no("data/uses_toy_dataset")]).suggested == 5
    assert judged("portfolio", a=[*rows, yes("data/uses_toy_dataset")]).suggested == 4


def test_production_grade_work_has_tests() -> None:
    proven = (*DOCUMENTED, "demo/links_a_live_demo")
    rows = [*map(yes, proven), no("readme/is_template_boilerplate"), no("originality/readme_matches_tutorial"), no("data/uses_toy_dataset")]
    assert judged("portfolio", a=rows).suggested == 4
