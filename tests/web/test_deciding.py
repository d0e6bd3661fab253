import re

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError
from starlette.testclient import TestClient

from gitassay.store.assessments import held
from gitassay.store.decisions import decisions
from gitassay.store.engine import reading
from gitassay.store.tables import audit, decision
from tests.support.reviewdesk import Desk, answers, csrf_of, named
from tests.support.sample import sample_decision

ADA = named("Ada Lovelace", "ada")
TOM = "Tom Kilburn"


def send(client: TestClient, one: str, version: int, **changed: int | None) -> int:
    return client.post(f"/assessments/{one}/decision", data=answers(ADA, version, **changed) | {"csrf": csrf_of(client)}).status_code


def state(desk: Desk, one: str) -> tuple[str, int]:
    with reading(desk.store) as connection:
        line = held(connection, one)
    return line.state, line.version


@pytest.fixture
def both(desk: Desk) -> str:
    """An assessment on which two reviewers have to agree."""
    desk.hire(TOM, "reviewer")
    return desk.add(ADA, "reviewer", TOM, needed=2)


def test_two_who_agree_make_it_final(desk: Desk, both: str) -> None:
    assert send(desk.entered("reviewer"), both, 0) == 303
    assert state(desk, both) == ("reviewed", 1)
    assert send(desk.entered(TOM), both, 1) == 303
    assert state(desk, both) == ("final", 2)


def test_where_two_differ_a_lead_settles_it(desk: Desk, both: str) -> None:
    send(desk.entered("reviewer"), both, 0)
    send(desk.entered(TOM), both, 1, genai=1)
    assert state(desk, both) == ("disputed", 2)
    assert "draft for human confirmation" in desk.entered("reviewer").get(f"/assessments/{both}").text
    assert send(desk.entered("lead"), both, 2, genai=3) == 303
    assert state(desk, both) == ("final", 3)
    assert "final, confirmed by Lea Brandt" in desk.entered("reader").get(f"/assessments/{both}").text


def test_where_two_differ_one_of_them_may_give_way(desk: Desk, both: str) -> None:
    send(desk.entered("reviewer"), both, 0)
    send(desk.entered(TOM), both, 1, genai=1)
    assert send(desk.entered(TOM), both, 2) == 303
    assert state(desk, both) == ("final", 3)


def test_where_they_differ_is_shown_with_their_reasons(desk: Desk, both: str) -> None:
    send(desk.entered("reviewer"), both, 0)
    send(desk.entered(TOM), both, 1, genai=1, readme=None)
    page = desk.entered("lead").get(f"/assessments/{both}/record").text

    assert "The reviewers differ in 1 category" in page
    assert re.findall(r'<tr class="differs"><th scope="row">([^<]+)', page) == ["LLM &amp; Generative AI Skills"]
    assert "Shown in an interview or a conversation" in page


def test_what_is_sent_twice_is_recorded_once(desk: Desk, both: str) -> None:
    client = desk.entered("reviewer")

    assert [send(client, both, 0), send(client, both, 0)] == [303, 303]
    assert state(desk, both) == ("reviewed", 1)


def test_the_page_that_comes_back_says_whose_decision_was_first(desk: Desk, both: str) -> None:
    imke = desk.entered("reviewer")
    send(imke, both, 0)
    again = imke.post(f"/assessments/{both}/decision", data=answers(ADA, 0, genai=1) | {"csrf": csrf_of(imke)})
    tom = desk.entered(TOM)
    others = tom.post(f"/assessments/{both}/decision", data=answers(ADA, 0, genai=1) | {"csrf": csrf_of(tom)})

    assert (again.status_code, others.status_code) == (409, 409)
    assert "You decided meanwhile, in another window" in again.text
    assert "Another reviewer recorded a decision" in others.text
    assert "Imke" not in others.text


def test_a_version_that_never_was_is_a_conflict(desk: Desk, both: str) -> None:
    assert send(desk.entered("reviewer"), both, 7) == 409


def test_what_is_incomplete_comes_back_with_what_was_chosen(desk: Desk, both: str) -> None:
    client = desk.entered("reviewer")
    sent = answers(ADA, 0, genai=1) | {"csrf": csrf_of(client), "c2-reason": "other", "c2-note": " ", "note": "So far."}
    del sent["c1-score"]
    answer = client.post(f"/assessments/{both}/decision", data=sent)

    assert answer.status_code == 422
    alarm = answer.text.partition('id="unrecorded"')[2].partition("</section>")[0]
    assert re.findall(r'<li><a href="#(c\d)">', alarm) == ["c1", "c2"]
    assert 'name="c2-score" value="1" checked' in answer.text
    assert 'name="c1-score" value="4" checked' not in answer.text
    assert state(desk, both) == ("open", 0)


def test_programs_are_told_of_a_conflict_by_the_version_they_looked_at(desk: Desk, both: str) -> None:
    client = desk.entered("reviewer")
    headers = {"x-csrf-token": csrf_of(client), "content-type": "application/json"}
    body = sample_decision(ADA).model_dump_json()
    sent = [
        client.post(f"/api/assessments/{both}/decisions", content=body, headers=headers | {"if-match": match}) for match in ('"0"', "0")
    ]

    assert [answer.status_code for answer in sent] == [201, 409]
    assert client.post(f"/api/assessments/{both}/decisions", content=body, headers=headers).status_code == 428


@pytest.mark.parametrize(
    "change", [update(decision).values(number=9), update(audit).values(actor="x"), delete(audit)], ids=["decision", "event", "gone"]
)
def test_the_database_itself_refuses_to_change_what_is_on_record(desk: Desk, both: str, change: object) -> None:
    send(desk.entered("reviewer"), both, 0)
    with pytest.raises(DatabaseError, match="append-only"), desk.store.begin() as connection:
        connection.execute(change)  # type: ignore[call-overload]
    with reading(desk.store) as connection:
        assert len(decisions(connection, both)) == 1
