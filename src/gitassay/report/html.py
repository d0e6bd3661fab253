"""Renders the page: one file, no network, nothing of the candidate's ever as markup."""

import base64
import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from gitassay.model.assessment import Assessment
from gitassay.model.decision import DecisionEntry
from gitassay.model.summary import Summary
from gitassay.plain import visible
from gitassay.report import charts, words
from gitassay.report.brand import Brand, BrandError, current_brand
from gitassay.report.language import current, gettext, ngettext, pgettext, speaking
from gitassay.report.script_words import script_words
from gitassay.report.sentences import LONGEST_TEXT, as_written, shown, told, told_text
from gitassay.report.served import Served
from gitassay.report.view import PageView, page_view
from gitassay.resources import resource

Prefill = Literal["suggested", "none"]


def render_html(
    assessment: Assessment,
    decisions: Sequence[DecisionEntry] = (),
    summary: Summary | None = None,
    prefill: Prefill = "suggested",
    *,
    language: str | None = None,
    served: Served | None = None,
) -> str:
    """The candidate's page as one HTML file: a draft to confirm, or final when a decision on this assessment is given.

    A summary that speaks of another assessment is left out. `prefill` says whether suggestions start chosen (but unconfirmed) or not.
    `language` is a code such as "de"; without one, GITASSAY_LANGUAGE counts. With `served` the decision goes to a server.

    Raises:
        LanguageError: there is no such language.
    """
    style, script = served_style() if served else page_style(), asset("page.js")
    with speaking(language):
        view = page_view(assessment, decisions, prefill, summary, served.begun if served else None)
        values = {
            "served": served,
            "visitor": served.visitor if served else None,
            "script": Markup(script),
            "policy": policy(style, script, forms="'self'" if served else "'none'"),
            "data": _data(view, served),
        }
        return rendered("page.html.j2", page=view, style=Markup(style), **values)


def render_sheet(assessment: Assessment, decisions: Sequence[DecisionEntry] = (), language: str | None = None) -> str:
    """The sheet for the candidate: what was read, how it was judged, how to contest it. Notes and names of those who decide stay out."""
    style = page_style()
    with speaking(language):
        view = page_view(assessment, decisions)
        return rendered("sheet.html.j2", page=view, style=Markup(style), policy=policy(style))


def rendered(template: str, **values: object) -> str:
    """A template with its values put in.

    Raises:
        BrandError: a template of the brand's is at fault; the message names it.
    """
    return "".join(streamed(template, **values))


def streamed(template: str, **values: object) -> Iterator[str]:
    """The same piece by piece, for pages that are not to be held in memory as a whole.

    Raises:
        BrandError: a template of the brand's is at fault; the message names it.
    """
    try:
        yield from environment().get_template(template).generate(**values)
    except TemplateError as error:
        if current_brand().templates is None:
            raise
        name, line = getattr(error, "name", None) or template, getattr(error, "lineno", None)
        raise BrandError(f"A template of the brand fails: {name}{f' line {line}' if line else ''}: {error}. Mend or remove it.") from error


class _Pages(ImmutableSandboxedEnvironment):
    """A brand's templates are another's text, so all render in a sandbox: no way from a value to the program."""

    newstyle_gettext = True
    """Values go to our functions apart from the message, which escape them."""


def environment() -> Environment:
    """Where templates come from, and what every one of them can use."""
    return _environment(current_brand())


@cache
def _environment(brand: Brand) -> Environment:
    """A brand's templates come before ours."""
    folders = (*((brand.templates,) if brand.templates else ()), resource("reports/templates"))
    environment = _Pages(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.filters |= {
        "as_written": as_written,
        "day": words.day,
        "link": words.linked,
        "month": words.month,
        "number": words.number,
        "paragraphs": str.splitlines,
        "percent": words.percent,
        "short": words.short,
        "table_rows": charts.table_rows,
        "told": told,
        "told_text": told_text,
        "worded": words.worded,
        "zip": zip,
    }
    environment.globals |= {
        "brand": brand,
        "brand_logo": Markup(brand.logo),
        "confidence_words": words.CONFIDENCE_WORDS,
        "data_words": words.DATA_WORDS,
        "data_kinds": words.DATA_KINDS,
        "gettext": _message,
        "interval": words.interval,
        "language": lambda: current().code,
        "ngettext": _messages,
        "pgettext": _message_in,
        "skill_cells": words.SKILL_CELLS,
        "standing_kinds": words.STANDING_KINDS,
        "standing_words": words.STANDING_WORDS,
        "status_words": words.STATUS_WORDS,
        "sureness": words.SURENESS,
    }
    return environment


def _message(message: str, **values: object) -> Markup:
    """What `_()` and `{% trans %}` put on the page. Messages are plain text, so that nothing in a catalogue or a value is markup."""
    return _filled(gettext(message), values)


def _messages(one: str, many: str, num: int, **values: object) -> Markup:
    return _filled(ngettext(one, many, num), {"num": num} | values)


def _message_in(context: str, message: str, **values: object) -> Markup:
    return _filled(pgettext(context, message), values)


def _filled(message: str, values: dict[str, object]) -> Markup:
    """Values go through what every expression goes through; numbers get the marks of the language."""
    return escape(message) % {name: _value(value) for name, value in values.items()}


def _value(value: object) -> object:
    return words.number(value) if isinstance(value, int | float) else shown(value)


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
            {
                "key": row.key,
                "id": row.document.id,
                "title": visible(told_text(row.document.title), LONGEST_TEXT),
                "weight": row.document.weight,
            }
            | {"suggested": row.document.suggested}
            for row in view.categories
        ],
        "tiers": [
            tier.model_dump(mode="json") | {"name": told_text(tier.name), "hiring_signal": told_text(tier.hiring_signal)}
            for tier in sorted(assessment.tiers, key=lambda tier: -tier.at_least)
        ],
        "matches": [
            {"key": row.key, "repository": row.comparison.repository, "source": row.comparison.source.name}
            for row in view.comparisons
            if row.matches
        ],
        "decisions": len(view.decisions),
        "confirmed": view.final or (served is not None and served.begun is not None),
        "served": served is not None,
        "version": served.version if served else None,
        "words": script_words(),
    }
    encoded = json.dumps(content, ensure_ascii=True, sort_keys=True)
    return Markup(encoded.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
