"""What servers still allow each token, kept where all who share the tokens see it, and where it survives the end of a process."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, TypeVar

from sqlalchemy import Engine, RowMapping, Select, select, update
from sqlalchemy.dialects import postgresql, sqlite

from gitassay.sources.budget import Allowance
from gitassay.store.batch_tables import api_budget

T = TypeVar("T")
Change = Callable[[dict[str, Allowance]], T]
"""Looks at the allowances by holder, replaces some of them, and says what came of it."""


class KeptBudget:
    """The allowances of some holders of tokens in a store. `fresh` is what one has of whom nothing is known."""

    def __init__(self, store: Engine, fresh: Mapping[str, int]) -> None:
        self._store, self._fresh = store, dict(fresh)
        self._begun: set[str] = set()

    def change(self, kind: str, change: Change[T]) -> T:
        """Let `change` look and replace, one at a time among all who use the store."""
        if kind not in self._begun:
            self._begin(kind)
        with self._store.begin() as connection:
            before = {str(row["token"]): _allowance(row) for row in connection.execute(self._locked(kind)).mappings()}
            known = dict(before)
            came = change(known)
            for holder, now in known.items():
                if before[holder] != now:
                    mine = update(api_budget).where(api_budget.c.token == holder, api_budget.c.kind == kind)
                    connection.execute(mine.values(**_values(now)))
            return came

    def _locked(self, kind: str) -> Select[Any]:
        """The rows, for nobody else until the transaction ends; always in one order, so that no two wait for each other."""
        asked = select(api_budget).where(api_budget.c.kind == kind, api_budget.c.token.in_(self._fresh))
        return asked.order_by(api_budget.c.token).with_for_update()

    def _begin(self, kind: str) -> None:
        """Have a row for each holder: what is not there yet can't be locked, and two may be the first."""
        insert = postgresql.insert if self._store.dialect.name == "postgresql" else sqlite.insert
        rows = [{"token": one, "kind": kind, **_values(Allowance(allowed, allowed))} for one, allowed in sorted(self._fresh.items())]
        with self._store.begin() as connection:
            connection.execute(insert(api_budget).on_conflict_do_nothing(), rows)
        self._begun.add(kind)


def _allowance(row: RowMapping) -> Allowance:
    return Allowance(
        row["allowed"], row["left"], row["resets_at"], row["closed_until"], tuple((step, points) for step, points in row["recent"])
    )


def _values(one: Allowance) -> dict[str, Any]:
    return {**asdict(one), "recent": [list(part) for part in one.recent]}
