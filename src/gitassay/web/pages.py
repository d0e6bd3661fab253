"""Renders the server's own pages from the same templates and style as the report's."""

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from gitassay.report.html import page_style, policy, rendered
from gitassay.web.access import who


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """One of the pages in `web/`; the person who is logged in is known to it as `somebody`."""
    style, found = page_style(), who(request)
    somebody = found.person if found else None
    csrf = found.csrf if found else ""
    shown = rendered(f"web/{template}.html.j2", somebody=somebody, csrf=csrf, style=Markup(style), **values)
    return HTMLResponse(shown, status, headers={"Content-Security-Policy": served_policy(policy(style, forms="'self'"))})


def served_policy(written: str) -> str:
    """The policy as a header: what a page may do, and that nobody may frame it."""
    return f"{written}; frame-ancestors 'none'"
