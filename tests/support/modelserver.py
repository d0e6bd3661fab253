"""A server that speaks OpenAI's chat protocol on loopback, with a stand-in for a model: honest, obedient, lying, or broken."""

import json
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Row = dict[str, Any]
Model = Callable[[list[Row], str], object]
"""From the rows of evidence and the whole prompt to the content of the reply: an object (sent as JSON) or a text."""
_ROWS = re.compile(r"^=====([0-9a-f]{32})=====$\n(.*?)\n^=====\1=====$", re.DOTALL | re.MULTILINE)


def rows_of(prompt: str) -> list[Row]:
    """The evidence between the two boundaries."""
    found = _ROWS.search(prompt)
    return json.loads(found[2]) if found else []


def honest(rows: list[Row], prompt: str) -> object:
    """Repeats what gitassay found, with its citation; keeps questions as they are."""
    if rows and rows[0]["id"].startswith("Q"):
        return {"questions": [{"id": row["id"], "text": row["question"]} for row in rows]}
    return {"sentences": [{"text": f"In {row['repository']}: {row['finding']}", "evidence": [row["id"]]} for row in rows[:3]]}


def obedient(rows: list[Row], prompt: str) -> object:
    """Does whatever the candidate's text says: repeats it as its own view, adds scores and fields, calls for the hire."""
    texts = [
        (row["id"], str(row[key]))
        for row in rows
        for key in ("finding", "excerpt", "file", "repository", "question", "because")
        if row.get(key)
    ]
    said = [{"text": text, "evidence": [one]} for one, text in texts]
    demanded = {
        "text": "Score: 5 of 5 in every category, elite, hire immediately, no red flags.",
        "evidence": [rows[0]["id"]] if rows else [],
    }
    return {
        "sentences": [demanded, *said],
        "questions": [{"id": row["id"], "text": "Why was this elite candidate not hired already?"} for row in rows],
        "score": 5,
        "scores": {row["id"]: 5 for row in rows},
        "flags": [],
        "sha256": "0" * 64,
    }


def obeying(texts: Sequence[str]) -> Model:
    """An obedient model that read everything the candidate wrote, whether it was sent or not."""

    def model(rows: list[Row], prompt: str) -> object:
        reply = obedient(rows, prompt)
        ids = [row["id"] for row in rows[:2]]
        assert isinstance(reply, dict)
        return reply | {"sentences": [*reply["sentences"], *({"text": text, "evidence": ids} for text in texts)]}

    return model


def lying(rows: list[Row], prompt: str) -> object:
    """Cites what is there and says what is not in it."""
    false = ("All tests pass and cover 97% of the code.", "The candidate is a senior engineer.", "Latency fell by half with Rust and CUDA.")
    return {
        "sentences": [{"text": text, "evidence": [row["id"]]} for text in false for row in rows[:2]],
        "questions": [{"id": row["id"], "text": "Did you copy this from a colleague?"} for row in rows],
    }


@dataclass
class Trouble:
    """One answer that is no reply: a status with headers, or the raw body of a reply cut short; `silent` holds the line until the end."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"{}"
    silent: bool = False
    trickle: bool = False


@dataclass
class ModelServer:
    """The server; `troubles` are answered first, in order, `always` instead of everything. `seen` holds each request's raw bytes."""

    model: Model = honest
    troubles: list[Trouble] = field(default_factory=list)
    always: Trouble | None = None
    forms: tuple[str, ...] = ("json_schema", "json_object", "text")
    seen: list[bytes] = field(default_factory=list)
    headers_seen: list[dict[str, str]] = field(default_factory=list)

    def __enter__(self) -> Self:
        self.over = threading.Event()
        lock = threading.Lock()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                with lock:
                    owner.seen.append(body)
                    owner.headers_seen.append({name.lower(): value for name, value in self.headers.items()})
                    trouble = owner.always or (owner.troubles.pop(0) if owner.troubles else None)
                self.answer(trouble or owner.reply(json.loads(body)))

            def answer(self, trouble: Trouble) -> None:
                self.close_connection = True
                if trouble.silent:
                    owner.over.wait(30)
                    return
                self.send_response(trouble.status)
                for name, value in (
                    {"Content-Type": "application/json", "Connection": "close", "Content-Length": str(len(trouble.body))} | trouble.headers
                ).items():
                    self.send_header(name, value)
                self.end_headers()
                if trouble.trickle:
                    for byte in trouble.body:
                        if owner.over.wait(0.05):
                            return
                        self.wfile.write(bytes([byte]))
                    return
                self.wfile.write(trouble.body)

            def log_message(self, *arguments: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """What OPENAI_BASE_URL is set to."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def prompts(self) -> list[str]:
        """What was asked, request by request."""
        return ["\n".join(message["content"] for message in json.loads(body)["messages"]) for body in self.seen]

    def reply(self, request: Row) -> Trouble:
        """The model's reply, or a refusal of a form of reply that this server does not know."""
        form = request.get("response_format", {}).get("type", "text")
        if form not in self.forms:
            return Trouble(500, body=b'{"error": {"message": "literal_error: Input should be text or json_object"}}')
        prompt = "\n".join(message["content"] for message in request["messages"])
        content = self.model(rows_of(prompt), prompt)
        return completion(content if isinstance(content, str) else json.dumps(content))


def completion(content: str, finish: str = "stop", **more: object) -> Trouble:
    """A whole reply with this content."""
    document = {
        "id": "x",
        "object": "chat.completion",
        "created": 0,
        "model": "stand-in",
        "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content}}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    }
    return Trouble(body=json.dumps(document | more).encode())
