"""The same for programs: JSON in and out, under the same rules as the pages."""

import json
from dataclasses import asdict
from functools import cache

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gitassay.model.assessment import Assessment
from gitassay.model.decision import DecisionEntry, DecisionFile
from gitassay.review.blind import blind
from gitassay.review.decision import check
from gitassay.review.errors import DecisionError
from gitassay.review.wording import in_plain_words
from gitassay.store.assessments import Held, assigned, document, inbox
from gitassay.store.decisions import decide, decisions
from gitassay.store.engine import reading
from gitassay.store.errors import ConflictError
from gitassay.web.access import MOST_FORM_BYTES, allowed, house, person, seen_by
from gitassay.web.errors import RefusalError, changed, not_allowed
from gitassay.web.inbox import after, now, open_to
from gitassay.web.reveals import has_seen_identity, pseudonym


@allowed("")
async def description(request: Request) -> Response:
    """What there is, as OpenAPI 3.1."""
    return JSONResponse(_described())


@allowed("reader")
async def listed(request: Request) -> Response:
    """A page of assessments, what needs attention first; `after` of the next page is in the answer."""
    somebody, most = person(request), house(request).settings.inbox_lines
    states = ("final",) if somebody.role == "reader" else ()
    with reading(house(request).store) as connection:
        lines = inbox(connection, request.query_params.get("q", "")[:200], states, seen_by(somebody), most, after(request))
        rows = [_row(line, line.blind and not has_seen_identity(connection, somebody, line.id)) for line in lines]
    following = f"{lines[-1].attention}-{lines[-1].id}" if len(lines) == most else None
    return JSONResponse({"assessments": rows, "after": following})


@allowed("reader", own=True)
async def shown(request: Request) -> Response:
    """The assessment itself, blind where it is."""
    line: Held = request.state.line
    with reading(house(request).store) as connection:
        told = document(connection, line.id)
        hidden = line.blind and not has_seen_identity(connection, person(request), line.id)
    return JSONResponse({"version": line.version, "assessment": (blind(told)[0] if hidden else told).model_dump(mode="json")})


@allowed("reader", own=True)
async def decided(request: Request) -> Response:
    """The decisions on it that this person may see."""
    line: Held = request.state.line
    with reading(house(request).store) as connection:
        made = open_to(person(request), line, decisions(connection, line.id))
    return JSONResponse({"version": line.version, "state": line.state, "decisions": [entry.model_dump(mode="json") for entry in made]})


@allowed("reviewer", own=True)
async def record(request: Request) -> Response:
    """Record a decision file; the header If-Match names the version that was looked at."""
    line: Held = request.state.line
    somebody, seen = person(request), request.headers.get("if-match", "").strip('"')
    if not (seen.isascii() and seen.isdigit() and len(seen) < 10):
        raise RefusalError(428, "The header If-Match is missing.", "Send the version that was looked at.")
    made = _sent(await _body(request))
    with reading(house(request).store) as connection:
        told, mine = document(connection, line.id), somebody.may("lead") or somebody.id in assigned(connection, line.id)
    if not mine:
        raise not_allowed()
    try:
        check(made, told)
        with house(request).store.begin() as connection:
            settles = line.state == "disputed" and somebody.may("lead")
            entry = decide(connection, line.id, (somebody.id, somebody.name), made, int(seen), now(), settles)
    except DecisionError as error:
        raise RefusalError(422, f"{error.what} {error.why}", error.remedy) from error
    except ConflictError as error:
        raise changed() from error
    return JSONResponse(entry.model_dump(mode="json"), 201)


async def _body(request: Request) -> bytes:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise RefusalError(415, "The body is not JSON.", "Send application/json.")
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > MOST_FORM_BYTES:
        raise RefusalError(413, "The body is too large.", "Shorten your notes.")
    return await request.body()


def _sent(body: bytes) -> DecisionFile:
    try:
        return DecisionFile.model_validate_json(body)
    except ValidationError as error:
        raise RefusalError(422, f"This is no decision: {in_plain_words(error)}.", "See the schema of a decision.") from error


def _row(line: Held, hidden: bool) -> dict[str, object]:
    row = asdict(line)
    del row["candidate_id"]
    return {**row, "name": pseudonym(line.id), "login": None} if hidden else row


@cache
def _described() -> dict[str, object]:
    one: dict[str, object] = {"name": "one", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[0-9a-f]{32}$"}}
    told = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}}
    refusals: dict[str, object] = {code: {"description": words, **told} for code, words in _REFUSALS.items()}
    words: list[dict[str, object]] = [
        {"name": name, "in": "query", "schema": {"type": "string", "maxLength": 200}} for name in ("q", "after")
    ]
    return {
        "openapi": "3.1.0",
        "info": {"title": "gitassay review", "version": "1"},
        "paths": {
            "/api/assessments": {"get": _operation("List assessments", {"200": _answer({"type": "object"})}, refusals, words)},
            "/api/assessments/{one}": {
                "get": _operation("Show an assessment", {"200": _answer({"type": "object"})}, refusals, [one]),
            },
            "/api/assessments/{one}/decisions": {
                "get": _operation("Show its decisions", {"200": _answer({"type": "object"})}, refusals, [one]),
                "post": _operation(
                    "Record a decision",
                    {"201": _answer(_model(DecisionEntry))},
                    refusals,
                    [one, {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string", "pattern": "^[0-9]{1,9}$"}}],
                    _model(DecisionFile),
                ),
            },
        },
        "components": {
            "schemas": {
                "Refusal": {
                    "type": "object",
                    "required": ["what", "remedy"],
                    "properties": {"what": {"type": "string"}, "remedy": {"type": "string"}},
                }
            },
        },
    }


_REFUSALS = {
    "400": "The host is none of this server's",
    "401": "Nobody is logged in",
    "403": "The role does not allow it, or the request came from elsewhere",
    "404": "There is no such assessment, or it is not this person's",
    "409": "Somebody else decided meanwhile",
    "413": "Too large",
    "415": "Not JSON",
    "422": "Not a decision that fits",
    "428": "If-Match is missing",
    "429": "Too often",
}


def _operation(
    summary: str, answers: dict[str, object], refusals: dict[str, object], parameters: list[dict[str, object]], body: object = None
) -> dict[str, object]:
    operation: dict[str, object] = {"summary": summary, "responses": answers | refusals, "parameters": parameters}
    if body is not None:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return operation


def _answer(schema: object) -> dict[str, object]:
    return {"description": "Done", "content": {"application/json": {"schema": schema}}}


def _model(kind: type[Assessment] | type[DecisionEntry] | type[DecisionFile]) -> object:
    """A model's schema without references into itself, which would lead elsewhere in this document."""
    schema = kind.model_json_schema()
    definitions = schema.pop("$defs", {})

    def whole(value: object) -> object:
        if isinstance(value, dict):
            name = str(value.get("$ref", "")).rpartition("/")[2]
            return whole(definitions[name]) if name else {key: whole(child) for key, child in value.items()}
        return [whole(child) for child in value] if isinstance(value, list) else value

    return json.loads(json.dumps(whole(schema)))
