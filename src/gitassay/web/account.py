"""A person's own account: a new password, and ending sessions left open elsewhere."""

import time

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from gitassay.store.audit import note
from gitassay.store.engine import reading
from gitassay.store.errors import StoreError
from gitassay.store.persons import LONGEST_PASSWORD, by_password, end_all, has_password, sessions, set_password
from gitassay.web.access import allowed, form, house, person, slow_down
from gitassay.web.clock import now
from gitassay.web.entrance import let_in
from gitassay.web.errors import RefusalError
from gitassay.web.pages import page


@allowed("reader")
async def show_account(request: Request) -> Response:
    """Who one is here, and what one may do about it."""
    somebody = person(request)
    with reading(house(request).store) as connection:
        lasting, known = sessions(connection, somebody.id, int(time.time())), has_password(connection, somebody.id)
    return page(request, "account", sessions=lasting, known=known, may=known or _may_choose_first(request))


@allowed("reader")
async def change_password(request: Request) -> Response:
    """Take another password, when the present one is right; every session ends, and this one begins anew."""
    somebody, fields = person(request), await form(request)
    slow_down(request, "logins", f"name:{somebody.name.lower()}")
    present, wanted = (str(fields.get(name, ""))[: LONGEST_PASSWORD + 1] for name in ("present", "wanted"))
    await run_in_threadpool(_exchange, request, present, wanted)
    return let_in(request, somebody, "new password")


@allowed("reader")
async def end_sessions(request: Request) -> Response:
    """End every session of this person, and begin this one anew."""
    somebody = person(request)
    with house(request).store.begin() as connection:
        ended = end_all(connection, somebody.id)
        note(connection, now(), somebody.id, "sessions ended", somebody.id, {"sessions": ended})
    return let_in(request, somebody, "own session")


def _may_choose_first(request: Request) -> bool:
    """Whether who has no password may choose one: whoever started the server may; who comes through a provider needs none."""
    return person(request).name == house(request).settings.local


def _exchange(request: Request, present: str, wanted: str) -> None:
    somebody, store = person(request), house(request).store
    with reading(store) as connection:
        first = not has_password(connection, somebody.id)
        right = _may_choose_first(request) if first else by_password(connection, somebody.name, present) is not None
    if not right:
        raise RefusalError(403, "Your password was not changed: the present one is not right.", "Go back and try again.")
    try:
        with store.begin() as connection:
            set_password(connection, somebody.id, wanted, now(), somebody.id)
    except StoreError as error:
        raise RefusalError(422, "Your password was not changed.", str(error)) from error
