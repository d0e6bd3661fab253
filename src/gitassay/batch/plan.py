"""What a batch would take, before it is run: repositories, requests, hours, dollars. Estimates, with what they rest on."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from sqlalchemy import Engine as Store
from sqlalchemy import func, select

from gitassay.batch.applicants import Applicant
from gitassay.batch.settings import BatchSettings
from gitassay.request import Request
from gitassay.sources.collect import GITHUB
from gitassay.sources.errors import SourceError
from gitassay.sources.targets import AccountTarget, RepositoryTarget, Target, parse_target, server
from gitassay.store.batch_tables import batch_task
from gitassay.store.engine import reading

GRAPHQL_PAGE = 20
REST_PAGE = 100
REST_MORE = 5
"""Without a token commits are asked for one repository at a time, up to so many."""
ONCE = 2
"""GraphQL's questions about an account besides its lists: who it is, and what others merged of it."""
AN_HOUR = {True: 5_000, False: 60}


@dataclass(frozen=True, slots=True)
class Measured:
    """What batches of the store took: repositories a candidate, seconds a repository (None: nothing measured), of how many."""

    repositories: float | None
    seconds: float | None
    of: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Estimates. `requests` are those GitHub counts; `hours` the longest of reading, waiting for its limits, and cloning politely."""

    applicants: int
    without_source: int
    unusable: tuple[str, ...]
    accounts: int
    repositories: int
    requests: int
    allowed_an_hour: int
    reading_hours: float
    waiting_hours: float
    cloning_hours: float
    dollars: float
    measured: Measured

    @property
    def hours(self) -> float:
        """How long it takes in all: all three go on side by side."""
        return max(self.reading_hours, self.waiting_hours, self.cloning_hours)


def measured(store: Store) -> Measured:
    """The means over what the store's batches have assessed."""
    asked = select(func.count(), func.sum(batch_task.c.repositories), func.sum(batch_task.c.seconds)).where(batch_task.c.state == "done")
    with reading(store) as connection:
        of, repositories, seconds = connection.execute(asked).one()
    if not of or not repositories:
        return Measured(None, None, 0)
    return Measured(repositories / of, seconds / repositories, of)


def plan_of(listed: Sequence[Applicant], request: Request, known: Measured, settings: BatchSettings, workers: int) -> Plan:
    """What a list would take. Nothing is asked of anybody."""
    base = server(request.github_url or GITHUB)
    targets, unusable = _targets(listed, base)
    accounts = sum(isinstance(target, AccountTarget) for target in targets)
    single = len(targets) - accounts
    each = known.repositories or settings.plan.repositories
    each = min(each, request.max_repositories) if request.max_repositories else each
    repositories = ceil(accounts * each) + single
    by_kind = _requests(accounts, sum(isinstance(target, RepositoryTarget) and target.github for target in targets), each, request)
    allowed = AN_HOUR[request.token is not None] * (request.gate.size if request.gate else 1)
    seconds = repositories * (known.seconds or settings.plan.seconds_a_repository)
    return Plan(
        applicants=len(listed),
        without_source=sum(not one.targets for one in listed),
        unusable=tuple(unusable),
        accounts=accounts,
        repositories=repositories,
        requests=sum(by_kind),
        allowed_an_hour=allowed,
        reading_hours=seconds / workers / 3_600,
        waiting_hours=max(0, ceil(max(by_kind) / allowed) - 1),
        cloning_hours=repositories / settings.run.clones_a_minute / 60,
        dollars=seconds / 3_600 * settings.plan.core_hour,
        measured=known,
    )


def _requests(accounts: int, single: int, each: float, request: Request) -> tuple[int, int]:
    """How many by REST and by GraphQL, each of which has an allowance of its own; the questions whether something changed are REST's."""
    if request.offline:
        return 0, 0
    marks = accounts + single
    if request.token is None:
        return marks + accounts * (1 + ceil(each / REST_PAGE) + REST_MORE) + single, 0
    return marks, accounts * (ceil(each / GRAPHQL_PAGE) + ONCE) + single


def _targets(listed: Sequence[Applicant], base: str) -> tuple[list[Target], list[str]]:
    targets: list[Target] = []
    unusable: list[str] = []
    for one in listed:
        for text in one.targets:
            try:
                targets.append(parse_target(text, base))
            except SourceError as error:
                unusable.append(f"{one.key}: {error}")
    return targets, unusable


def plan_text(plan: Plan) -> str:
    """The plan in words."""
    rests = (
        f"measured on {plan.measured.of} candidates of this store" if plan.measured.of else "not measured yet, see [plan] in the settings"
    )
    lines = [
        f"Applicants:    {plan.applicants}" + (f" ({plan.without_source} without a source)" if plan.without_source else ""),
        f"Repositories:  about {plan.repositories} ({rests})",
        f"GitHub:        about {plan.requests} requests, {plan.allowed_an_hour} an hour are allowed"
        + (f": {plan.waiting_hours:.0f} hours of waiting" if plan.waiting_hours else ": no waiting"),
        f"Time:          about {_hours(plan.hours)}",
        f"Cost:          about ${plan.dollars:.2f} of processor time; no model is asked",
        *(f"Can't be used: {one}" for one in plan.unusable[:20]),
    ]
    if len(plan.unusable) > 20:
        lines.append(f"               and {len(plan.unusable) - 20} more")
    return "\n".join(lines)


def _hours(hours: float) -> str:
    return f"{max(1, round(hours * 60))} minutes" if hours < 2 else f"{hours:.1f} hours"
