"""What the scripts of the candidate's page say, in the language of the page."""

from gitassay.report.language import gettext, marked, pgettext

_WORDS = {
    "confirm": marked("Confirm"),
    "confirm5": marked("Confirm %(score)s of 5"),
    "confirmNone": marked("Confirm “Cannot judge”"),
    "confirmed": marked("Confirmed: %(score)s"),
    "chooseScore": marked("Choose a score, or “Cannot judge”."),
    "dark": marked("Dark theme"),
    "left": marked("Still to confirm: %(titles)s."),
    "light": marked("Light theme"),
    "next": marked("Next: %(title)s"),
    "none": marked("Cannot judge"),
    "of5": marked("%(score)s of 5"),
    "open": marked("Not confirmed yet"),
    "range": marked("“Cannot judge” spans 0 to 5, so the total stays a range."),
    "saved": marked("Saved as %(file)s."),
    "signal": marked("The rubric's hiring signal: %(signal)s."),
    "span": marked("%(low)s to %(high)s"),
    "toFinal": marked("To the final score"),
    "unclear": marked("One match is marked as none without a reason."),
    "undo": marked("Undo"),
    "whichReason": marked("Say which other reason it is."),
    "whyDifferent": marked("Choose a reason: this score differs from the suggestion."),
    "whyNoMatch": marked("Choose a reason why it is no match."),
}


def script_words() -> dict[str, str]:
    """Every message of the page's script by the name it asks for; `%(name)s` stands for a value."""
    return {name: gettext(message) for name, message in _WORDS.items()} | {
        "decimal": pgettext("decimal mark", "."),
        "or": f" {pgettext('between tiers', 'or')} ",
    }
