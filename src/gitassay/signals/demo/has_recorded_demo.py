"""Whether a recording shows the project at work."""

import re

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme, Reference
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.places import without_readme
from gitassay.signals.reading import at, is_badge, is_ornament, urlsplit_path
from gitassay.signals.signal import signal

_MOVING = (".gif", ".mp4", ".webm", ".mov", ".m4v", ".avi")
_RECORDER = re.compile(
    r"^https?://(?:www\.)?(?:loom\.com/share/|asciinema\.org/a/|terminalizer\.com/view/|share\.descript\.com/)", re.IGNORECASE
)
_VIDEO = re.compile(
    r"^https?://(?:www\.|m\.)?(?:youtube\.com/(?:watch|embed|shorts)|youtu\.be/|vimeo\.com/|drive\.google\.com/file/)", re.IGNORECASE
)
_CALL = re.compile(
    r"\b(?:demo|walk-?through|preview|showcase|presentation|in action|screen ?cast|recording|how it works|video of)\b", re.IGNORECASE
)
_NOT = re.compile(
    r"\b(?:tutorial|course|inspired|based on|credits?|thanks|reference|learn|lecture|following|playlist|channel|subscribe)\b", re.IGNORECASE
)
_UPLOAD = re.compile(
    r"^https?://(?:github\.com/(?:user-attachments/assets/|[\w.-]+/[\w.-]+/assets/)"
    r"|user-images\.githubusercontent\.com/\S+\.(?:mp4|mov|gif))",
    re.IGNORECASE,
)


@signal("Does a recording show the project at work?")
def has_recorded_demo(facts: Facts, answer: Answer) -> Finding:
    """A recording shows what the project does when nothing is hosted any more.

    Seen: animations and videos in the README, recordings of a screen or terminal, and video links announced as the demo of the project.
    Not seen: what a video shows; videos that a README cites as its tutorial or source, animated logos and badges are no demo.
    """
    readme = facts.readme
    if readme is None:
        return without_readme(facts, answer) or answer.no("There is no README.")
    own = [one.line for one in readme.references if _is_recording(one)]
    announced = [one.line for one in readme.references if not one.image and _VIDEO.match(one.url) and _is_announced(facts, readme, one)]
    if own or announced:
        confidence = Confidence.HIGH if own else Confidence.MEDIUM
        return answer.yes("A recording of the project is shown or linked.", [at(readme, line) for line in (*own, *announced)], confidence)
    return answer.no("The README shows no recording of the project.")


def _is_recording(reference: Reference) -> bool:
    if is_badge(reference) or is_ornament(reference):
        return False
    if _RECORDER.match(reference.url) or (not reference.image and _UPLOAD.match(reference.url)):
        return True
    return urlsplit_path(reference.url).lower().endswith(_MOVING)


def _is_announced(facts: Facts, readme: Readme, reference: Reference) -> bool:
    """Whether the link's line or heading calls the video the demo, and not a source."""
    line = " ".join(facts.texts.lines(readme.path, reference.line, reference.line) or ())[:1_000]
    heading = next((one.heading for one in reversed(readme.sections) if one.start <= reference.line), "")
    told = f"{line.replace(reference.url, ' ')} {heading[:200]}"
    return bool(_CALL.search(told)) and not _NOT.search(told)
