"""The identity of answers: a hash over what they say."""

import hashlib
import json
from dataclasses import asdict, is_dataclass
from typing import Any


def digest(content: object) -> str:
    """The sha256 over the canonical JSON of dataclasses and what holds them."""
    return hashlib.sha256(json.dumps(content, default=_plain, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} has no identity")
