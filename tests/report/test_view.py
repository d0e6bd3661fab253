from gitassay.model.assessment import Assessment, FindingDocument, Reason
from gitassay.model.outcome import Outcome
from gitassay.report.evidence import EXCERPT_BUDGET, EvidenceView, Exhibits, rungs
from gitassay.report.view import CategoryView, current_entry, page_view
from tests.support.sample import sample_assessment, sample_entry


def with_excerpt(assessment: Assessment, excerpt: str) -> Assessment:
    findings = tuple(
        finding.model_copy(update={"locations": tuple(place.model_copy(update={"excerpt": excerpt}) for place in finding.locations)})
        for finding in assessment.findings
    )
    return assessment.model_copy(update={"findings": findings})


def message(finding: str) -> str:
    return next(one.message for one in sample_assessment().findings if one.id == finding)


def evidence(category: CategoryView) -> list[EvidenceView]:
    return [row for rung in (*category.reasons, *category.missing) for reason in rung.reasons for row in reason.evidence]


def only(assessment: Assessment, finding: str, stance: str) -> str:
    (reason,) = Exhibits(assessment).reasons((Reason(text="", findings=(finding,)),), stance)
    return reason.evidence[0].word


def test_evidence_stands_with_the_sentence_that_names_it() -> None:
    view = page_view(sample_assessment())
    genai = view.categories[1]

    assert [row.finding.signal for row in genai.reasons[2].reasons[0].evidence] == [
        "genai/computes_embeddings",
        "genai/queries_a_vector_store",
        "genai/retrieves_context",
    ]


def test_the_word_says_what_a_finding_does_for_the_sentence() -> None:
    assessment = sample_assessment()

    assert only(assessment, "ledger-rag:genai/calls_an_llm", "supports") == "Supports"
    assert only(assessment, "ledger-rag:genai/compares_models", "against") == "Against"
    assert only(assessment, "ledger-rag:genai/mitigates_hallucination", "against") == "To check"
    assert only(assessment, "support-agent:genai/guards_input_and_output", "supports") == "Discounted"
    assert only(assessment, "ledger-rag:demo/demo_answers", "against") == "Not measured"


def test_a_finding_keeps_its_number_and_shows_its_excerpt_once() -> None:
    exhibits = Exhibits(sample_assessment())
    reason = Reason(text="", findings=("ledger-rag:genai/calls_an_llm",))
    first, second = (*exhibits.reasons((reason,), "supports"), *exhibits.reasons((reason,), "supports"))

    assert (first.evidence[0].number, second.evidence[0].number) == (1, 1)
    assert (first.evidence[0].first, second.evidence[0].first) == (True, False)
    assert second.evidence[0].places[0].lines == ()


def test_what_a_category_showed_already_is_named_by_number_at_the_next_level() -> None:
    exhibits = Exhibits(sample_assessment())
    calls, retrieves = "ledger-rag:genai/calls_an_llm", "ledger-rag:genai/retrieves_context"
    low = Reason(text="", findings=(calls,), level=2)
    high = (Reason(text="Both.", findings=(calls, retrieves), level=3), Reason(text=message(calls), findings=(calls,), level=3))
    first, second = rungs(exhibits.reasons((low, *high), "supports"))

    assert [row.number for row in first.reasons[0].evidence] == [1]
    assert [[row.number for row in reason.evidence] for reason in second.reasons] == [[2]]
    assert (first.again, second.again) == ((), ((1, message(calls)),))


def test_a_finding_that_is_not_in_the_document_is_left_out() -> None:
    (reason,) = Exhibits(sample_assessment()).reasons((Reason(text="", findings=("nowhere",)),), "supports")

    assert reason.evidence == ()


def test_long_lines_and_long_excerpts_are_cut() -> None:
    assessment = with_excerpt(sample_assessment(), "\n".join(["x" * 5_000] * 40))
    place = page_view(assessment).categories[0].reasons[0].reasons[0].evidence[0].places[0]

    assert len(place.lines) == 12
    assert {len(line.text) for line in place.lines} == {240}
    assert place.shortened


def test_excerpts_keep_to_the_budget_and_say_when_they_are_left_out() -> None:
    view = page_view(with_excerpt(sample_assessment(), "\n".join(["x" * 5_000] * 40)))
    places = [place for category in view.categories for row in evidence(category) for place in row.places]

    assert sum(len(line.text) for place in places for line in place.lines) <= EXCERPT_BUDGET
    assert any(place.left_out for place in places)


def test_line_numbers_begin_at_the_place() -> None:
    place = page_view(sample_assessment()).categories[1].reasons[0].reasons[0].evidence[0].places[0]

    assert [line.number for line in place.lines] == list(range(30, 39))


def test_excerpts_start_open_only_where_there_are_few() -> None:
    open_ones = [category.document.id for category in page_view(sample_assessment()).categories if category.excerpts_open]

    assert open_ones == ["reasoning", "responsibility"]


def test_every_answer_is_listed_with_those_who_gave_it() -> None:
    portfolio = page_view(sample_assessment()).categories[4]
    asked = {row.question: row.answers for row in portfolio.asked}

    assert asked["Does the README state the purpose?"] == (("Yes", ("ledger-rag", "support-agent")), ("No", ("churn-lab",)))
    assert asked["Does the live demo answer?"] == (("Not measured", ("ledger-rag",)),)


def test_where_most_repositories_answer_alike_the_others_are_named() -> None:
    assessment = sample_assessment()
    one = next(finding for finding in assessment.findings if "portfolio" in finding.categories and finding.discount is None)
    alike = [one.model_copy(update={"id": f"X{number}", "repository": f"ada/r{number}", "outcome": Outcome.NO}) for number in range(6)]
    odd = one.model_copy(update={"id": "X9", "repository": "ada/odd", "outcome": Outcome.YES})
    with_odd = page_view(assessment.model_copy(update={"findings": (*alike, odd)})).categories[4].asked
    without = page_view(assessment.model_copy(update={"findings": tuple(alike)})).categories[4].asked

    assert [row.answers for row in with_odd] == [(("Yes", ("odd",)), ("No", ("the other 6",)))]
    assert [row.answers for row in without] == [(("No", ("all 6",)),)]


def test_the_newest_decision_that_is_not_stale_counts() -> None:
    assessment = sample_assessment()
    first, second = sample_entry(assessment), sample_entry(assessment, 2)

    assert current_entry((first, second)) is second
    assert current_entry((first, second.model_copy(update={"stale": True}))) is first
    assert current_entry(()) is None


def test_repositories_that_were_not_read_are_kept_with_their_reason() -> None:
    view = page_view(sample_assessment())

    assert [row.card.id for row in view.repositories] == [
        f"lena-okafor/{name}" for name in ("ledger-rag", "support-agent", "churn-lab", "kitchen-timer", "infra-notes")
    ]
    assert [card.status.value for card in view.unread] == ["skipped", "too_large", "empty"]


def test_places_name_the_owner_only_when_there_are_several() -> None:
    assessment = sample_assessment()
    more = assessment.model_copy(
        update={"repositories": (*assessment.repositories, assessment.repositories[0].model_copy(update={"id": "other/x"}))}
    )

    assert page_view(assessment).green[0].places[0][1].label.startswith("ledger-rag · ")  # type: ignore[union-attr]
    assert page_view(more).green[0].places[0][1].label.startswith("lena-okafor/ledger-rag · ")  # type: ignore[union-attr]


def test_a_flag_without_a_place_has_none() -> None:
    assessment = sample_assessment()
    bare = assessment.findings[0].model_copy(update={"locations": ()})
    flag = assessment.flags[0].model_copy(update={"finding": bare.id})
    view = page_view(assessment.model_copy(update={"flags": (flag,), "findings": (FindingDocument.model_validate(bare.model_dump()),)}))

    assert view.green[0].places == (("ledger-rag", None),)


def test_flags_that_say_the_same_stand_together_and_are_all_counted() -> None:
    assessment = sample_assessment()
    red = assessment.flags[-1]
    alike = tuple(red.model_copy(update={"repository": f"lena-okafor/copy-{number}"}) for number in range(8))
    view = page_view(assessment.model_copy(update={"flags": (*assessment.flags, *alike)}))

    assert [len(row.places) + row.more for row in view.red] == [1, 1, 9]
    assert view.flag_counts == (4, 11)


def test_what_needs_eyes_names_its_repository_and_question_once() -> None:
    about = [row.about for row in page_view(sample_assessment()).attention]

    assert about == ["Does the project match a known tutorial?", "", "", "Does the live demo answer?"]
