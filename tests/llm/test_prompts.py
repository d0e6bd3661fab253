import json
from pathlib import Path

import jsonschema
import pytest

from gitassay.llm.prompts import FILES, load_prompt
from gitassay.llm.replies import Questions, Sentences, UnusableReplyError, read_reply
from gitassay.resources import resource

NAMES = ("category_summary", "interviewer_brief", "overview")
REPLIES = {"category_summary": Sentences, "overview": Sentences, "interviewer_brief": Questions}


def test_there_are_three_prompts() -> None:
    assert sorted(path.name for path in resource("prompts").iterdir()) == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_version_is_a_folder_with_all_files(name: str) -> None:
    versions = [path for path in (resource("prompts") / name).iterdir() if path.is_dir()]
    assert [sorted(path.name for path in version.iterdir()) for version in versions] == [sorted(FILES)] * len(versions)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_in_the_strict_subset_and_fits_what_is_read(name: str) -> None:
    prompt = load_prompt(name)
    rows = {"text": "A.", "evidence": ["E1"]} if name != "interviewer_brief" else {"id": "Q1", "text": "A?"}
    reply = {next(iter(prompt.schema["properties"])): [rows]}
    jsonschema.validate(reply, prompt.schema)
    assert read_reply(json.dumps(reply), REPLIES[name]).model_dump() == reply

    def objects(part: object) -> list[dict[str, object]]:
        if isinstance(part, dict):
            own = [part] if part.get("type") == "object" else []
            return own + [one for value in part.values() for one in objects(value)]
        return []

    assert all(one["additionalProperties"] is False and one["required"] == list(one["properties"]) for one in objects(prompt.schema))  # type: ignore[call-overload]


@pytest.mark.parametrize("name", NAMES)
def test_no_schema_and_no_prompt_asks_for_a_score(name: str) -> None:
    prompt = load_prompt(name)
    assert "score" not in json.dumps(prompt.schema)
    assert "score" in prompt.system  # where it is forbidden
    assert "score" not in prompt.user


def test_text_that_looks_like_a_template_is_none() -> None:
    messages = load_prompt("overview").messages("{{ 7*7 }}", "[{{ limits }}]", "=====x=====")
    assert "[{{ limits }}]" in messages[1]["content"]
    assert "49" not in messages[1]["content"]


def test_the_hash_covers_every_file_and_no_line_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = load_prompt("overview").reference.sha256
    for name in FILES:
        copied = tmp_path / name / "prompts" / "overview" / "1"
        copied.mkdir(parents=True)
        for file in FILES:
            content = (resource("prompts") / "overview" / "1" / file).read_bytes()
            (copied / file).write_bytes(
                content.replace(b"\n", b"\r\n")
                if file != name
                else content + b"\n# changed\n"
                if file.endswith("toml")
                else content.replace(b"}", b" }", 1) + b"\n"
            )
        monkeypatch.setattr("gitassay.llm.prompts.resource", lambda part, name=name: tmp_path / name / part)
        load_prompt.cache_clear()
        assert load_prompt("overview").reference.sha256 != before
    load_prompt.cache_clear()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        ("   \n", "empty"),
        ("no", "not JSON"),
        ('{"sentences": [', "not JSON"),
        ("[]", "another form"),
        ('{"sentences": [{"text": 5, "evidence": []}]}', "another form"),
        ("[" * 50_000, "not JSON"),
    ],
)
def test_an_unusable_reply_is_told(text: str, told: str) -> None:
    with pytest.raises(UnusableReplyError, match=told):
        read_reply(text, Sentences)


@pytest.mark.parametrize(
    "text",
    [
        '{"sentences": []}',
        '```json\n{"sentences": []}\n```',
        'Sure! {"sentences": []} Done.',
        '<think>hm {</think>{"sentences": [], "score": 5}',
    ],
)
def test_wrapping_and_fields_nobody_asked_for_are_left_out(text: str) -> None:
    assert read_reply(text, Sentences).model_dump() == {"sentences": []}
