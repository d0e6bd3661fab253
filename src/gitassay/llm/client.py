"""Asks a server that speaks OpenAI's chat protocol, within limits of time, tries and form; knows nothing of what is asked."""

import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from gitassay.llm.cache import Reply
from gitassay.llm.settings import Settings

if TYPE_CHECKING:
    from openai import OpenAI

Messages = Sequence[Mapping[str, str]]


class Failure(StrEnum):
    """Why nothing came, in the words of the report."""

    NOT_INSTALLED = "the openai package is not installed (pip install 'gitassay[llm]')"
    SILENT = "the server did not answer in time"
    UNREACHABLE = "the server could not be reached"
    LIMITED = "the server refused for now: too many requests"
    FAULTY = "the server failed"
    REFUSED = "the server refused the key"
    REJECTED = "the server rejected the request"
    DECLINED = "the model declined to answer"
    STOPPED = "too many requests failed before, so no more were sent"


class ModelError(Exception):
    """One request came to nothing. `final`: another request would fare no better."""

    def __init__(self, failure: Failure, detail: str = "", final: bool = False) -> None:
        super().__init__(f"{failure}{f' ({detail})' if detail else ''}")
        self.failure = failure
        self.final = final


class Form(StrEnum):
    """How strictly the server is asked for JSON: by schema, as any JSON with the schema beside it, or in words only."""

    SCHEMA = "json_schema"
    OBJECT = "json_object"
    WORDS = "words"


_UNPARAMETRISED = re.compile(r"max_completion_tokens|temperature|\bseed\b")
"""What a server says whose model takes none of the usual parameters, as models that think first do."""
LADDER = (Form.SCHEMA, Form.OBJECT, Form.WORDS)
_REFUSING = frozenset({401, 403})
_UNWILLING = frozenset({400, 404, 415, 422, 500, 501})
"""How servers answer that don't know the form asked for: llama.cpp's says 500."""


@dataclass
class Client:
    """One server and model. Remembers which form of reply the server knows, and stops when too much has failed in a row."""

    settings: Settings
    sleep: Callable[[float], None] = time.sleep
    form: Form = Form.SCHEMA
    _proven: bool = field(default=False, repr=False)
    _plain: bool = field(default=True, repr=False)
    _failures: int = field(default=0, repr=False)
    _openai: "OpenAI | None" = field(default=None, repr=False)

    def ask(self, messages: Messages, schema: Mapping[str, Any], reply_tokens: int) -> Reply:
        """One reply, asked for in the strictest form the server knows. Tries again after a pause where that can help.

        Raises:
            ModelError: nothing came that could be read.
        """
        if self._failures >= self.settings.failures_before_stop:
            raise ModelError(Failure.STOPPED, final=True)
        try:
            reply = self._down_the_ladder(messages, schema, reply_tokens)
        except ModelError as error:
            self._failures = self.settings.failures_before_stop if error.final else self._failures + 1
            raise
        self._failures = 0
        return reply

    def _down_the_ladder(self, messages: Messages, schema: Mapping[str, Any], reply_tokens: int) -> Reply:
        while True:
            try:
                reply = self._patiently(messages, schema, reply_tokens)
            except _UnwillingError as error:
                if self._proven or self.form is LADDER[-1]:
                    raise ModelError(Failure.FAULTY if error.status >= 500 else Failure.REJECTED, f"status {error.status}") from error
                self.form = LADDER[LADDER.index(self.form) + 1]
                continue
            self._proven = True
            return reply

    def _patiently(self, messages: Messages, schema: Mapping[str, Any], reply_tokens: int) -> Reply:
        pause = self.settings.pause
        for left in range(self.settings.retries, -1, -1):
            try:
                return self._once(messages, schema, reply_tokens)
            except _AgainError as error:
                if left == 0:
                    raise ModelError(error.failure, error.detail) from error
                self.sleep(min(pause if error.after is None else error.after, self.settings.longest_pause))
                pause *= 2
        raise AssertionError("unreachable")  # pragma: no cover

    def _once(self, messages: Messages, schema: Mapping[str, Any], reply_tokens: int) -> Reply:
        """One request, given up as a whole after the time-out, even if the server keeps sending a byte now and then."""
        outcome: list[Reply | BaseException] = []
        library = self._library()  # loading it is not the server's time

        def work() -> None:
            try:
                outcome.append(self._send(library, messages, schema, reply_tokens))
            except BaseException as error:  # handed to the thread that waits
                outcome.append(error)

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        thread.join(self.settings.timeout + 1)
        if not outcome:
            raise ModelError(Failure.SILENT, f"{self.settings.timeout:g} seconds", final=True)
        if isinstance(outcome[0], BaseException):
            raise outcome[0]
        return outcome[0]

    def _send(self, library: "OpenAI", messages: Messages, schema: Mapping[str, Any], reply_tokens: int) -> Reply:
        import openai

        create: Any = library.chat.completions.create  # its signature is closed, and servers are not
        shaping = {"max_tokens": reply_tokens, **self.settings.parameters} if self._plain else {"max_completion_tokens": reply_tokens}
        try:
            completion = create(model=self.settings.model, messages=list(messages), **shaping, **_response_format(self.form, schema))
        except openai.APITimeoutError as error:
            raise ModelError(Failure.SILENT, f"{self.settings.timeout:g} seconds", final=True) from error
        except openai.APIStatusError as error:
            if self._plain and error.status_code == 400 and _UNPARAMETRISED.search(str(error.message)[:1_000]):
                self._plain = False
                raise _AgainError(Failure.REJECTED, "status 400", 0.0) from error
            raise _told(error.status_code, error.response.headers.get("retry-after")) from error
        except openai.APIConnectionError as error:
            raise _AgainError(Failure.UNREACHABLE) from error
        except (openai.OpenAIError, ValueError, TypeError) as error:  # a reply that is no completion at all
            raise _AgainError(Failure.FAULTY, type(error).__name__) from error
        return _read(completion, self.settings.model)

    def _library(self) -> "OpenAI":
        """The client library, loaded when the first request is sent and never before."""
        if self._openai is None:
            try:
                import openai
            except ImportError as error:
                raise ModelError(Failure.NOT_INSTALLED, final=True) from error
            self._openai = openai.OpenAI(
                api_key=self.settings.key,
                base_url=self.settings.url,
                timeout=self.settings.timeout,
                max_retries=0,
                # A redirect could carry key and evidence to somewhere nobody chose.
                http_client=openai.DefaultHttpxClient(follow_redirects=False),
            )
        return self._openai


class _UnwillingError(Exception):
    """The server does not know this form of request."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


class _AgainError(Exception):
    """Another try may succeed, `after` so many seconds if the server said so."""

    def __init__(self, failure: Failure, detail: str = "", after: float | None = None) -> None:
        super().__init__(failure)
        self.failure, self.detail, self.after = failure, detail, after


def _told(status: int, retry_after: str | None) -> Exception:
    """What a status means for the next step."""
    if status in _REFUSING:
        return ModelError(Failure.REFUSED, f"status {status}", final=True)
    if status in _UNWILLING:
        return _UnwillingError(status)
    after = float(retry_after) if retry_after and retry_after.isdigit() else None
    if status == 429:
        return _AgainError(Failure.LIMITED, "status 429", after)
    if status >= 500 or status in (408, 409):
        return _AgainError(Failure.FAULTY, f"status {status}", after)
    return ModelError(Failure.REJECTED, f"status {status}", final=True)


def _response_format(form: Form, schema: Mapping[str, Any]) -> dict[str, Any]:
    if form is Form.SCHEMA:
        return {"response_format": {"type": "json_schema", "json_schema": {"name": "reply", "strict": True, "schema": dict(schema)}}}
    if form is Form.OBJECT:
        return {"response_format": {"type": "json_object", "schema": dict(schema)}}
    return {}


def _read(completion: Any, model: str) -> Reply:
    """The text of a completion; whatever a server leaves out is absent, never guessed."""
    choices = getattr(completion, "choices", None)
    message = getattr(choices[0], "message", None) if isinstance(choices, list) and choices else None
    if message is None:
        raise _AgainError(Failure.FAULTY, "no choice in the reply")
    if getattr(message, "refusal", None):
        raise ModelError(Failure.DECLINED)
    usage = getattr(completion, "usage", None)
    content = message.content if isinstance(message.content, str) else ""
    named = completion.model if isinstance(getattr(completion, "model", None), str) else model
    return Reply(content, named[:100], _count(usage, "prompt_tokens"), _count(usage, "completion_tokens"))


def _count(usage: Any, name: str) -> int:
    value = getattr(usage, name, 0)
    return value if isinstance(value, int) and value > 0 else 0
