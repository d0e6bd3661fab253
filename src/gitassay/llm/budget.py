"""Tokens and money: how much may be spent, and how much was."""

import threading
from dataclasses import dataclass, field

from gitassay.llm.settings import Price
from gitassay.model.summary import Usage

BYTES_A_TOKEN = 3
"""An estimate on the high side for English and JSON; tokenisers differ and are not installed."""


def estimated_tokens(text: str) -> int:
    """About how many tokens a text takes; never too few for English."""
    return -(-len(text.encode()) // BYTES_A_TOKEN)


class OverBudgetError(Exception):
    """A request was not sent because it could cost more than is left; the message says of what."""


@dataclass
class Budget:
    """What may be spent on one candidate, or on a batch when others have it as their `above`. Safe to share between threads.

    A request's highest cost is reserved before it is sent, so that no limit is crossed while others are under way.
    """

    max_tokens: int
    max_cost: float | None = None
    price: Price | None = None
    above: "Budget | None" = None
    name: str = "candidate"
    usage: Usage = field(default_factory=Usage)
    _reserved: int = field(default=0, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def reserve(self, prompt_tokens: int, reply_tokens: int) -> None:
        """Set aside what one request can cost.

        Raises:
            OverBudgetError: it could cost more than is left; nothing is set aside then.
        """
        with self._lock:
            wanted = prompt_tokens + reply_tokens
            if self.usage.tokens + self._reserved + wanted > self.max_tokens:
                left = max(self.max_tokens - self.usage.tokens - self._reserved, 0)
                raise OverBudgetError(f"{wanted:,} tokens may be needed and {left:,} of {self.max_tokens:,} for this {self.name} are left")
            self._affordable(prompt_tokens, reply_tokens)
            if self.above is not None:
                self.above.reserve(prompt_tokens, reply_tokens)
            self._reserved += wanted

    def settle(self, reserved: int, prompt_tokens: int, completion_tokens: int) -> None:
        """Replace what was set aside for one request by what it took."""
        with self._lock:
            self._reserved -= reserved
            self.usage = Usage(
                requests=self.usage.requests + 1,
                from_cache=self.usage.from_cache,
                prompt_tokens=self.usage.prompt_tokens + prompt_tokens,
                completion_tokens=self.usage.completion_tokens + completion_tokens,
                cost=self._cost(self.usage.prompt_tokens + prompt_tokens, self.usage.completion_tokens + completion_tokens),
            )
        if self.above is not None:
            self.above.settle(reserved, prompt_tokens, completion_tokens)

    def cached(self) -> None:
        """One reply came from the cache and cost nothing."""
        with self._lock:
            self.usage = self.usage.model_copy(update={"from_cache": self.usage.from_cache + 1, "cost": self._cost(*self._tokens)})
        if self.above is not None:
            self.above.cached()

    @property
    def _tokens(self) -> tuple[int, int]:
        return self.usage.prompt_tokens, self.usage.completion_tokens

    def _cost(self, prompt_tokens: int, completion_tokens: int) -> float | None:
        return None if self.price is None else round(self.price.of(prompt_tokens, completion_tokens), 6)

    def _affordable(self, prompt_tokens: int, reply_tokens: int) -> None:
        if self.max_cost is None or self.price is None:
            return
        # Whatever is under way is counted at the dearer of the two prices.
        waiting = self._reserved * max(self.price.sent, self.price.received) / 1_000_000
        most = self.price.of(prompt_tokens, reply_tokens) + self.price.of(*self._tokens) + waiting
        if most > self.max_cost:
            raise OverBudgetError(f"it could come to {most:.4f} USD and {self.max_cost:.4f} are allowed for this {self.name}")
