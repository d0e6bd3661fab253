"""Asks a service with OSV's API: packages in batches, then each advisory once."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote

from gitassay.model.lookups import Advisory, AdvisoryAnswers, Hit, PackageVersion
from gitassay.sources.advisories.record import ECOSYSTEMS, ID, advisory
from gitassay.sources.identity import digest
from gitassay.sources.web import Web, WebError, parsed

BATCH = 500
MAX_PAGES = 50
MAX_ADVISORIES = 5_000
THREADS = 4


class AdvisoryService:
    """A service with OSV's API, as documented for version 1 (`/v1/querybatch`, `/v1/vulns/{id}`)."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._days: set[str] = set()

    def ask(self, wanted: Sequence[PackageVersion]) -> AdvisoryAnswers:
        """Which advisories affect these versions. A failure is told for each package it concerns."""
        hits: list[Hit] = []
        asked = [one for one in wanted if one.ecosystem in ECOSYSTEMS and one.version]
        for start in range(0, len(asked), BATCH):
            hits += self._batch(asked[start : start + BATCH])
        ids = sorted({one for hit in hits for one in hit.ids})
        with ThreadPoolExecutor(max_workers=THREADS) as pool:
            found = list(pool.map(self._advisory, ids[:MAX_ADVISORIES]))
        content = (tuple(hits), tuple(found))
        return AdvisoryAnswers("service", min(self._days, default=""), digest(content), *content)

    def _batch(self, asked: list[PackageVersion]) -> list[Hit]:
        try:
            ids = self._ids(asked)
        except _RefusedError:
            if len(asked) == 1:
                return [Hit(asked[0], problem="the service can't judge this version")]
            half = len(asked) // 2
            return self._batch(asked[:half]) + self._batch(asked[half:])
        except WebError as error:
            return [Hit(one, problem=f"the service of advisories could not be asked: {error}") for one in asked]
        return [Hit(one, tuple(sorted(ids[number]))) for number, one in enumerate(asked)]

    def _ids(self, asked: list[PackageVersion]) -> list[set[str]]:
        """The ids for each package, all pages of them. Raises: WebError, _RefusedError."""
        ids: list[set[str]] = [set() for _ in asked]
        open_pages = dict.fromkeys(range(len(asked)), "")
        for _ in range(MAX_PAGES):
            numbers = list(open_pages)
            rows = self._rows([_query(asked[number], open_pages[number]) for number in numbers])
            open_pages = {}
            for number, row in zip(numbers, rows, strict=True):
                ids[number] |= set(_ids_in(row))
                token = row.get("next_page_token")
                if isinstance(token, str) and token:
                    open_pages[number] = token
            if not open_pages:
                return ids
        raise WebError("the list of advisories has no end")

    def _rows(self, queries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        answer = self._web.post("v1/querybatch", {"queries": queries})
        if answer.status == 400:
            raise _RefusedError
        if answer.status != 200:
            raise WebError(f"the answer is {answer.status}; is the address right?")
        rows = parsed(answer.body).get("results")
        if not isinstance(rows, list) or len(rows) != len(queries):
            raise WebError("the answer does not fit the questions")
        self._days.add(answer.day)
        return [row if isinstance(row, dict) else {} for row in rows]

    def _advisory(self, one: str) -> Advisory:
        """The record of an id; when it can't be had, an advisory of which no more than the id is known."""
        try:
            answer = self._web.get(f"v1/vulns/{quote(one, safe='')}")
            found = advisory(parsed(answer.body)) if answer.status == 200 else None
        except WebError:
            found = None
        return found if found and found.id == one else Advisory(one)


class _RefusedError(Exception):
    """The service finds a question malformed."""


def _query(one: PackageVersion, token: str) -> dict[str, Any]:
    query: dict[str, Any] = {"package": {"ecosystem": ECOSYSTEMS[one.ecosystem], "name": one.name}, "version": one.version}
    return query | {"page_token": token} if token else query


def _ids_in(row: dict[str, Any]) -> list[str]:
    listed = row.get("vulns")
    found = [one.get("id") for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return [one for one in found if isinstance(one, str) and ID.match(one)]
