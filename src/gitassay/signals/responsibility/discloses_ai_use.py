"""Whether people are told that a machine wrote something."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.llm import llm_calls
from gitassay.signals.notices import notices_in_calls, notices_in_pages
from gitassay.signals.places import first_line
from gitassay.signals.reading import prose_in, sections, words
from gitassay.signals.signal import signal

_FILE = re.compile(
    r"^(?:(?:\.github|docs)/)?ai[-_ ]?(?:usage|use|disclosure|policy|assistance|transparency)\.(?:md|rst|txt)$", re.IGNORECASE
)
_HEADING = re.compile(
    r"\b(?:ai|llm|chatgpt|copilot|claude)[ -](?:tools? )?(?:use|usage|assistance|disclosure|transparency|acknowledge?ments?)\b"
    r"|\buse of (?:generative )?ai\b|\bgenerated with (?:ai|llm)",
    re.IGNORECASE,
)
_FEATURE = re.compile(r"feature|example|case|setup|how to", re.IGNORECASE)
SECTION_WORDS = 10


@signal("Is the use of AI disclosed?")
def discloses_ai_use(facts: Facts, answer: Answer) -> Finding:
    """People judge a text differently when they know that a machine wrote it, and they are owed that knowledge.

    Seen: notices shown to users that output is generated or may be wrong, and a section or file about the use of AI for the project.
    Not seen: notices in pictures, and trailers in commit messages.
    """
    files = [
        file.path for file in facts.files if _FILE.match(file.path) and words((facts.texts.text(file.path) or "")[:20_000]) >= SECTION_WORDS
    ]
    if files:
        return answer.yes("A file says how AI was used.", [first_line(path) for path in files])
    notices = [*notices_in_calls(facts), *notices_in_pages(facts)]
    if notices:
        return answer.yes("Users are told that output is generated or may be wrong.", notices, Confidence.MEDIUM)
    readme = facts.readme
    if readme and readme.english:
        found = [
            one for one in sections(readme, _HEADING) if words(prose_in(readme, one)) >= SECTION_WORDS and not _FEATURE.search(one.heading)
        ]
        if found:
            return answer.yes(
                "The README says how AI was used.", [Place(readme.path, one.start, one.end) for one in found], Confidence.MEDIUM
            )
    if not llm_calls(facts):
        return answer.not_applicable("No model is called, and nothing says that AI was used.")
    return answer.no("No notice about the use of AI was seen.")
