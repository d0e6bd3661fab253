"""Replies that were paid for once, found by what they depend on."""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from gitassay.llm.prompts import Prompt
from gitassay.llm.settings import Settings
from gitassay.model.document import canonical

MAX_ENTRY_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply of a model: its text, who the server says wrote it, and the tokens it took."""

    text: str
    model: str
    prompt_tokens: int = 0
    completion_tokens: int = 0


@dataclass(frozen=True, slots=True)
class ReplyCache:
    """A folder with one file a reply."""

    folder: Path

    def get(self, key: str) -> Reply | None:
        """The reply kept under the key; None when there is none or it can't be read."""
        path = self._path(key)
        try:
            if path.stat().st_size > MAX_ENTRY_BYTES:
                return None
            row = json.loads(path.read_text(encoding="utf-8"))
            return Reply(str(row["text"]), str(row["model"]), int(row["prompt_tokens"]), int(row["completion_tokens"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, reply: Reply) -> None:
        """Keep a reply. A folder that can't be written to keeps nothing, and the summary does not depend on it."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.NamedTemporaryFile("w", dir=self.folder, delete=False, encoding="utf-8") as file:
                json.dump(asdict(reply), file)
            Path(file.name).replace(self._path(key))
        except OSError:
            return

    def clear(self) -> int:
        """Drop all replies, and tell how many those were. Whom one is about can't be told: names were taken out before it was asked for."""
        kept = [path for path in self.folder.glob("*") if path.is_file()]
        for path in kept:
            path.unlink(missing_ok=True)
        return len(kept)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"


def cache_key(settings: Settings, prompt: Prompt, messages: Sequence[Mapping[str, Any]]) -> str:
    """The sha256 of all that shapes a reply: server, model, parameters, prompt and messages (without their random boundary)."""
    content = {
        "url": settings.url,
        "model": settings.model,
        "parameters": settings.parameters,
        "prompt": prompt.reference.model_dump(),
        "schema": prompt.schema,
        "reply_tokens": prompt.limits.reply_tokens,
        "messages": list(messages),
    }
    return hashlib.sha256(canonical(content)).hexdigest()


def default_folder() -> Path:
    """Where replies are kept when nobody says where."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base and Path(base).is_absolute() else Path.home() / ".cache") / "gitassay" / "llm"
