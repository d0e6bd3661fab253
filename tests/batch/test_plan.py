"""What a list would take, reckoned before anything is done."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gitassay.batch.applicants import Applicant
from gitassay.batch.plan import Measured, Plan, plan_of, plan_text
from gitassay.batch.settings import load_settings
from gitassay.request import Request
from gitassay.resources import resource
from gitassay.scoring.rubric import load_rubric

SETTINGS = load_settings(resource("config") / "batch.toml")
FIVE_EACH = Measured(repositories=5.0, seconds=1.0, of=1_000)


@pytest.fixture(scope="module")
def request_for_all() -> Request:
    return Request((), date(2024, 6, 1), load_rubric(resource("config") / "rubric.toml"), token="a token")


def planned(request: Request, applicants: int, targets: tuple[str, ...] = ("https://github.com/ada",), workers: int = 2) -> Plan:
    listed = [Applicant(f"A-{number}", None, targets, ()) for number in range(applicants)]
    return plan_of(listed, request, FIVE_EACH, SETTINGS, workers)


def test_a_thousand_applicants_are_within_an_hours_requests(request_for_all: Request) -> None:
    plan = planned(request_for_all, 1_000)

    assert (plan.repositories, plan.requests, plan.waiting_hours) == (5_000, 4_000, 0)


def test_a_hundred_thousand_wait_for_the_servers_limits_and_clone_politely(request_for_all: Request) -> None:
    plan = planned(request_for_all, 100_000, workers=16)

    assert (plan.requests, plan.waiting_hours) == (400_000, 59)
    assert round(plan.cloning_hours, 1) == 13.9
    assert round(plan.reading_hours, 1) == 8.7
    assert plan.hours == plan.waiting_hours


def test_without_a_token_an_hour_has_sixty_requests(request_for_all: Request) -> None:
    plan = planned(replace(request_for_all, token=None), 100)

    assert (plan.requests, plan.waiting_hours) == (800, 13)


def test_a_repository_that_is_named_costs_two_requests_and_one_elsewhere_none(request_for_all: Request) -> None:
    assert planned(request_for_all, 1, ("https://github.com/ada/rag",)).requests == 2
    assert planned(request_for_all, 1, ("https://forge.example/ada/rag.git",)).requests == 0


def test_who_has_no_source_and_what_can_not_be_used_is_told(request_for_all: Request, tmp_path: Path) -> None:
    listed = [Applicant("A-1", None, (), ()), Applicant("A-2", None, ("http://x?y=z",), ())]
    said = plan_text(plan_of(listed, request_for_all, Measured(None, None, 0), SETTINGS, 1))

    assert "Applicants:    2 (1 without a source)" in said
    assert "Can't be used: A-2: " in said
    assert "not measured yet" in said
