import json
from pathlib import Path

import pytest

from gitassay.model.assessment import Assessment
from gitassay.model.decision import DecisionFile, NoMatch
from gitassay.model.record import entry_sha256
from gitassay.report.formats import write_formats
from gitassay.review.decision import append_decision, read_assessment, read_decisions
from gitassay.review.errors import BrokenRecordError, DecisionError, InvalidDecisionError, StaleDecisionError, UnreadableRunError
from gitassay.review.record import RECORD
from tests.support.sample import sample_assessment, sample_decision

AT = "2026-11-24T14:30:00+00:00"
BY = "Imke de Vries"


@pytest.fixture
def assessment() -> Assessment:
    return sample_assessment()


@pytest.fixture
def run(tmp_path: Path, assessment: Assessment) -> Path:
    write_formats(assessment, (), tmp_path, ("json",))
    return tmp_path


def saved(run: Path, content: object) -> Path:
    path = run / "decision.json"
    path.write_text(content.model_dump_json() if isinstance(content, DecisionFile) else json.dumps(content))
    return path


def as_dictionary(assessment: Assessment) -> dict[str, object]:
    content: dict[str, object] = json.loads(sample_decision(assessment).model_dump_json())
    return content


def refused(run: Path, content: object) -> DecisionError:
    with pytest.raises(DecisionError) as caught:
        append_decision(run, saved(run, content), BY, AT)
    assert not (run / RECORD).exists()
    return caught.value


def test_a_complete_decision_is_recorded(run: Path, assessment: Assessment) -> None:
    entry = append_decision(run, saved(run, sample_decision(assessment, genai=5)), BY, AT)

    assert (entry.number, entry.by, entry.at, entry.previous) == (1, BY, AT, "")
    assert (entry,) == read_decisions(run)


def test_each_decision_is_bound_to_the_one_before(run: Path, assessment: Assessment) -> None:
    first = append_decision(run, saved(run, sample_decision(assessment)), BY, AT)
    second = append_decision(run, saved(run, sample_decision(assessment, genai=5)), "Tom", AT)

    assert first.sha256 == second.previous
    assert entry_sha256(second) == second.sha256
    assert (first, second) == read_decisions(run)


def test_a_file_with_a_wrong_type_is_refused_with_the_path_of_the_field(run: Path, assessment: Assessment) -> None:
    content = as_dictionary(assessment)
    content["choices"][2]["score"] = "four"  # type: ignore[index]

    assert "choices[2].score must be a whole number" in str(refused(run, content))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"choices": []}, "Core Technical Foundations is not decided"),
        ({"extra": 1}, "extra is not a field of this file"),
        ({"kind": "other"}, "kind has a value this version does not know"),
        ({"note": "x" * 5_001}, "note is not accepted"),
    ],
)
def test_a_file_of_another_form_is_refused(run: Path, assessment: Assessment, change: dict[str, object], told: str) -> None:
    error = refused(run, as_dictionary(assessment) | change)

    assert isinstance(error, InvalidDecisionError)
    assert told in str(error)


def test_a_category_decided_twice_or_unknown_is_refused(run: Path, assessment: Assessment) -> None:
    content = as_dictionary(assessment)
    choices: list[dict[str, object]] = content["choices"]  # type: ignore[assignment]
    choices[1] = dict(choices[0])
    choices[2]["category"] = "charm"
    told = str(refused(run, content))

    assert "LLM & Generative AI Skills is not decided" in told
    assert "foundations is decided 2 times" in told
    assert "charm is no category of this assessment" in told


def test_a_score_that_differs_needs_a_reason(run: Path, assessment: Assessment) -> None:
    content = as_dictionary(assessment)
    content["choices"][0]["score"] = 1  # type: ignore[index]

    assert "a score that differs from the suggestion needs a reason" in str(refused(run, content))


def test_a_suggestion_that_was_tampered_with_is_refused(run: Path, assessment: Assessment) -> None:
    content = as_dictionary(assessment)
    content["choices"][0] |= {"score": 5, "suggested": 5}  # type: ignore[index]

    assert "Core Technical Foundations was suggested as 4, not as 5" in str(refused(run, content))


def test_a_decision_on_another_assessment_is_refused_as_stale(run: Path, assessment: Assessment) -> None:
    error = refused(run, as_dictionary(assessment) | {"assessment_sha256": "0" * 64})

    assert isinstance(error, StaleDecisionError)
    assert (error.what, error.remedy) == ("This decision is stale.", "Open the run's present report.html and decide on that.")


@pytest.mark.parametrize("content", ["", "null", "[" * 100_000, '{"choices": "' + "x" * 1_100_000 + '"}'])
def test_a_file_that_is_no_decision_is_refused(run: Path, content: str) -> None:
    path = run / "decision.json"
    path.write_text(content)

    with pytest.raises(InvalidDecisionError):
        append_decision(run, path, BY, AT)


def test_a_missing_file_is_refused(run: Path) -> None:
    with pytest.raises(InvalidDecisionError, match="can't be read"):
        append_decision(run, run / "nowhere.json", BY, AT)


def test_nobody_can_confirm(run: Path, assessment: Assessment) -> None:
    with pytest.raises(InvalidDecisionError, match="Say who you are"):
        append_decision(run, saved(run, sample_decision(assessment)), " \t", AT)


def test_the_same_decision_is_not_recorded_twice(run: Path, assessment: Assessment) -> None:
    path = saved(run, sample_decision(assessment))
    append_decision(run, path, BY, AT)

    with pytest.raises(InvalidDecisionError, match="already on record"):
        append_decision(run, path, BY, AT)


def test_control_characters_in_a_name_are_made_visible(run: Path, assessment: Assessment) -> None:
    entry = append_decision(run, saved(run, sample_decision(assessment)), "Eve\x1b[2J\u202e", AT)

    assert entry.by == "Eve\\x1b[2J\\u202e"


def test_an_altered_assessment_is_refused(run: Path, assessment: Assessment) -> None:
    content = json.loads((run / "assessment.json").read_text())
    content["categories"][0]["suggested"] = 5
    (run / "assessment.json").write_text(json.dumps(content))

    with pytest.raises(UnreadableRunError, match="was altered"):
        append_decision(run, saved(run, sample_decision(assessment)), BY, AT)


def test_a_folder_without_an_assessment_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRunError, match="can't be read"):
        read_assessment(tmp_path)


def test_decisions_on_an_older_assessment_are_marked_stale_and_kept(run: Path, assessment: Assessment) -> None:
    first = append_decision(run, saved(run, sample_decision(assessment)), BY, AT)
    later = assessment.model_copy(update={"as_of": "2026-12-01"}).sealed("2026-12-01T00:00:00Z")
    write_formats(later, (), run, ("json",))
    second = append_decision(run, saved(run, sample_decision(later)), BY, AT)

    assert [(first.sha256, True), (second.sha256, False)] == [(entry.sha256, entry.stale) for entry in read_decisions(run)]


@pytest.mark.parametrize(
    "alter",
    [
        lambda lines: [lines[0].replace("Imke", "Elsa"), lines[1]],
        lambda lines: [lines[1]],
        lambda lines: [lines[1], lines[0]],
        lambda lines: [lines[0], lines[0]],
        lambda lines: [lines[0], lines[1][:40]],
        lambda lines: [lines[0].replace('"score":4', '"score":3', 1), lines[1]],
    ],
)
def test_an_altered_record_is_noticed(run: Path, assessment: Assessment, alter) -> None:  # type: ignore[no-untyped-def]
    append_decision(run, saved(run, sample_decision(assessment)), BY, AT)
    append_decision(run, saved(run, sample_decision(assessment, genai=5)), BY, AT)
    record = run / RECORD
    record.write_text("\n".join(alter(record.read_text().splitlines())) + "\n")

    with pytest.raises(BrokenRecordError):
        read_decisions(run)


def test_a_run_without_decisions_has_none(run: Path) -> None:
    assert read_decisions(run) == ()


def judging(assessment: Assessment, *judged: NoMatch) -> DecisionFile:
    return sample_decision(assessment).model_copy(update={"no_matches": judged})


def test_a_judgement_on_a_match_lands_in_the_record(run: Path, assessment: Assessment) -> None:
    repository = assessment.comparisons[0].repository
    judged = NoMatch(repository=repository, source="school/churn", reason="other", note="She gave that course.")
    append_decision(run, saved(run, judging(assessment, judged)), BY, AT)

    assert [entry.decision.no_matches for entry in read_decisions(run)] == [(judged,)]


def test_a_judgement_on_a_match_that_is_not_there_is_refused(run: Path, assessment: Assessment) -> None:
    judged = NoMatch(repository="nobody/nothing", source="school/churn", reason="common")

    assert "nobody/nothing matches no school/churn in this assessment" in str(refused(run, judging(assessment, judged)))


def test_a_match_is_judged_once(run: Path, assessment: Assessment) -> None:
    judged = NoMatch(repository=assessment.comparisons[0].repository, source="school/churn", reason="common")

    assert "is judged 2 times" in str(refused(run, judging(assessment, judged, judged)))


@pytest.mark.parametrize(("reason", "note"), [("other", " "), ("because", "")])
def test_a_judgement_on_a_match_needs_a_reason(run: Path, assessment: Assessment, reason: str, note: str) -> None:
    content = as_dictionary(assessment) | {
        "no_matches": [{"repository": assessment.comparisons[0].repository, "source": "school/churn", "reason": reason, "note": note}]
    }

    assert isinstance(refused(run, content), InvalidDecisionError)


def test_a_decision_without_judgements_on_matches_reads_as_it_always_did(assessment: Assessment) -> None:
    assert "no_matches" not in as_dictionary(assessment)
