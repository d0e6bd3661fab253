"""For leads and administrators: the record of who did what, and who may come in."""

import time

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gitassay.store.audit import broken, latest, note
from gitassay.store.engine import reading
from gitassay.store.errors import NotThereError, StoreError
from gitassay.store.persons import Person, add_person, change_person, end_all, persons, sessions, set_password
from gitassay.web.access import allowed, form, house, person, text
from gitassay.web.clock import now
from gitassay.web.errors import RefusalError, not_there
from gitassay.web.pages import page

EVENTS = 100


@allowed("lead")
async def show_audit(request: Request) -> Response:
    """Who did what, newest first; on request whether the chain holds, which takes reading all of it."""
    before, about = request.query_params.get("before", ""), request.query_params.get("about", "")
    bound = int(before) if before.isascii() and before.isdigit() and len(before) < 12 else None
    about = about if about.isalnum() and about.isascii() else ""
    with reading(house(request).store) as connection:
        told, names = latest(connection, EVENTS + 1, bound, about), {row.id: row.name for row in persons(connection)}
    checked = "check" in request.query_params
    fault = await run_in_threadpool(_fault, request) if checked else None
    return page(
        request, "audit", events=told[:EVENTS], names=names, checked=checked, fault=fault, more=len(told) > EVENTS, about=about, bound=bound
    )


@allowed("admin")
async def show_persons(request: Request) -> Response:
    """Who may come in."""
    with reading(house(request).store) as connection:
        return page(request, "persons", persons=persons(connection))


@allowed("admin")
async def invite(request: Request) -> Response:
    """Add somebody by name and password."""
    fields, somebody = await form(request), person(request)
    name = text(fields, "name")
    if not name:
        raise RefusalError(422, "Nobody was added: there is no name.", "Go back and give one.")
    try:
        await run_in_threadpool(_add, request, name, text(fields, "role"), str(fields.get("password", "")), somebody)
    except StoreError as error:
        raise RefusalError(422, "Nobody was added.", str(error)) from error
    return RedirectResponse("/persons", 303)


@allowed("admin")
async def show_person(request: Request) -> Response:
    """One person: role, access, password, sessions."""
    one = _other(request)
    with reading(house(request).store) as connection:
        return page(request, "person", person=one, sessions=sessions(connection, one.id, int(time.time())))


@allowed("admin")
async def change(request: Request) -> Response:
    """Give somebody another role, or end or restore their access; never one's own, so that somebody can always come in."""
    fields, somebody, one = await form(request), person(request), _other(request)
    role, access = text(fields, "role") or None, text(fields, "access")
    disabled = {"end": True, "restore": False}.get(access)
    if role is None and disabled is None:
        raise RefusalError(422, "Nothing was to be changed.", "Choose a role, or end or restore access.")
    try:
        with house(request).store.begin() as connection:
            change_person(connection, one.id, now(), somebody.id, role, disabled)
    except StoreError as error:
        raise RefusalError(422, "Nothing was changed.", str(error)) from error
    return RedirectResponse(f"/persons/{one.id}", 303)


@allowed("admin")
async def give_password(request: Request) -> Response:
    """Give somebody a new password; their sessions end."""
    fields, one = await form(request), _other(request)
    try:
        await run_in_threadpool(_give, request, one, str(fields.get("password", "")))
    except StoreError as error:
        raise RefusalError(422, "The password was not changed.", str(error)) from error
    return RedirectResponse(f"/persons/{one.id}", 303)


@allowed("admin")
async def end_sessions(request: Request) -> Response:
    """Log somebody out everywhere."""
    one, somebody = _other(request), person(request)
    with house(request).store.begin() as connection:
        note(connection, now(), somebody.id, "sessions ended", one.id, {"sessions": end_all(connection, one.id)})
    return RedirectResponse(f"/persons/{one.id}", 303)


def _other(request: Request) -> Person:
    """Whom the address names.

    Raises:
        RefusalError: there is nobody, or it is oneself, whom the own account is for.
    """
    with reading(house(request).store) as connection:
        found = next((row for row in persons(connection) if row.id == request.path_params["one"]), None)
    if found is None:
        raise not_there()
    if found.id == person(request).id:
        raise RefusalError(422, "This is you, and nobody changes their own role.", "Use your account, or ask another administrator.")
    return found


def _add(request: Request, name: str, role: str, password: str, somebody: Person) -> None:
    with house(request).store.begin() as connection:
        add_person(connection, name, role, now(), somebody.id, password)


def _give(request: Request, one: Person, password: str) -> None:
    try:
        with house(request).store.begin() as connection:
            set_password(connection, one.id, password, now(), person(request).id)
    except NotThereError as error:
        raise not_there() from error


def _fault(request: Request) -> int | None:
    with reading(house(request).store) as connection:
        return broken(connection)
