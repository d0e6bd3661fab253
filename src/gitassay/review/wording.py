"""Says what pydantic found wrong in a file, with the path of the field, in plain words."""

from pydantic import ValidationError

from gitassay.plain import visible

_MOST = 5
_MESSAGES = {
    "missing": "is missing",
    "extra_forbidden": "is not a field of this file",
    "json_invalid": "is not JSON",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "string_type": "must be a text",
    "tuple_type": "must be a list",
    "model_type": "must be an object",
    "literal_error": "has a value this version does not know",
}


def in_plain_words(error: ValidationError) -> str:
    """One clause for each of the first few errors: "choices[2].score must be a whole number"."""
    rows = error.errors(include_url=False, include_input=False)
    told = [_told(row["loc"], row["type"], row["msg"]) for row in rows[:_MOST]]
    if len(rows) > _MOST:
        told.append(f"and {len(rows) - _MOST} more")
    return "; ".join(told)


def _told(location: tuple[int | str, ...], kind: str, message: str) -> str:
    where = _path(location) or "the file"
    said = _MESSAGES.get(kind)
    if said is None:
        said = f"is not accepted: {message.removeprefix('Value error, ')}"
    return f"{where} {visible(said, 300)}"


def _path(location: tuple[int | str, ...]) -> str:
    steps = [f"[{step}]" if isinstance(step, int) else f".{visible(step, 80)}" for step in location]
    return "".join(steps).removeprefix(".")
