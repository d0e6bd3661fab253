import json

from sarif_pydantic import Sarif

from gitassay.model.assessment import Assessment
from gitassay.model.outcome import Outcome
from gitassay.report.sarif import render_sarif
from tests.support.sample import empty_assessment, hostile_assessment, sample_assessment


def read(assessment: Assessment) -> Sarif:
    return Sarif.model_validate_json(render_sarif(assessment))


def test_another_reader_finds_each_red_flag_and_open_question_at_its_place() -> None:
    assessment = sample_assessment()
    red = {flag.finding for flag in assessment.flags if flag.polarity == "red"}
    expected = [row for row in assessment.findings if row.locations and (row.id in red or row.outcome is Outcome.NEEDS_REVIEW)]
    results = [row for run in read(assessment).runs for row in run.results or []]

    assert sorted((row.rule_id, row.locations[0].physical_location.region.start_line) for row in results) == sorted(  # type: ignore[index,union-attr]
        (row.signal, row.locations[0].start) for row in expected
    )
    assert len(results) >= 2


def test_a_red_flag_warns_and_an_open_question_asks_for_a_review() -> None:
    content = json.loads(render_sarif(sample_assessment()))
    kinds = {(row["kind"], row["level"]) for run in content["runs"] for row in run["results"]}

    assert kinds <= {("fail", "warning"), ("review", "none")}


def test_a_run_names_the_revision_it_is_about() -> None:
    assessment = sample_assessment()
    read_cards = [card for card in assessment.repositories if card.commit]
    content = json.loads(render_sarif(assessment))

    assert [run["versionControlProvenance"][0]["revisionId"] for run in content["runs"]] == [card.commit for card in read_cards]


def test_every_result_names_its_rule() -> None:
    for run in json.loads(render_sarif(sample_assessment()))["runs"]:
        assert [run["tool"]["driver"]["rules"][row["ruleIndex"]]["id"] for row in run["results"]] == [
            row["ruleId"] for row in run["results"]
        ]


def test_a_hostile_report_holds_no_control_character_and_no_address_of_its_own() -> None:
    text = render_sarif(hostile_assessment())
    read(hostile_assessment())

    assert text.isascii()
    assert "\\u202e" not in text.replace("\\\\u202e", "")
    addresses = [row["repositoryUri"] for run in json.loads(text)["runs"] for row in run.get("versionControlProvenance", [])]
    assert [address for address in addresses if not address.startswith("https://")] == []


def test_without_repositories_there_are_no_runs() -> None:
    assert json.loads(render_sarif(empty_assessment()))["runs"] == []
