"""Reads a model's reply: JSON of the prompt's schema, or a typed refusal to guess."""

import json
import re
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

MAX_REPLY = 40_000
_FENCE = re.compile(r"\A\s*```(?:json)?\s*(.*?)\s*```\s*\Z", re.DOTALL | re.IGNORECASE)
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)


class UnusableReplyError(ValueError):
    """The reply is not what was asked for; the message says in what way."""


class _Reply(BaseModel):
    """Base of replies: fields that were not asked for, a score say, are dropped unread."""

    model_config = ConfigDict(extra="ignore", strict=True)


Kind = TypeVar("Kind", bound=_Reply)


class CitedSentence(_Reply):
    """One sentence of a reply."""

    text: str
    evidence: list[str]


class Sentences(_Reply):
    """The reply to a summary prompt."""

    sentences: list[CitedSentence]


class RephrasedQuestion(_Reply):
    """One question of a reply."""

    id: str
    text: str


class Questions(_Reply):
    """The reply to the interviewer's prompt."""

    questions: list[RephrasedQuestion]


def read_reply(text: str, kind: type[Kind]) -> Kind:
    """The reply as the model of its schema.

    Raises:
        UnusableReplyError: it is empty, cut off, not JSON, or JSON of another form.
    """
    if not text.strip():
        raise UnusableReplyError("the reply was empty")
    try:
        content = _decoded(text[:MAX_REPLY])
    except (ValueError, RecursionError) as error:
        raise UnusableReplyError("the reply was not JSON, or cut off") from error
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        raise UnusableReplyError("the reply had another form than asked for") from error


def _decoded(text: str) -> Any:
    bare = _THOUGHT.sub("", text).strip()
    fenced = _FENCE.match(bare)
    bare = fenced[1] if fenced else bare
    start = bare.find("{")
    # What a chatty model says before or after its JSON is not looked at.
    return json.JSONDecoder().raw_decode(bare[start:])[0] if start > 0 else json.JSONDecoder().raw_decode(bare)[0]
