"""Whether all the code stands in notebooks."""

from gitassay.facts.facts import Facts
from gitassay.facts.paths import MARKUP
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted, first_line
from gitassay.signals.signal import signal

FEW_LINES = 10


@signal("Does all the code stand in notebooks?")
def is_notebook_only(facts: Facts, answer: Answer) -> Finding:
    """Code that exists only in notebooks can't be imported, tested or served as it stands.

    Seen: at least one notebook with code and no source file of more than ten lines beside it, in whatever language; tests and vendored
    code do not count as source files.
    Not seen: notebooks exported to scripts look like source files.
    """
    notebooks = [notebook for notebook in facts.notebooks if notebook.role == "notebook"]
    sources = [file.path for file in facts.files if file.role == "main" and file.language and file.language not in MARKUP]
    substantial = [path for path in sources if len(facts.texts.lines(path, 1, FEW_LINES + 1) or ()) > FEW_LINES]
    if substantial:
        return answer.no(f"There is code outside notebooks: {counted(len(substantial), 'source file')}.", [first_line(substantial[0])])
    if not notebooks:
        return answer.not_applicable("The repository holds neither notebooks nor source files of more than a few lines.")
    with_code = [notebook for notebook in notebooks if any(cell.kind == "code" and cell.source for cell in notebook.cells)]
    if not with_code:
        unread = [notebook for notebook in notebooks if notebook.problem]
        return answer.not_available("No notebook could be read.") if unread else answer.not_applicable("The notebooks hold no code.")
    places = [first_line(notebook.path) for notebook in with_code]
    return answer.yes(f"All the code stands in {counted(len(with_code), 'notebook')}.", places, measures={"notebooks": len(with_code)})
