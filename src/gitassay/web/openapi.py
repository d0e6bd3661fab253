"""Describes the interface for programs, as OpenAPI 3.1."""

import json
from functools import cache

from pydantic import TypeAdapter

from gitassay import __version__
from gitassay.model.assessment import Assessment
from gitassay.model.decision import DecisionEntry, DecisionFile
from gitassay.store.assessments import Held
from gitassay.store.tables import ROLES

REFUSALS = {
    "400": "The host is none of this server's",
    "401": "Nobody is logged in",
    "403": "The role does not allow it, or the request came from elsewhere",
    "404": "There is no such assessment, or it is not this person's",
    "405": "That can not be done here",
    "409": "Somebody else decided meanwhile",
    "411": "No Content-Length",
    "413": "Too large",
    "415": "Not JSON",
    "422": "Not a decision that fits",
    "428": "If-Match is missing",
    "429": "Too often",
}

Json = dict[str, object]
ID: Json = {"type": "string", "pattern": "^[0-9a-f]{32}$"}
HASH: Json = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
ONE: Json = {"name": "one", "in": "path", "required": True, "schema": ID}
SECRET: Json = {"name": "X-CSRF-Token", "in": "header", "required": True, "schema": HASH}
SEEN: Json = {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string", "pattern": "^[0-9]{1,9}$"}}
VERSION: Json = {"type": "integer", "minimum": 0}
STATE: Json = {"enum": ["open", "reviewed", "disputed", "final"]}


@cache
def described() -> Json:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "gitassay review", "version": __version__},
        "security": [{"session": []}],
        "paths": _paths(),
        "components": {
            "schemas": {"Refusal": _object(what={"type": "string"}, remedy={"type": "string"})},
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "gitassay"}},
        },
    }


def _paths() -> Json:
    words: list[Json] = [_query("q", 200), _query("after", 60), {"name": "state", "in": "query", "schema": STATE}]
    line = TypeAdapter(Held).json_schema()
    del line["properties"]["candidate_id"]
    line["required"].remove("candidate_id")
    listed = _object(assessments={"type": "array", "items": line}, after={"type": ["string", "null"]})
    entry = _model(DecisionEntry)
    made = _object(version=VERSION, state=STATE, decisions={"type": "array", "items": entry})
    shown = _object(version=VERSION, assessment=_model(Assessment))
    somebody = _object(name={"type": "string"}, role={"enum": list(ROLES)}, csrf={"type": "string"})
    return {
        "/api/me": {"get": _operation("Who is logged in", {"200": _answer(somebody)}, [])},
        "/api/assessments": {"get": _operation("List assessments", {"200": _answer(listed)}, words)},
        "/api/assessments/{one}": {"get": _operation("Show an assessment", {"200": _answer(shown)}, [ONE])},
        "/api/assessments/{one}/decisions": {
            "get": _operation("Show its decisions", {"200": _answer(made)}, [ONE]),
            "post": _operation("Record a decision", {"201": _answer(entry)}, [ONE, SECRET, SEEN], _model(DecisionFile)),
        },
    }


def _operation(summary: str, answers: Json, parameters: list[Json], body: object = None) -> Json:
    operation: Json = {"summary": summary, "responses": answers | _refusals(), "parameters": parameters}
    if body is not None:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return operation


def _refusals() -> Json:
    told = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}}
    return {code: {"description": words, **told} for code, words in REFUSALS.items()}


def _query(name: str, longest: int) -> Json:
    return {"name": name, "in": "query", "schema": {"type": "string", "maxLength": longest}}


def _object(**properties: object) -> Json:
    return {"type": "object", "required": list(properties), "properties": properties}


def _answer(schema: object) -> Json:
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
