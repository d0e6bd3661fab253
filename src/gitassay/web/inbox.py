"""The inbox: what is to be judged, found by name and state, and a few of it side by side."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from gitassay.report.html import policy, served_style
from gitassay.report.index import FEWEST, MOST, IncomparableError, render_comparison
from gitassay.store.assessments import counts, document, inbox
from gitassay.store.decisions import decisions
from gitassay.store.engine import reading
from gitassay.store.persons import Person
from gitassay.web import pages
from gitassay.web.access import allowed, house, person, seen_by, visible_to, who
from gitassay.web.assessments import STATES, counting, seen
from gitassay.web.errors import RefusalError

LONGEST_WORDS = 200


@allowed("reader")
async def show_inbox(request: Request) -> Response:
    """The assessments this person may see, what needs attention first."""
    somebody, shared = person(request), house(request)
    words, state = sought(request), request.query_params.get("state", "")
    most = shared.settings.inbox_lines
    with reading(shared.store) as connection:
        lines = inbox(connection, words, states_for(somebody, state), seen_by(somebody), most + 1, after(request), somebody.id)
        found = counts(connection, seen_by(somebody))
    return pages.page(
        request,
        "inbox",
        lines=lines[:most],
        more=len(lines) > most,
        counts=found,
        states=STATES,
        words=words,
        state=state if state in STATES else "",
        first=after(request) is None,
    )


@allowed("reviewer")
async def compare(request: Request) -> Response:
    """Two to four assessments side by side, each of which the person may see."""
    chosen = list(dict.fromkeys(request.query_params.getlist("one")))
    if not FEWEST <= len(chosen) <= MOST:
        raise RefusalError(422, f"{len(chosen)} assessments were chosen.", f"Choose {FEWEST} to {MOST} in the inbox.")
    lines = [visible_to(request, one) for one in chosen]
    with reading(house(request).store) as connection:
        rows = [(seen(document(connection, line.id), line), counting(line, decisions(connection, line.id))) for line in lines]
    found = who(request)
    try:
        html = await run_in_threadpool(render_comparison, rows, visitor=pages.visitor(found) if found else None)
    except IncomparableError as error:
        raise RefusalError(422, str(error), "Choose others in the inbox.") from error
    return pages.document(html, policy(served_style(), forms="'self'"))


def sought(request: Request) -> str:
    """The words that are searched for."""
    return " ".join(request.query_params.get("q", "").replace("\0", "").split())[:LONGEST_WORDS]


def states_for(somebody: Person, state: str) -> tuple[str, ...]:
    """The states whose assessments are shown: those asked for, and to a reader what is final alone."""
    if somebody.role == "reader":
        return ("final",)
    return (state,) if state in STATES else ()


def after(request: Request) -> tuple[int, str] | None:
    """Where the page before ended: attention and id of its last line; None for the first page."""
    attention, _, last = request.query_params.get("after", "").partition("-")
    return (int(attention), last) if attention.isascii() and attention.isdigit() and len(attention) < 9 and last.isalnum() else None
