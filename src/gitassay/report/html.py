"""Renders the page: one file, no network, nothing of the candidate's ever as markup."""

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from typing import Literal

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from gitassay.model.assessment import Assessment
from gitassay.model.decision import DecisionEntry
from gitassay.model.summary import Summary
from gitassay.plain import visible
from gitassay.report import charts, words
from gitassay.report.brand import Brand, BrandError, current_brand
from gitassay.report.served import Served
from gitassay.report.view import PageView, page_view, short
from gitassay.resources import resource

LONGEST_TEXT = 600
"""Characters of any one text on the page; what is longer ends in an ellipsis and stays whole in the assessment."""

Prefill = Literal["suggested", "none"]


def render_html(
    assessment: Assessment,
    decisions: Sequence[DecisionEntry] = (),
    summary: Summary | None = None,
    prefill: Prefill = "suggested",
    served: Served | None = None,
) -> str:
    """The candidate's page as one HTML file: a draft to confirm, or final when a decision on this assessment is given.

    A summary that speaks of another assessment is left out. `prefill` says whether suggestions start chosen (but unconfirmed) or not.
    With `served` the decision goes to a server.
    """
    style, script = served_style() if served else page_style(), asset("page.js")
    view = page_view(assessment, decisions, prefill, summary, served.begun if served else None)
    values = {
        "served": served,
        "visitor": served.visitor if served else None,
        "script": Markup(script),
        "policy": policy(style, script, forms="'self'" if served else "'none'"),
        "data": _data(view, served),
    }
    return rendered("page.html.j2", page=view, style=Markup(style), **values)


def render_sheet(assessment: Assessment, decisions: Sequence[DecisionEntry] = ()) -> str:
    """The sheet for the candidate: what was read, how it was judged, how to contest it. Notes and names of those who decide stay out."""
    style = page_style()
    view = page_view(assessment, decisions)
    return rendered("sheet.html.j2", page=view, style=Markup(style), policy=policy(style))


def rendered(template: str, **values: object) -> str:
    """A template with its values put in.

    Raises:
        BrandError: a template of the brand's is at fault; the message names it.
    """
    try:
        return environment().get_template(template).render(**values)
    except TemplateError as error:
        if current_brand().templates is None:
            raise
        name, line = getattr(error, "name", None) or template, getattr(error, "lineno", None)
        raise BrandError(f"A template of the brand fails: {name}{f' line {line}' if line else ''}: {error}. Mend or remove it.") from error


def _shown(value: object) -> object:
    """What an expression in a template puts on the page: text with nothing invisible in it and of bearable length."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value, LONGEST_TEXT)
    return value


def environment() -> Environment:
    """Where templates come from, and what every one of them can use."""
    return _environment(current_brand())


@cache
def _environment(brand: Brand) -> Environment:
    """A brand's templates come before ours. They are another's text, so all render in a sandbox: no way from a value to the program."""
    folders = (*((brand.templates,) if brand.templates else ()), resource("reports/templates"))
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "counted": words.counted,
        "day": words.day,
        "link": words.linked,
        "month": words.month,
        "number": words.number,
        "paragraphs": str.splitlines,
        "percent": words.percent,
        "short": short,
        "table_rows": charts.table_rows,
        "zip": zip,
    }
    environment.globals |= {
        "brand": brand,
        "brand_logo": Markup(brand.logo),
        "confidence_words": words.CONFIDENCE_WORDS,
        "data_words": words.DATA_WORDS,
        "interval": words.interval,
        "standing_kinds": words.STANDING_KINDS,
        "status_words": words.STATUS_WORDS,
    }
    return environment


def page_style() -> str:
    """The style of a page, the brand's last."""
    return asset("page.css") + current_brand().style


def served_style() -> str:
    """The style of a page that a server brings."""
    return asset("page.css") + asset("served.css") + current_brand().style


@cache
def asset(name: str) -> str:
    """The text of a style or a script."""
    return (resource("reports/assets") / name).read_text(encoding="utf-8")


def policy(style: str, script: str = "", forms: str = "'none'") -> str:
    """The content security policy of a page of ours: this style, this script, images within the page, and nothing else.

    `forms` says where forms may go.
    """
    scripts = f"script-src '{_hash(script)}'; " if script else ""
    return f"default-src 'none'; {scripts}style-src '{_hash(style)}'; img-src data:; base-uri 'none'; form-action {forms}"


def _hash(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"


def _data(view: PageView, served: Served | None) -> Markup:
    """What the script needs, as JSON that can't end its element."""
    assessment = view.assessment
    content = {
        "sha256": assessment.sha256,
        "rubric": assessment.rubric.model_dump(mode="json"),
        "categories": [
            {"key": row.key, "id": row.document.id, "title": visible(row.document.title, LONGEST_TEXT), "weight": row.document.weight}
            | {"suggested": row.document.suggested}
            for row in view.categories
        ],
        "tiers": [tier.model_dump(mode="json") for tier in sorted(assessment.tiers, key=lambda tier: -tier.at_least)],
        "matches": [
            {"key": row.key, "repository": row.comparison.repository, "source": row.comparison.source.name}
            for row in view.comparisons
            if row.matches
        ],
        "decisions": len(view.decisions),
        "confirmed": view.final or (served is not None and served.begun is not None),
        "served": served is not None,
        "version": served.version if served else None,
    }
    encoded = json.dumps(content, ensure_ascii=True, sort_keys=True)
    return Markup(encoded.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
