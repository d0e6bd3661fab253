"""One assessment: reading it, its record, handing it out, telling who it is about, taking it away as a file."""

from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gitassay.model.assessment import Assessment
from gitassay.model.decision import DecisionEntry, DecisionFile
from gitassay.report.formats import FORMATS
from gitassay.report.html import asset, policy, render_html, served_style
from gitassay.report.pdf import PrintingError
from gitassay.report.served import Conflict, Problem, Served
from gitassay.review.blind import blind
from gitassay.store.assessments import Held, ask_for, assign, assigned, document
from gitassay.store.audit import note
from gitassay.store.decisions import Made, decisions
from gitassay.store.engine import reading
from gitassay.store.persons import Person, Session, persons
from gitassay.store.reveals import reveal
from gitassay.web import pages
from gitassay.web.access import address, allowed, form, house, person, slow_down, text, who
from gitassay.web.clock import now
from gitassay.web.disagreement import compared
from gitassay.web.errors import RefusalError, not_allowed, not_there

STATES = {"open": "To review", "reviewed": "Needs another reviewer", "disputed": "Reviewers disagree", "final": "Final"}
MOST_NEEDED = 3


@allowed("reader", own=True)
async def show(request: Request) -> Response:
    """One assessment, to read and, for reviewers, to decide on."""
    line: Held = request.state.line
    somebody = person(request)
    with reading(house(request).store) as connection:
        made, told = decisions(connection, line.id), seen(document(connection, line.id), line)
        mine = may_decide(somebody, assigned(connection, line.id))
    begun = None if line.state == "final" else own(somebody, made)
    return await shown(request, line, told, made, mine, begun)


async def shown(
    request: Request,
    line: Held,
    told: Assessment,
    made: Sequence[Made],
    mine: bool,
    begun: DecisionFile | None = None,
    conflict: Conflict | None = None,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> Response:
    """The page of an assessment for who is logged in; with `begun` the form holds what they chose."""
    found = who(request)
    if found is None:
        raise not_allowed()
    served = Served(
        visitor=pages.visitor(found),
        action=f"/assessments/{line.id}/decision",
        record=f"/assessments/{line.id}/record",
        version=line.version,
        open=mine,
        state=state_of(line, made, found),
        begun=begun,
        conflict=conflict,
        problems=problems,
    )
    html = await run_in_threadpool(render_html, told, counting(line, made), prefill="none", served=served)
    return pages.document(html, policy(served_style(), asset("page.js"), forms="'self'"), status)


@allowed("reader", own=True)
async def show_record(request: Request) -> Response:
    """Where an assessment stands: who judges it, what they decided, where they differ."""
    line: Held = request.state.line
    somebody = person(request)
    with reading(house(request).store) as connection:
        made, told = decisions(connection, line.id), document(connection, line.id)
        everybody, judges = persons(connection), assigned(connection, line.id)
    open_ones = open_to(somebody, line, made)
    return pages.page(
        request,
        "record",
        line=line,
        state=STATES[line.state],
        made=[entry for _, entry in open_ones],
        withheld=len(made) - len(open_ones),
        table=compared(told, open_ones),
        titles={row.id: row.title for row in told.categories},
        judges=[row for row in everybody if row.id in judges],
        done={judge for judge, _ in made},
        others=[row for row in everybody if row.id not in judges and not row.disabled and row.may("reviewer")],
        formats={name: one.file for name, one in FORMATS.items() if name != "html"},
    )


@allowed("lead", own=True)
async def hand_out(request: Request) -> Response:
    """Let somebody judge an assessment, or ask for more reviewers."""
    line: Held = request.state.line
    somebody, fields = person(request), await form(request)
    chosen, needed = text(fields, "person"), text(fields, "needed")
    if needed and needed not in {str(number) for number in range(1, MOST_NEEDED + 1)}:
        raise RefusalError(422, f"{MOST_NEEDED} reviewers are the most.", f"Ask for 1 to {MOST_NEEDED}.")
    with house(request).store.begin() as connection:
        if chosen:
            if chosen not in {row.id for row in persons(connection) if not row.disabled and row.may("reviewer")}:
                raise not_there()
            assign(connection, line.id, chosen, now(), somebody.id)
        if needed and int(needed) != line.needed:
            ask_for(connection, line.id, int(needed), now(), somebody.id)
    return RedirectResponse(f"/assessments/{line.id}/record", 303)


@allowed("reviewer", own=True)
async def tell(request: Request) -> Response:
    """Tell who a blind assessment is about, after putting on record who asked and why."""
    line: Held = request.state.line
    reason = text(await form(request), "reason", 500)
    if not reason:
        raise RefusalError(422, "Nothing is revealed without a reason.", "Say why the identity is needed now.")
    if line.hidden:
        with house(request).store.begin() as connection:
            reveal(connection, line.id, person(request).id, reason, now())
    return RedirectResponse(f"/assessments/{line.id}/record", 303)


@allowed("reader", own=True)
async def export(request: Request) -> Response:
    """One assessment in another format, as a file that no browser shows."""
    line: Held = request.state.line
    name = request.path_params["format"]
    wanted = FORMATS.get(name)
    if wanted is None:
        raise not_there()
    somebody = person(request)
    slow_down(request, "exports", somebody.id)
    with reading(house(request).store) as connection:
        made, told = decisions(connection, line.id), seen(document(connection, line.id), line)
    try:
        content = await run_in_threadpool(wanted.render, told, counting(line, made))
    except PrintingError as error:
        raise RefusalError(503, "This file can't be made here.", str(error)) from error
    with house(request).store.begin() as connection:
        note(connection, now(), somebody.id, "exported", line.id, {"format": name, "from": address(request)})
    headers = {"Content-Disposition": f'attachment; filename="{wanted.file}"', "Content-Security-Policy": "default-src 'none'; sandbox"}
    return Response(content, media_type="application/octet-stream", headers=headers)


def seen(whole: Assessment, line: Held) -> Assessment:
    """The assessment as the person may see it for whom the line was read."""
    return blind(whole)[0] if line.hidden else whole


def may_decide(somebody: Person, judges: Sequence[str]) -> bool:
    """Whether a person may decide: reviewers on what is assigned to them, leads on everything."""
    return somebody.may("lead") or (somebody.may("reviewer") and somebody.id in judges)


def own(somebody: Person, made: Sequence[Made]) -> DecisionFile | None:
    """What the person last decided."""
    return next((entry.decision for judge, entry in reversed(made) if judge == somebody.id), None)


def counting(line: Held, made: Sequence[Made]) -> list[DecisionEntry]:
    """The decisions that a page or a file shows as what counts: none before the assessment is final."""
    return [entry for _, entry in made] if line.state == "final" else []


def open_to(somebody: Person, line: Held, made: Sequence[Made]) -> list[Made]:
    """The decisions a person may see: others' only after their own, unless it is final or they lead. Seeing them first sways."""
    free = line.state == "final" or somebody.may("lead") or somebody.id in {judge for judge, _ in made}
    return [(judge, entry) for judge, entry in made if free or judge == somebody.id]


def state_of(line: Held, made: Sequence[Made], found: Session) -> str:
    """Where the assessment stands, in one line."""
    judges = {judge for judge, _ in made}
    told = [STATES[line.state]]
    if line.needed > 1:
        told.append(f"{min(len(judges), line.needed)} of {line.needed} reviewers decided")
    if found.person.id in judges and line.state != "final":
        told.append("yours is on record")
    return " · ".join(told)
