"""Whatever the server does, the assessment stands and the summary says what is missing."""

import json
from pathlib import Path

import pytest

from gitassay.llm.budget import Budget
from gitassay.llm.cache import ReplyCache
from gitassay.llm.client import Client
from gitassay.llm.settings import Price
from gitassay.llm.summarise import Writer, plan
from gitassay.model.assessment import Assessment
from gitassay.model.summary import Summary
from gitassay.report.json import render_json
from tests.support.injections import FILES
from tests.support.modelserver import Model, ModelServer, Trouble, completion, honest, lying
from tests.support.narrative import assessed, settings, written

HALF = '{"sentences": [{"text": "The README says what the project does.", "evidence": ["E'


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return assessed(FILES)


def states(summary: Summary) -> set[str]:
    return {part.state for part in summary.parts}


def test_an_honest_model_s_sentences_stand_with_their_citations(assessment: Assessment) -> None:
    with ModelServer(model=honest) as server:
        summary = written(server, assessment)
    known = {finding.id for finding in assessment.findings}
    cited = [one for part in summary.parts for sentence in part.sentences for one in sentence.evidence]
    assert (states(summary), summary.kept >= 10, set(cited) - known) == ({"written"}, True, set())


def test_a_lying_model_s_parts_are_withheld_with_the_reason(assessment: Assessment) -> None:
    with ModelServer(model=lying) as server:
        summary = written(server, assessment)
    assert (states(summary), summary.kept) == ({"withheld"}, 0)
    assert all("failed verification, more than 50%" in part.reason for part in summary.parts)
    assert all(one.reason for one in summary.dropped)


def mixed(false: int) -> Model:
    """A model that says `false` false sentences beside two true ones in each part."""

    def model(rows: list[dict[str, object]], prompt: str) -> object:
        true = honest(rows, prompt)
        assert isinstance(true, dict)
        if "questions" in true:
            return true
        lies = [{"text": f"There are {9_000 + number} tests in it.", "evidence": [rows[0]["id"]]} for number in range(false)]
        return {"sentences": [*true["sentences"][:2], *lies]}

    return model


@pytest.mark.parametrize(("false", "state"), [(2, "written"), (3, "withheld")])
def test_a_part_that_loses_more_than_half_is_withheld(assessment: Assessment, false: int, state: str) -> None:
    with ModelServer(model=mixed(false)) as server:
        overview = written(server, assessment).parts[0]
    assert (overview.state, overview.dropped_count) == (state, false)


@pytest.mark.parametrize(
    ("always", "told"),
    [
        (Trouble(429), "too many requests"),
        (Trouble(500), "the server failed"),
        (Trouble(503), "the server failed"),
        (Trouble(401), "the server refused the key"),
        (Trouble(silent=True), "did not answer in time"),
        (completion(HALF, finish="length"), "not JSON, or cut off"),
        (completion('{"verdict": 5}'), "another form than asked for"),
        (completion('{"sentences": "none"}'), "another form than asked for"),
        (completion(""), "the reply was empty"),
        (completion("I would rather not."), "not JSON, or cut off"),
        (Trouble(body=b'{"choices": [{"mess'), "the server failed"),
    ],
)
def test_every_failure_leaves_the_assessment_whole_and_a_reason(assessment: Assessment, always: Trouble, told: str) -> None:
    before = render_json(assessment)
    with ModelServer(always=always) as server:
        summary = written(server, assessment, timeout=0.4, retries=0)
    assert states(summary) == {"missing"}
    assert told in summary.parts[0].reason
    assert (summary.kept, summary.assessment_sha256, render_json(assessment)) == (0, assessment.sha256, before)


def test_a_reply_that_can_t_be_read_is_asked_for_once_more(assessment: Assessment) -> None:
    with ModelServer(model=honest, troubles=[completion(HALF, finish="length")]) as server:
        summary = written(server, assessment)
    again = json.loads(server.seen[1])["messages"]
    assert (states(summary), len(again), "could not be read" in again[-1]["content"]) == ({"written"}, 3, True)


def test_a_server_that_fails_in_the_middle_costs_only_what_comes_after(assessment: Assessment) -> None:
    seen: list[int] = []

    def model(rows: list[dict[str, object]], prompt: str) -> object:
        seen.append(1)
        return honest(rows, prompt) if len(seen) <= 2 else "no JSON"

    with ModelServer(model=model) as server:
        summary = written(server, assessment)
    assert [part.state for part in summary.parts][:3] == ["written", "written", "missing"]


def test_the_same_assessment_costs_nothing_twice_and_says_the_same(assessment: Assessment, tmp_path: Path) -> None:
    with ModelServer(model=honest) as server:
        chosen = settings(server.url)
        first, second = (Writer(chosen, Client(chosen), ReplyCache(tmp_path)).write(assessment) for _ in range(2))
        asked = len(server.seen)
    assert (second.parts, second.sha256) == (first.parts, first.sha256)
    assert (first.usage.requests, second.usage.requests, second.usage.tokens, second.usage.from_cache) == (asked, 0, 0, asked)


@pytest.mark.parametrize("changed", [{"model": "other"}, {"temperature": 0.5}, {"seed": 2}])
def test_another_model_or_parameter_is_asked_anew(assessment: Assessment, tmp_path: Path, changed: dict[str, object]) -> None:
    with ModelServer(model=honest) as server:
        for chosen in (settings(server.url), settings(server.url, **changed)):
            summary = Writer(chosen, Client(chosen), ReplyCache(tmp_path)).write(assessment)
    assert summary.usage.from_cache == 0


def test_other_evidence_is_asked_anew(assessment: Assessment, tmp_path: Path) -> None:
    with ModelServer(model=honest) as server:
        chosen = settings(server.url)
        writer = Writer(chosen, Client(chosen), ReplyCache(tmp_path))
        writer.write(assessment)
        changed = writer.write(assessed(FILES | {"Dockerfile": 'FROM python:3.12\nCOPY . .\nCMD ["python", "ledger/main.py"]\n'}))
    assert changed.usage.requests > 0


def test_a_broken_entry_of_the_cache_is_asked_anew(assessment: Assessment, tmp_path: Path) -> None:
    with ModelServer(model=honest) as server:
        chosen = settings(server.url)
        writer = Writer(chosen, Client(chosen), ReplyCache(tmp_path))
        first = writer.write(assessment)
        for entry in tmp_path.iterdir():
            entry.write_text('{"text": "not JSON"')
        second = writer.write(assessment)
    assert (second.parts, second.usage.from_cache) == (first.parts, 0)


def test_failures_are_not_kept_in_the_cache(assessment: Assessment, tmp_path: Path) -> None:
    with ModelServer(always=completion("no JSON")) as server:
        chosen = settings(server.url)
        Writer(chosen, Client(chosen), ReplyCache(tmp_path)).write(assessment)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_sent_that_could_exceed_the_candidate_s_budget(assessment: Assessment) -> None:
    first = plan(assessment).tasks[0]
    enough = first.prompt_tokens + first.reply_tokens
    with ModelServer(model=honest) as server:
        summary = written(server, assessment, max_tokens=enough)
    assert [part.state for part in summary.parts][:2] == ["written", "missing"]
    assert len(server.seen) == [part.state for part in summary.parts].count("written")
    assert "the budget is used up" in summary.parts[1].reason
    assert summary.usage.tokens <= enough


def test_a_batch_shares_one_budget(assessment: Assessment) -> None:
    planned = plan(assessment)
    batch = Budget(planned.prompt_tokens + planned.reply_tokens, name="batch")
    with ModelServer(model=honest) as server:
        chosen = settings(server.url)
        summaries = [Writer(chosen, Client(chosen), batch=batch).write(assessment) for _ in range(30)]
    assert states(summaries[0]) == {"written"}
    assert states(summaries[-1]) == {"missing"}
    assert batch.usage.tokens <= batch.max_tokens
    assert batch.usage.tokens == sum(summary.usage.tokens for summary in summaries)


def test_money_is_counted_and_limited(assessment: Assessment) -> None:
    with ModelServer(model=honest) as server:
        summary = written(server, assessment, price=Price(1.0, 10.0))
        stopped = written(server, assessment, price=Price(1.0, 10.0), max_cost=0.000_001)
    assert summary.usage.cost == round((summary.usage.prompt_tokens + 10 * summary.usage.completion_tokens) / 1e6, 6)
    assert (states(stopped), stopped.usage.requests) == ({"missing"}, 0)


def test_a_batch_shares_one_limit_in_dollars(assessment: Assessment) -> None:
    price = Price(1.0, 10.0)
    limit = 1.5 * max(price.of(task.prompt_tokens, task.reply_tokens) for task in plan(assessment).tasks)
    batch = Budget(1_000_000_000, limit, price, name="batch")
    with ModelServer(model=honest) as server:
        chosen = settings(server.url, price=price)
        summaries = [Writer(chosen, Client(chosen), batch=batch).write(assessment) for _ in range(8)]
    assert (states(summaries[0]), "missing" in states(summaries[-1])) == ({"written"}, True)
    assert "are allowed for this batch" in summaries[-1].missing[0].reason
    assert batch.usage.cost == pytest.approx(sum(summary.usage.cost or 0 for summary in summaries), abs=1e-5)
    assert 0 < (batch.usage.cost or 0) <= limit


def test_an_assessment_without_evidence_asks_only_the_questions() -> None:
    planned = plan(assessed({}))
    assert {task.kind for task in planned.tasks} <= {"brief", "category", "overview"}
    assert all(task.dossier.ids for task in planned.tasks)


def test_a_server_that_holds_to_schemas_is_given_the_ids_that_may_be_cited(assessment: Assessment) -> None:
    with ModelServer(model=honest) as server:
        written(server, assessment)
    sent = [json.loads(body)["response_format"]["json_schema"]["schema"]["properties"] for body in server.seen]
    fields = [next(iter(rows.values()))["items"]["properties"] for rows in sent]
    allowed = [(field["evidence"]["items"] if "evidence" in field else field["id"])["enum"] for field in fields]
    assert allowed == [list(task.dossier.ids) for task in plan(assessment).tasks]
