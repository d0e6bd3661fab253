"""Whether others may use the work, and on which terms."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.places import first_line
from gitassay.signals.reading import words
from gitassay.signals.signal import signal

_LICENCE = re.compile(r"^(?:licen[cs]es?/[^/]+|(?:un)?licen[cs]e(?:[-._][\w.-]+)?|copying(?:\.\w+)?|mit-license(?:\.\w+)?)$", re.IGNORECASE)
_DATA = re.compile(r"(?:^|/)data(?:sets?)?/(?:.*/)?licen[cs]e(?:\.\w+)?$", re.IGNORECASE)
ENOUGH_WORDS = 20


@signal("Is the work under a licence?")
def licenses_code_and_data(facts: Facts, answer: Answer) -> Finding:
    """Without a licence nobody may use the work, and nobody can tell which terms the data came under.

    Seen: a licence file with text at the root or beside the data.
    Not seen: whether the licence fits the material it covers; a name in the README or a manifest alone is none.
    """
    paths = [file.path for file in facts.files if file.role != "vendored" and (_LICENCE.match(file.path) or _DATA.search(file.path))]
    code = (".py", ".js", ".ts", ".ipynb", ".json", ".csv", ".png")
    written = [path for path in paths if not path.endswith(code) and words((facts.texts.text(path) or "")[:20_000]) >= ENOUGH_WORDS]
    if written:
        return answer.yes("The work is under a licence.", [first_line(path) for path in written])
    if paths:
        return answer.no("The licence file holds no licence text.", [first_line(path) for path in paths if not path.endswith(code)])
    return answer.no("No licence file was found.")
