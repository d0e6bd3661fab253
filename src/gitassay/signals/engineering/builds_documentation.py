"""Whether there is documentation beyond the README."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted, first_line, named
from gitassay.signals.signal import signal

PAGES = 3
LINES = 10
_GENERATORS = frozenset({"sphinx", "mkdocs", "readthedocs"})
_OTHERS = re.compile(
    r"(?:.*/)?(?:docusaurus\.config\.[cm]?[jt]s|Doxyfile(?:\.in)?|\.vitepress/config\.[cm]?[jt]s|book\.toml|typedoc\.json|make\.jl)"
)
_PAGE = re.compile(r"(?:docs?|documentation|website|wiki|guide|book)/.{1,200}\.(?:md|mdx|rst|adoc)", re.IGNORECASE)


@signal("Is there documentation beyond the README?")
def builds_documentation(facts: Facts, answer: Answer) -> Finding:
    """Guides and a reference let people use the work without its author.

    Seen: a configured generator of documentation (Sphinx, MkDocs, Docusaurus, Doxygen and their kin) with at least one page of its own,
    or three pages of ten lines or more in a folder for documentation.
    Not seen: whether the pages are true and read well, wikis and websites kept elsewhere.
    """
    pages = [file.path for file in facts.files if _PAGE.fullmatch(file.path) and file.role not in ("vendored", "generated")]
    written = [path for path in pages if len(facts.texts.lines(path, 1, LINES) or ()) >= LINES]
    tools = [one for one in facts.configs.tools if one.tool in _GENERATORS]
    others = [file.path for file in facts.files if _OTHERS.fullmatch(file.path) and file.role != "vendored"]
    measures = {"pages": len(written)}
    if written and (tools or others):
        places = [Place(one.path, one.line, one.line) for one in tools] + [first_line(path) for path in others]
        generators = named(sorted({one.tool for one in tools} | {path.rsplit("/", 1)[-1] for path in others}))
        said = f"Documentation of {counted(len(written), 'page')} is built with {generators}."
        return answer.yes(said, [*places, *(first_line(path) for path in written)], measures=measures)
    if len(written) >= PAGES:
        return answer.yes(
            f"There are {counted(len(written), 'page')} of documentation.", [first_line(path) for path in written], measures=measures
        )
    return answer.no("No documentation beyond the README was found.", measures=measures)
