"""How the model is asked: limits from config/llm.toml, and what a person chose."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

DEFAULT_URL = "https://api.openai.com/v1"
_DEAREST = 1e6
UNUSED_KEY = "not-needed"
"""What is sent to a server that asks for no key; the client library insists on one."""


class SettingsError(ValueError):
    """The model can't be asked the way it was set up; the message says what to do. `needs_key` when a key is all that lacks."""

    def __init__(self, message: str, needs_key: bool = False) -> None:
        super().__init__(message)
        self.needs_key = needs_key


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens sent and received."""

    sent: float
    received: float

    def of(self, prompt_tokens: int, completion_tokens: int) -> float:
        """Dollars for this many tokens."""
        return (prompt_tokens * self.sent + completion_tokens * self.received) / 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the summary depends on. Times in seconds, `max_cost` and `max_batch_cost` in US dollars."""

    model: str
    url: str
    key: str
    timeout: float
    retries: int
    pause: float
    longest_pause: float
    failures_before_stop: int
    temperature: float
    seed: int
    max_tokens: int
    max_batch_tokens: int
    most_dropped: float
    price: Price | None = None
    max_cost: float | None = None
    max_batch_cost: float | None = None

    @property
    def parameters(self) -> dict[str, float]:
        """What shapes the words besides model and prompt."""
        return {"temperature": self.temperature, "seed": self.seed}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person asked for on the command line; None: not said."""

    model: str | None = None
    price: str | None = None
    max_tokens: int | None = None
    max_cost: float | None = None
    timeout: float | None = None
    offline: bool = False
    max_batch_tokens: int | None = None
    max_batch_cost: float | None = None
    prices: Path | None = None


def load_settings(path: Path, chosen: Chosen, environment: Mapping[str, str] = os.environ) -> Settings:
    """Join the file's limits, the choices made and the environment. The key comes from the environment alone.

    Raises:
        SettingsError: no model is named, a key is needed, or the choices contradict each other.
    """
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    client, budget = rows["client"], rows["budget"]
    url = environment.get("OPENAI_BASE_URL") or DEFAULT_URL
    if not chosen.model:
        raise SettingsError("--llm needs the name of a model. Give it with --llm-model or GITASSAY_LLM_MODEL.")
    if chosen.offline and not is_loopback(url):
        raise SettingsError("--offline and --llm contradict each other unless OPENAI_BASE_URL is a server on this machine.")
    price = _price(chosen, rows["prices"] if url == DEFAULT_URL else {})
    if price is None and (chosen.max_cost is not None or chosen.max_batch_cost is not None):
        raise SettingsError("a limit in dollars needs --llm-price or --llm-prices: what this model costs is not known here.")
    return Settings(
        model=chosen.model,
        url=url,
        key=_key(url, environment),
        timeout=client["timeout_seconds"] if chosen.timeout is None else chosen.timeout,
        retries=client["retries"],
        pause=client["pause_seconds"],
        longest_pause=client["longest_pause_seconds"],
        failures_before_stop=client["failures_before_stop"],
        temperature=rows["parameters"]["temperature"],
        seed=rows["parameters"]["seed"],
        max_tokens=budget["tokens_per_candidate"] if chosen.max_tokens is None else chosen.max_tokens,
        max_batch_tokens=budget["tokens_per_batch"] if chosen.max_batch_tokens is None else chosen.max_batch_tokens,
        most_dropped=rows["verification"]["most_dropped"],
        price=price,
        max_cost=chosen.max_cost,
        max_batch_cost=chosen.max_batch_cost,
    )


def _price(chosen: Chosen, listed: Mapping[str, list[float]]) -> Price | None:
    """What the model costs: as given, else from the person's own list, else from the list that ships; None when nobody says."""
    if chosen.price is not None:
        return parse_price(chosen.price)
    own = read_prices(chosen.prices) if chosen.prices else {}
    row = own.get(chosen.model or "") or listed.get(chosen.model or "")
    return Price(*row) if row else None


def read_prices(path: Path) -> dict[str, list[float]]:
    """A list of prices: TOML with `"model" = [sent, received]` in US dollars for a million tokens.

    Raises:
        SettingsError: it can't be read, or a row is no pair of amounts.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise SettingsError(f"--llm-prices {path}: cannot be read as TOML ({type(error).__name__}).") from error
    for model, row in rows.items():
        amounts: list[Any] = row if isinstance(row, list) and len(row) == 2 else [None]
        if not all(type(one) in (int, float) and 0 <= one < _DEAREST for one in amounts):
            told = f'{model[:60]!r} has no price. Write "model" = [sent, received], such as [0.15, 0.60].'
            raise SettingsError(f"--llm-prices {path}: {told}")
    return rows


def parse_price(text: str | None) -> Price | None:
    """The price written as "SENT,RECEIVED" in US dollars for a million tokens.

    Raises:
        SettingsError: it is not written so.
    """
    if text is None:
        return None
    try:
        sent, received = (float(part) for part in text.split(","))
    except ValueError as error:
        raise SettingsError(f"--llm-price {text[:40]!r} is no price. Write dollars for a million tokens, such as 0.15,0.60.") from error
    if not (0 <= sent < _DEAREST and 0 <= received < _DEAREST):
        raise SettingsError("--llm-price takes two amounts that are not negative.")
    return Price(sent, received)


def is_loopback(url: str) -> bool:
    """Whether the address is this very machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _key(url: str, environment: Mapping[str, str]) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError("OPENAI_BASE_URL is no http or https address.")
    if parts.username or parts.password:
        raise SettingsError("OPENAI_BASE_URL holds a user name or password. Put the key into OPENAI_API_KEY.")
    key = environment.get("OPENAI_API_KEY", "")
    if not key and url == DEFAULT_URL:
        told = "--llm needs a key: set OPENAI_API_KEY, or OPENAI_BASE_URL to a server of your own (Ollama, vLLM, llama.cpp, LM Studio)."
        raise SettingsError(told, needs_key=True)
    return key or UNUSED_KEY
