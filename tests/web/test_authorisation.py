"""Who may do what: every route of the application, by every role, on what is theirs and on what is not.

The rows come from the routes themselves: a new route fails here until somebody writes down who may use it.
"""

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select
from starlette.routing import Route
from starlette.testclient import TestClient

from gitassay.model.assessment import Assessment
from gitassay.store.assessments import assign
from gitassay.store.decisions import decide
from gitassay.store.engine import reading
from gitassay.store.persons import add_person, begin
from gitassay.store.tables import assessment, audit, login
from gitassay.store.tables import person as persons
from gitassay.web.access import access_of
from gitassay.web.app import ROUTES
from tests.support.reviewdesk import AT, Desk, answers, csrf_of, desk_in, named
from tests.support.sample import sample_decision

WHO = ("nobody", "reader", "reviewer", "lead", "admin")
LOGIN, OK, DONE, MADE, NEW, NO, NONE, WRONG = 401, 200, 303, 201, 302, 403, 404, 422

# What a request comes to, for nobody, reader, reviewer, lead and admin: once where it is about no object, or on an own and another's.
# A page that nobody may see sends to the log-in (NEW); a change by nobody is refused (LOGIN).
# To a reader what is final is own; to a reviewer what is assigned; leads and admins see everything; one's own account is its own pages.
EVERYBODY, LOGGED_IN = ((OK,),) * 5, ((NEW,), *((OK,),) * 4)
PAGE_ON_ONE = ((NEW, NEW), (OK, NONE), (OK, NONE), (OK, OK), (OK, OK))
PROGRAM_ON_ONE = ((LOGIN, LOGIN), (OK, NONE), (OK, NONE), (OK, OK), (OK, OK))
CHANGE_TO_ONE = ((LOGIN, LOGIN), (NO, NO), (DONE, NONE), (DONE, DONE), (DONE, DONE))
CHANGE_TO_PERSON = ((LOGIN, LOGIN), *((NO, NO),) * 3, (WRONG, DONE))
ANSWERS = {
    "GET /": LOGGED_IN,
    "GET /login": ((OK,), *((DONE,),) * 4),
    "POST /login": ((LOGIN,),) * 5,
    "POST /logout": ((LOGIN,), *((DONE,),) * 4),
    "GET /provider": ((NONE,),) * 5,
    "GET /provider/back": ((NONE,),) * 5,
    "GET /me": LOGGED_IN,
    "POST /me/password": ((LOGIN,), *((NO,),) * 4),
    "POST /me/sessions": ((LOGIN,), *((DONE,),) * 4),
    "GET /compare": ((NEW, NEW), (NO, NO), (OK, NONE), (OK, OK), (OK, OK)),
    "GET /assessments/{one:key}": PAGE_ON_ONE,
    "POST /assessments/{one:key}/decision": CHANGE_TO_ONE,
    "GET /assessments/{one:key}/record": PAGE_ON_ONE,
    "POST /assessments/{one:key}/assignments": ((LOGIN, LOGIN), (NO, NO), (NO, NO), (DONE, DONE), (DONE, DONE)),
    "POST /assessments/{one:key}/reveal": CHANGE_TO_ONE,
    "GET /assessments/{one:key}/export/{format}": PAGE_ON_ONE,
    "GET /audit": ((NEW,), (NO,), (NO,), (OK,), (OK,)),
    "GET /persons": ((NEW,), (NO,), (NO,), (NO,), (OK,)),
    "POST /persons": ((LOGIN,), (NO,), (NO,), (NO,), (DONE,)),
    "GET /persons/{one:key}": ((NEW, NEW), *((NO, NO),) * 3, (WRONG, OK)),
    "POST /persons/{one:key}": CHANGE_TO_PERSON,
    "POST /persons/{one:key}/password": CHANGE_TO_PERSON,
    "POST /persons/{one:key}/sessions": CHANGE_TO_PERSON,
    "GET /api/openapi.json": EVERYBODY,
    "GET /api/me": ((LOGIN,), *((OK,),) * 4),
    "GET /api/assessments": ((LOGIN,), *((OK,),) * 4),
    "GET /api/assessments/{one:key}": PROGRAM_ON_ONE,
    "GET /api/assessments/{one:key}/decisions": PROGRAM_ON_ONE,
    "POST /api/assessments/{one:key}/decisions": ((LOGIN, LOGIN), (NO, NO), (MADE, NONE), (MADE, MADE), (MADE, MADE)),
    "GET /healthz": EVERYBODY,
}


def offered(route: Route) -> list[str]:
    """What a route offers, as "METHOD path"."""
    return [f"{method} {route.path}" for method in sorted(route.methods or ()) if method != "HEAD"]


OFFERED = [(name, route) for route in ROUTES for name in offered(route)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = desk_in(tmp_path_factory.mktemp("matrix"))
    yield made
    made.store.dispose()


def test_every_route_has_an_answer_and_every_answer_a_route() -> None:
    assert sorted(name for name, _ in OFFERED) == sorted(ANSWERS)


@pytest.mark.parametrize(("name", "route"), OFFERED, ids=[name for name, _ in OFFERED])
def test_every_route_is_guarded(name: str, route: Route) -> None:
    assert access_of(route.endpoint) is not None


CELLS = [
    (name, who, "own" if number == 0 else "another's", expected)
    for name, row in ANSWERS.items()
    for who, cells in zip(WHO, row, strict=True)
    for number, expected in enumerate(cells)
]


@pytest.mark.parametrize(("name", "who", "whose", "expected"), CELLS, ids=[f"{name} {who} {whose}" for name, who, whose, _ in CELLS])
def test_a_route_answers_each_role_as_written_down(desk: Desk, name: str, who: str, whose: str, expected: int) -> None:
    client = desk.client() if who == "nobody" else desk.entered(who)
    address, sent = request_for(desk, name, who, whose == "own", client)
    before = state(desk)

    response = client.request(name.partition(" ")[0], address, **sent)

    at_the_door = response.status_code == DONE and response.headers["location"] == "/login" and name != "POST /logout"
    assert (NEW if at_the_door else response.status_code) == expected
    if expected in (LOGIN, NO, NONE, WRONG, NEW):
        assert state(desk) == before


def state(desk: Desk) -> tuple[int, ...]:
    """Counts that change when anything is changed; that somebody was refused goes on record and changes nothing."""
    events = select(func.count(audit.c.number)).where(audit.c.action != "login refused")
    counts = (func.count(persons.c.id), func.count(login.c.id), func.sum(assessment.c.version))
    with reading(desk.store) as connection:
        return tuple(connection.execute(one).scalar() or 0 for one in (events, *map(select, counts)))


def request_for(desk: Desk, name: str, who: str, own: bool, client: TestClient) -> tuple[str, dict[str, object]]:
    """The address and the body of a request that would be right if it were allowed."""
    method, _, path = name.partition(" ")
    csrf = "" if who == "nobody" or method == "GET" else csrf_of(client)
    document = named(f"Candidate {time.monotonic_ns()}")
    one = somebody(desk, who, own) if path.startswith("/persons/") else something(desk, document, who, own)
    address = path.replace("{one:key}", one).replace("{format}", "csv")
    if path == "/compare":
        address += f"?one={one}&one={something(desk, named(f'Second {time.monotonic_ns()}'), who, own)}"
    if method == "GET":
        return address, {}
    if path.startswith("/api/"):
        body = sample_decision(document).model_dump_json()
        headers = {"x-csrf-token": csrf, "if-match": str(version(desk, one)), "content-type": "application/json"}
        return address, {"content": body, "headers": headers}
    return address, {"data": FORMS.get(path, {}) | answers(document, version(desk, one)) | {"csrf": csrf} | another_name(path)}


FORMS: dict[str, dict[str, str]] = {
    "/login": {"name": "Nobody", "password": "not the right one"},
    "/me/password": {"present": "not the right one", "wanted": "another long password"},
    "/assessments/{one:key}/assignments": {"needed": "2"},
    "/assessments/{one:key}/reveal": {"reason": "The interview is tomorrow."},
    "/persons": {"role": "reviewer", "password": "a long enough password"},
    "/persons/{one:key}": {"role": "lead"},
    "/persons/{one:key}/password": {"password": "a long enough password"},
}


def another_name(path: str) -> dict[str, str]:
    return {"name": f"Person {time.monotonic_ns()}"} if path == "/persons" else {}


def something(desk: Desk, document: Assessment, who: str, own: bool) -> str:
    """An assessment that is the person's own to see, or is not."""
    one = desk.add(document)
    if own and who in ("reviewer", "lead", "admin"):
        with desk.store.begin() as connection:
            assign(connection, one, desk.persons[who].id, AT, "import")
    if own and who == "reader":
        lead = desk.persons["lead"]
        with desk.store.begin() as connection:
            decide(connection, one, (lead.id, lead.name), sample_decision(document), 0, AT)
    return one


def somebody(desk: Desk, who: str, own: bool) -> str:
    """The id of the person themselves, or of somebody else."""
    if own and who != "nobody":
        return desk.persons[who].id
    with desk.store.begin() as connection:
        made = add_person(connection, f"Person {time.monotonic_ns()}", "reviewer", AT, "import")
        begin(connection, made, int(time.time()))
    return made.id


def version(desk: Desk, one: str) -> int:
    with reading(desk.store) as connection:
        return int(connection.execute(select(assessment.c.version).where(assessment.c.id == one)).scalar() or 0)
