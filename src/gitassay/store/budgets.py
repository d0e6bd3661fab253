"""What servers still allow each token, kept where all who share the tokens see it, and where it survives the end of a process."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import TypeVar

from sqlalchemy import Engine, insert, select, update

from gitassay.sources.budget import Allowance
from gitassay.store.batch_tables import api_budget

T = TypeVar("T")
Change = Callable[[dict[str, Allowance]], T]
"""Looks at the allowances by holder, replaces some of them, and says what came of it."""


class KeptBudget:
    """The allowances of some holders of tokens in a store. `fresh` is what one has of whom nothing is known."""

    def __init__(self, store: Engine, fresh: Mapping[str, int]) -> None:
        self._store, self._fresh = store, dict(fresh)

    def change(self, kind: str, change: Change[T]) -> T:
        """Let `change` look and replace, one at a time among all who use the store."""
        with self._store.begin() as connection:
            asked = select(api_budget).where(api_budget.c.kind == kind, api_budget.c.token.in_(self._fresh)).with_for_update()
            known = {
                str(row["token"]): Allowance(
                    row["allowed"],
                    row["left"],
                    row["resets_at"],
                    row["closed_until"],
                    tuple((step, points) for step, points in row["recent"]),
                )
                for row in connection.execute(asked).mappings()
            }
            before = dict(known)
            for holder, allowed in self._fresh.items():
                known.setdefault(holder, Allowance(allowed, allowed))
            came = change(known)
            for holder, now in known.items():
                values = {**asdict(now), "recent": [list(one) for one in now.recent]}
                if holder not in before:
                    connection.execute(insert(api_budget).values(token=holder, kind=kind, **values))
                elif before[holder] != now:
                    connection.execute(update(api_budget).where(api_budget.c.token == holder, api_budget.c.kind == kind).values(**values))
            return came
