"""Renders the server's own pages from the same templates and style as the report's."""

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from gitassay.report.html import policy, rendered, served_style
from gitassay.report.served import Visitor
from gitassay.store.persons import Session
from gitassay.web.access import who

ROLE_WORDS = {"reader": "read-only", "reviewer": "reviewer", "lead": "lead", "admin": "admin"}
LINKS = (("reader", "/", "Inbox"), ("lead", "/audit", "Audit log"), ("admin", "/persons", "Persons"), ("reader", "/me", "Your account"))
"""The pages in the line at the top, each with the role it asks for."""


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """One of the pages in `web/`; the person who is logged in is known to it as `somebody`."""
    found = who(request)
    style = served_style()
    shown = rendered(
        f"web/{template}.html.j2",
        somebody=found.person if found else None,
        csrf=found.csrf if found else "",
        visitor=visitor(found) if found else None,
        roles=ROLE_WORDS,
        here=request.url.path,
        style=Markup(style),
        **values,
    )
    return document(shown, policy(style, forms="'self'"), status)


def document(html: str, written: str, status: int = 200) -> HTMLResponse:
    """A page with its policy as a header too: what it may do, and that nobody may frame it."""
    return HTMLResponse(html, status, headers={"Content-Security-Policy": f"{written}; frame-ancestors 'none'"})


def visitor(found: Session) -> Visitor:
    """Who is here, as pages show it."""
    links = tuple((address, title) for role, address, title in LINKS if found.person.may(role))
    return Visitor(found.person.name, ROLE_WORDS[found.person.role], found.csrf, links)
