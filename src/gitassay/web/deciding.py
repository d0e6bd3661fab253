"""Taking a decision on record: what is incomplete comes back with all that was chosen, and so does what somebody else was faster with."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gitassay.model.assessment import Assessment
from gitassay.model.decision import DecisionFile
from gitassay.report.served import Conflict
from gitassay.store.assessments import Held, assigned, document
from gitassay.store.decisions import decide, decisions
from gitassay.store.engine import reading
from gitassay.store.errors import ConflictError
from gitassay.web.access import allowed, form, house, person, visible_to
from gitassay.web.assessments import may_decide, open_to, seen, shown
from gitassay.web.clock import now
from gitassay.web.decisions import begun, decision_of, problems, seen_version
from gitassay.web.disagreement import differences
from gitassay.web.errors import changed, not_allowed


@allowed("reviewer", own=True)
async def record(request: Request) -> Response:
    """Take a decision on record; 422 with the page when it is incomplete, 409 with the page when somebody decided meanwhile."""
    line: Held = request.state.line
    somebody, fields = person(request), await form(request)
    with reading(house(request).store) as connection:
        told = document(connection, line.id)
        if not may_decide(somebody, assigned(connection, line.id)):
            raise not_allowed()
    unclear = problems(fields, told)
    if unclear:
        return await _incomplete(request, line, told, fields)
    made, version = decision_of(fields, told), seen_version(fields)
    try:
        with house(request).store.begin() as connection:
            settles = line.state == "disputed" and somebody.may("lead")
            decide(connection, line.id, (somebody.id, somebody.name), made, version, now(), settles)
    except ConflictError:
        return await _conflicting(request, told, made)
    return RedirectResponse(f"/assessments/{line.id}/record", 303)


async def _incomplete(request: Request, line: Held, told: Assessment, fields: FormData) -> Response:
    with reading(house(request).store) as connection:
        made = decisions(connection, line.id)
    return await shown(request, line, seen(told, line), made, True, begun(fields, told), problems=problems(fields, told), status=422)


async def _conflicting(request: Request, told: Assessment, yours: DecisionFile) -> Response:
    """The page as it is now, with what this person chose filled in; or their record, when it was their own decision, sent twice."""
    somebody = person(request)
    line = visible_to(request, str(request.path_params["one"]))
    with reading(house(request).store) as connection:
        made = decisions(connection, line.id)
    if not made:
        raise changed()
    judge, theirs = made[-1]
    if judge == somebody.id and theirs.decision == yours:
        return RedirectResponse(f"/assessments/{line.id}/record", 303)
    may_see = made[-1] in open_to(somebody, line, made)
    conflict = Conflict(
        by=theirs.by if may_see else "",
        at=theirs.at,
        differences=differences(told, theirs.decision, yours) if may_see else (),
        own=judge == somebody.id,
    )
    return await shown(request, line, seen(told, line), made, True, yours, conflict, status=409)
