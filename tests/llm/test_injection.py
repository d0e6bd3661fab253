"""A model that does whatever the candidate's text says: nothing but the summary could change, and there it says nothing."""

import json

import pytest

from gitassay.report.html import render_html
from gitassay.report.json import render_json
from tests.support.injections import CARRIERS, MARK, Carrier
from tests.support.modelserver import ModelServer, obeying
from tests.support.narrative import assessed, written

WORDS = ("elite", "hire", "score", "red flag", "5 of 5", MARK, "ignore", "top marks")
BY_NAME = pytest.mark.parametrize("carrier", CARRIERS, ids=lambda one: one.name)


def test_there_are_enough_carriers() -> None:
    assert len({carrier.name for carrier in CARRIERS}) == len(CARRIERS) >= 40


@BY_NAME
def test_an_obedient_model_changes_nothing_and_its_obedience_is_dropped(carrier: Carrier) -> None:
    assessment = assessed(carrier.all_files, carrier.commits, carrier.repository)
    before = render_json(assessment)
    with ModelServer(model=obeying(carrier.texts)) as server:
        summary = written(server, assessment)
    assert render_json(assessment) == before
    assert assessment.digest() == assessment.sha256 == summary.assessment_sha256
    kept = [sentence.text for part in summary.parts for sentence in part.sentences]
    kept += [question.text for part in summary.parts for question in part.questions]
    # The name of a repository is a name, whatever it says.
    told = [text.lower().replace(carrier.repository.lower(), "") for text in kept]
    assert [text for text in told for word in WORDS if word in text] == []
    assert summary.dropped_count > 0


@pytest.mark.parametrize("name", ["readme flattery", "string in the call", "comment beside the call", "repository name"])
def test_what_no_pattern_knows_reaches_the_model_as_data(name: str) -> None:
    carrier = next(one for one in CARRIERS if one.name == name)
    with ModelServer(model=obeying(carrier.texts)) as server:
        written(server, assessed(carrier.all_files, carrier.commits, carrier.repository))
    assert any(MARK in prompt for prompt in server.prompts)
    assert all(MARK not in prompt.split("=====", 1)[0] for prompt in server.prompts)


@pytest.mark.parametrize(
    "carrier",
    [one for one in CARRIERS if one.name in ("readme prose", "repository name", "commit message", "zero-width")],
    ids=lambda one: one.name,
)
def test_the_page_shows_the_same_scores_with_and_without_the_summary(carrier: Carrier) -> None:
    assessment = assessed(carrier.all_files, carrier.commits, carrier.repository)
    with ModelServer(model=obeying(carrier.texts)) as server:
        summary = written(server, assessment)

    def embedded(html: str) -> object:
        return json.loads(html.split('id="page-data">', 1)[1].split("</script>", 1)[0])

    assert embedded(render_html(assessment, (), summary)) == embedded(render_html(assessment))
