import json
import time

import pytest

from gitassay.llm.client import Client, Failure, Form, ModelError
from tests.support.modelserver import ModelServer, Trouble, completion, honest
from tests.support.narrative import KEY, settings

MESSAGES = [{"role": "user", "content": "Say something."}]
SCHEMA = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}


def client(server: ModelServer, **changed: object) -> Client:
    return Client(settings(server.url, **changed), sleep=lambda seconds: None)


def failure(client: Client) -> Failure:
    with pytest.raises(ModelError) as raised:
        client.ask(MESSAGES, SCHEMA, 100)
    return raised.value.failure


def test_a_reply_comes_with_its_model_and_tokens() -> None:
    with ModelServer() as server:
        reply = client(server).ask(MESSAGES, SCHEMA, 100)
    assert (json.loads(reply.text), reply.model, reply.prompt_tokens, reply.completion_tokens) == ({"sentences": []}, "stand-in", 100, 20)


def test_the_key_goes_into_the_header_and_the_schema_into_the_request() -> None:
    with ModelServer() as server:
        client(server).ask(MESSAGES, SCHEMA, 100)
    request = json.loads(server.seen[0])
    assert server.headers_seen[0]["authorization"] == f"Bearer {KEY}"
    assert request["response_format"]["json_schema"]["schema"] == SCHEMA
    assert KEY.encode() not in server.seen[0]


@pytest.mark.parametrize(
    ("forms", "reached", "requests"),
    [
        (("json_schema", "text"), Form.SCHEMA, 1),
        (("json_object", "text"), Form.OBJECT, 2),
        (("text",), Form.WORDS, 3),
    ],
)
def test_the_strictest_form_that_the_server_knows_is_found_and_kept(forms: tuple[str, ...], reached: Form, requests: int) -> None:
    with ModelServer(forms=forms) as server:
        asking = client(server)
        asking.ask(MESSAGES, SCHEMA, 100)
        first = len(server.seen)
        asking.ask(MESSAGES, SCHEMA, 100)
    assert (asking.form, first, len(server.seen) - first) == (reached, requests, 1)


def test_a_model_without_the_usual_parameters_is_asked_without_them() -> None:
    message = b'{"error": {"message": "Unsupported parameter: max_tokens. Use max_completion_tokens instead."}}'
    with ModelServer(troubles=[Trouble(400, body=message)]) as server:
        client(server).ask(MESSAGES, SCHEMA, 100)
    last = json.loads(server.seen[-1])
    assert (last["max_completion_tokens"], "max_tokens" in last, "temperature" in last) == (100, False, False)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_passing_fault_is_tried_again(status: int) -> None:
    with ModelServer(troubles=[Trouble(status), Trouble(status)]) as server:
        client(server).ask(MESSAGES, SCHEMA, 100)
    assert len(server.seen) == 3


def test_a_server_says_how_long_to_wait_but_not_for_ever() -> None:
    waited: list[float] = []
    with ModelServer(troubles=[Trouble(429, {"Retry-After": "7"}), Trouble(429, {"Retry-After": "86400"})]) as server:
        Client(settings(server.url), sleep=waited.append).ask(MESSAGES, SCHEMA, 100)
    assert waited == [7.0, 30]


def test_pauses_grow() -> None:
    waited: list[float] = []
    with ModelServer(always=Trouble(503)) as server, pytest.raises(ModelError):
        Client(settings(server.url, pause=2.0, retries=3), sleep=waited.append).ask(MESSAGES, SCHEMA, 100)
    assert waited == [2.0, 4.0, 8.0]


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (Trouble(429), Failure.LIMITED),
        (Trouble(503), Failure.FAULTY),
        (Trouble(500), Failure.FAULTY),
        (Trouble(401), Failure.REFUSED),
        (Trouble(403), Failure.REFUSED),
        (Trouble(400), Failure.REJECTED),
        (Trouble(404), Failure.REJECTED),
        (Trouble(302, {"Location": "http://127.0.0.1:9/elsewhere"}), Failure.REJECTED),
        (Trouble(body=b'{"choices": []}'), Failure.FAULTY),
        (Trouble(body=b"not JSON"), Failure.FAULTY),
        (Trouble(body=b'{"id": "x", "choices": [{"message": {"content": "{'), Failure.FAULTY),
        (Trouble(body=b"[1, 2]"), Failure.FAULTY),
        (
            completion("x", choices=[{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "refusal": "No."}}]),
            Failure.DECLINED,
        ),
    ],
)
def test_each_trouble_has_its_name(trouble: Trouble, told: Failure) -> None:
    with ModelServer(always=trouble) as server:
        assert failure(client(server)) == told


def test_nobody_at_the_address_is_unreachable() -> None:
    assert failure(Client(settings("http://127.0.0.1:9/v1"), sleep=lambda seconds: None)) == Failure.UNREACHABLE


@pytest.mark.parametrize("trouble", [Trouble(silent=True), Trouble(body=b"x" * 200, trickle=True)], ids=["silent", "trickling"])
def test_a_server_that_does_not_answer_in_time_is_given_up_at_once(trouble: Trouble) -> None:
    started = time.monotonic()
    with ModelServer(always=trouble) as server:
        asking = client(server, timeout=0.5)
        assert failure(asking) == Failure.SILENT
        assert (failure(asking), len(server.seen)) == (Failure.STOPPED, 1)
    assert time.monotonic() - started < 10


def test_no_more_is_sent_after_failures_in_a_row() -> None:
    with ModelServer(always=Trouble(503)) as server:
        asking = client(server, retries=0)
        assert [failure(asking) for _ in range(4)] == [Failure.FAULTY, Failure.FAULTY, Failure.STOPPED, Failure.STOPPED]
    assert len(server.seen) == 2


def test_a_success_in_between_starts_the_count_again() -> None:
    with ModelServer(model=honest, troubles=[Trouble(503)]) as server:
        asking = client(server, retries=0)
        assert failure(asking) == Failure.FAULTY
        asking.ask(MESSAGES, SCHEMA, 100)
        server.troubles.append(Trouble(503))
        assert failure(asking) == Failure.FAULTY
        assert asking.ask(MESSAGES, SCHEMA, 100).model == "stand-in"
