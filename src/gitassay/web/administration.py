"""For leads and administrators: the record of who did what, and who may come in."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gitassay.store.audit import broken, latest
from gitassay.store.engine import reading
from gitassay.store.errors import NotThereError, StoreError
from gitassay.store.persons import add_person, change_person, persons
from gitassay.store.tables import ROLES
from gitassay.web.access import allowed, form, house, person
from gitassay.web.errors import RefusalError, not_there
from gitassay.web.inbox import now
from gitassay.web.pages import page

EVENTS = 100


@allowed("lead")
async def show_audit(request: Request) -> Response:
    """Who did what, newest first, and whether the chain holds."""
    before = request.query_params.get("before", "")
    bound = int(before) if before.isascii() and before.isdigit() and len(before) < 12 else None
    with reading(house(request).store) as connection:
        told, names = latest(connection, EVENTS, bound), {row.id: row.name for row in persons(connection)}
        fault = broken(connection) if bound is None else None
    return page(request, "audit", events=told, names=names, fault=fault, more=len(told) == EVENTS, first=bound is None)


@allowed("admin")
async def show_persons(request: Request) -> Response:
    """Who may come in."""
    with reading(house(request).store) as connection:
        return page(request, "persons", persons=persons(connection), roles=ROLES)


@allowed("admin")
async def invite(request: Request) -> Response:
    """Add somebody by name and password."""
    fields, somebody = await form(request), person(request)
    name = str(fields.get("name", "")).strip()[:200]
    if not name:
        raise RefusalError(422, "Nobody was added: there is no name.", "Go back and give one.")
    try:
        with house(request).store.begin() as connection:
            add_person(connection, name, str(fields.get("role", "")), now(), somebody.id, str(fields.get("password", "")))
    except StoreError as error:
        raise RefusalError(422, "Nobody was added.", str(error)) from error
    return RedirectResponse("/persons", 303)


@allowed("admin")
async def change(request: Request) -> Response:
    """Give somebody another role, or end or restore their access; never one's own, so that somebody can always come in."""
    fields, somebody, one = await form(request), person(request), request.path_params["one"]
    if one == somebody.id:
        raise RefusalError(422, "Nobody changes their own role.", "Ask another administrator.")
    role, access = str(fields.get("role", "")) or None, str(fields.get("access", ""))
    disabled = {"end": True, "restore": False}.get(access)
    if role is None and disabled is None:
        raise RefusalError(422, "Nothing was to be changed.", "Choose a role, or end or restore access.")
    try:
        with house(request).store.begin() as connection:
            change_person(connection, one, now(), somebody.id, role, disabled)
    except NotThereError as error:
        raise not_there() from error
    except StoreError as error:
        raise RefusalError(422, "Nothing was changed.", str(error)) from error
    return RedirectResponse("/persons", 303)
