"""The same for programs: JSON in and out, under the same rules as the pages. A change carries the secret of `/api/me` in X-CSRF-Token."""

from dataclasses import asdict

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gitassay.model.decision import DecisionFile
from gitassay.review.decision import check
from gitassay.review.errors import DecisionError
from gitassay.review.wording import in_plain_words
from gitassay.store.assessments import Held, assigned, document, inbox
from gitassay.store.decisions import decide, decisions
from gitassay.store.engine import reading
from gitassay.store.errors import ConflictError
from gitassay.web.access import allowed, bounded, house, person, seen_by, who
from gitassay.web.assessments import may_decide, open_to, seen
from gitassay.web.clock import now
from gitassay.web.errors import RefusalError, changed, not_allowed
from gitassay.web.inbox import after, sought, states_for
from gitassay.web.openapi import described


@allowed("")
async def description(request: Request) -> Response:
    """What there is, as OpenAPI 3.1."""
    return JSONResponse(described())


@allowed("reader")
async def me(request: Request) -> Response:
    """Who is logged in, and the secret that changes have to carry."""
    found = who(request)
    if found is None:
        raise not_allowed()
    return JSONResponse({"name": found.person.name, "role": found.person.role, "csrf": found.csrf})


@allowed("reader")
async def listed(request: Request) -> Response:
    """A page of assessments, what needs attention first; `after` of the next page is in the answer."""
    somebody, most = person(request), house(request).settings.inbox_lines
    states = states_for(somebody, request.query_params.get("state", ""))
    with reading(house(request).store) as connection:
        lines = inbox(connection, sought(request), states, seen_by(somebody), most + 1, after(request), somebody.id)
    rows = lines[:most]
    following = f"{rows[-1].attention}-{rows[-1].id}" if len(lines) > most else None
    return JSONResponse({"assessments": [_row(line) for line in rows], "after": following})


@allowed("reader", own=True)
async def shown(request: Request) -> Response:
    """The assessment itself, blind where it is."""
    line: Held = request.state.line
    with reading(house(request).store) as connection:
        told = seen(document(connection, line.id), line)
    return JSONResponse({"version": line.version, "assessment": told.model_dump(mode="json")})


@allowed("reader", own=True)
async def decided(request: Request) -> Response:
    """The decisions on it that this person may see."""
    line: Held = request.state.line
    with reading(house(request).store) as connection:
        made = open_to(person(request), line, decisions(connection, line.id))
    return JSONResponse({"version": line.version, "state": line.state, "decisions": [entry.model_dump(mode="json") for _, entry in made]})


@allowed("reviewer", own=True)
async def record(request: Request) -> Response:
    """Record a decision file; the header If-Match names the version that was looked at."""
    line: Held = request.state.line
    somebody, version = person(request), request.headers.get("if-match", "").strip('"')
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise RefusalError(428, "The header If-Match is missing.", "Send the version that was looked at.")
    made = _sent(await _body(request))
    with reading(house(request).store) as connection:
        told, mine = document(connection, line.id), may_decide(somebody, assigned(connection, line.id))
    if not mine:
        raise not_allowed()
    try:
        check(made, told)
        with house(request).store.begin() as connection:
            settles = line.state == "disputed" and somebody.may("lead")
            entry = decide(connection, line.id, (somebody.id, somebody.name), made, int(version), now(), settles)
    except DecisionError as error:
        raise RefusalError(422, f"{error.what} {error.why}", error.remedy) from error
    except ConflictError as error:
        raise changed() from error
    return JSONResponse(entry.model_dump(mode="json"), 201)


async def _body(request: Request) -> bytes:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise RefusalError(415, "The body is not JSON.", "Send application/json.")
    bounded(request)
    return await request.body()


def _sent(body: bytes) -> DecisionFile:
    try:
        made = DecisionFile.model_validate_json(body)
    except ValidationError as error:
        raise RefusalError(422, f"This is no decision: {in_plain_words(error)}.", "See the schema of a decision.") from error
    notes = (made.note, *(one.note for one in made.choices), *(one.note for one in made.no_matches))
    if any("\0" in note for note in notes):
        raise RefusalError(422, "This is no decision: it holds a character that no text has.", "Leave out U+0000.")
    return made


def _row(line: Held) -> dict[str, object]:
    row = asdict(line)
    del row["candidate_id"]
    return row
