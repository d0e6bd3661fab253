"""The inbox, and one assessment: looking, deciding, handing out, comparing, exporting."""

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from gitassay.model.assessment import Assessment
from gitassay.model.decision import DecisionEntry
from gitassay.report.formats import FORMATS
from gitassay.report.html import Served, asset, page_style, policy, render_html
from gitassay.report.index import IncomparableError, render_comparison
from gitassay.review.blind import blind
from gitassay.store.assessments import Held, ask_for, assign, assigned, counts, document, inbox
from gitassay.store.audit import note
from gitassay.store.decisions import Made, decide, decisions, disagreements
from gitassay.store.engine import reading
from gitassay.store.errors import ConflictError
from gitassay.store.persons import Person, persons
from gitassay.web.access import address, allowed, form, house, person, seen_by, slow_down, visible_to, who
from gitassay.web.decisions import decision_of, seen_version
from gitassay.web.errors import RefusalError, changed, not_allowed, not_there
from gitassay.web.pages import page, served_policy
from gitassay.web.reveals import has_seen_identity, pseudonym

STATES = {"open": "To review", "reviewed": "Needs another reviewer", "disputed": "Reviewers disagree", "final": "Final"}
MOST_NEEDED = 3


def now() -> str:
    """The time of an event: ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@allowed("reader")
async def show_inbox(request: Request) -> Response:
    """The assessments this person may see, what needs attention first."""
    somebody, shared = person(request), house(request)
    words, state = request.query_params.get("q", "")[:200], request.query_params.get("state", "")
    states = ("final",) if somebody.role == "reader" else (state,) if state in STATES else ()
    most = shared.settings.inbox_lines
    with reading(shared.store) as connection:
        lines = inbox(connection, words, states, seen_by(somebody), most + 1, after(request))
        found = counts(connection, seen_by(somebody))
        hidden = {line.id for line in lines if line.blind and not has_seen_identity(connection, somebody, line.id)}
    names = {line.id: pseudonym(line.id) if line.id in hidden else line.name for line in lines}
    return page(
        request, "inbox", lines=lines[:most], more=len(lines) > most, names=names, counts=found, states=STATES, words=words, state=state
    )


@allowed("reader", own=True)
async def show(request: Request) -> Response:
    """One assessment, to read and, for reviewers, to decide on."""
    line: Held = request.state.line
    somebody, shared = person(request), house(request)
    with reading(shared.store) as connection:
        made, told = (
            decisions(connection, line.id),
            _told(document(connection, line.id), line, has_seen_identity(connection, somebody, line.id)),
        )
        mine = somebody.may("lead") or somebody.id in assigned(connection, line.id)
    found = who(request)
    served = Served(
        action=f"/assessments/{line.id}/decision",
        csrf=found.csrf if found else "",
        version=line.version,
        name=somebody.name,
        role=somebody.role,
        open=mine and somebody.may("reviewer"),
    )
    html = await run_in_threadpool(render_html, told, open_to(somebody, line, made), None, "none", served)
    style, script = page_style(), asset("page.js")
    return HTMLResponse(html, headers={"Content-Security-Policy": served_policy(policy(style, script, forms="'self'"))})


@allowed("reviewer", own=True)
async def record(request: Request) -> Response:
    """Take a decision on record; 409 when somebody else decided since the page was opened."""
    line: Held = request.state.line
    somebody, fields = person(request), await form(request)
    with reading(house(request).store) as connection:
        told = document(connection, line.id)
        if not somebody.may("lead") and somebody.id not in assigned(connection, line.id):
            raise not_allowed()
    made, seen = decision_of(fields, told), seen_version(fields)
    try:
        with house(request).store.begin() as connection:
            settles = line.state == "disputed" and somebody.may("lead")
            decide(connection, line.id, (somebody.id, somebody.name), made, seen, now(), settles)
    except ConflictError as error:
        raise changed() from error
    return RedirectResponse(f"/assessments/{line.id}/record", 303)


@allowed("reader", own=True)
async def show_record(request: Request) -> Response:
    """Where an assessment stands: who judges it, what they decided, where they differ."""
    line: Held = request.state.line
    somebody = person(request)
    with reading(house(request).store) as connection:
        made = decisions(connection, line.id)
        known = has_seen_identity(connection, somebody, line.id)
        told = document(connection, line.id)
        everybody = persons(connection)
        judges = assigned(connection, line.id)
    shown = open_to(somebody, line, made)
    titles = {row.id: row.title for row in told.categories}
    return page(
        request,
        "record",
        line=line,
        name=line.name if known or not line.blind else pseudonym(line.id),
        hidden=line.blind and not known,
        state=STATES[line.state],
        made=shown,
        withheld=len(made) - len(shown),
        differ={titles.get(key, key): value for key, value in disagreements(made).items()} if len(shown) == len(made) else {},
        judges=[row for row in everybody if row.id in judges],
        others=[row for row in everybody if row.id not in judges and not row.disabled and row.may("reviewer")],
        formats=[name for name in FORMATS if name != "html"],
    )


@allowed("lead", own=True)
async def hand_out(request: Request) -> Response:
    """Let somebody judge an assessment, or ask for more reviewers."""
    line: Held = request.state.line
    somebody, fields = person(request), await form(request)
    chosen, needed = str(fields.get("person", "")), str(fields.get("needed", ""))
    with house(request).store.begin() as connection:
        if chosen:
            if chosen not in {row.id for row in persons(connection) if not row.disabled}:
                raise not_there()
            assign(connection, line.id, chosen, now(), somebody.id)
        if needed:
            if needed not in {str(number) for number in range(1, MOST_NEEDED + 1)}:
                raise RefusalError(422, f"{MOST_NEEDED} reviewers are the most.", f"Ask for 1 to {MOST_NEEDED}.")
            ask_for(connection, line.id, int(needed), now(), somebody.id)
    return RedirectResponse(f"/assessments/{line.id}/record", 303)


@allowed("reviewer", own=True)
async def reveal(request: Request) -> Response:
    """Tell who a blind assessment is about, after putting on record who asked and why."""
    line: Held = request.state.line
    somebody, fields = person(request), await form(request)
    reason = str(fields.get("reason", "")).strip()[:500]
    if not reason:
        raise RefusalError(422, "Nothing is revealed without a reason.", "Say why the identity is needed now.")
    with house(request).store.begin() as connection:
        note(connection, now(), somebody.id, "revealed", line.id, {"reason": reason})
    return RedirectResponse(f"/assessments/{line.id}/record", 303)


@allowed("reader", own=True)
async def export(request: Request) -> Response:
    """One assessment in another format, as a file."""
    line: Held = request.state.line
    wanted = FORMATS.get(request.path_params["format"])
    if wanted is None:
        raise not_there()
    somebody = person(request)
    slow_down(request, "exports", somebody.id)
    with reading(house(request).store) as connection:
        made = decisions(connection, line.id)
        told = _told(document(connection, line.id), line, has_seen_identity(connection, somebody, line.id))
    content = await run_in_threadpool(wanted.render, told, open_to(somebody, line, made))
    with house(request).store.begin() as connection:
        note(connection, now(), somebody.id, "exported", line.id, {"format": request.path_params["format"], "from": address(request)})
    headers = {"Content-Disposition": f'attachment; filename="{wanted.file}"', "Content-Security-Policy": "default-src 'none'; sandbox"}
    return Response(content, media_type="application/octet-stream", headers=headers)


@allowed("reviewer")
async def compare(request: Request) -> Response:
    """Two to four assessments side by side, each of which the person may see."""
    chosen = list(dict.fromkeys(request.query_params.getlist("one")))[:8]
    lines = [visible_to(request, one) for one in chosen]
    somebody, rows = person(request), []
    with reading(house(request).store) as connection:
        for line in lines:
            told = _told(document(connection, line.id), line, has_seen_identity(connection, somebody, line.id))
            rows.append((told, open_to(somebody, line, decisions(connection, line.id))))
    try:
        html = await run_in_threadpool(render_comparison, rows)
    except IncomparableError as error:
        raise RefusalError(422, str(error), "Choose others in the inbox.") from error
    return HTMLResponse(html, headers={"Content-Security-Policy": served_policy(policy(page_style(), forms="'self'"))})


def _told(whole: Assessment, line: Held, known: bool) -> Assessment:
    return blind(whole)[0] if line.blind and not known else whole


def open_to(somebody: Person, line: Held, made: tuple[Made, ...]) -> list[DecisionEntry]:
    """The decisions a person may see: others' only after their own, unless it is final or they lead. Seeing them first sways."""
    free = line.state == "final" or somebody.may("lead") or somebody.id in {judge for judge, _ in made}
    return [entry for judge, entry in made if free or judge == somebody.id]


def after(request: Request) -> tuple[int, str] | None:
    """Where the page before ended: attention and id of its last line; None for the first page."""
    attention, _, last = request.query_params.get("after", "").partition("-")
    return (int(attention), last) if attention.isascii() and attention.isdigit() and len(attention) < 9 and last.isalnum() else None
