"""The one error that every reader of a format raises."""


class UnreadableError(ValueError):
    """A text that can't be read; the message says why in plain words and never quotes the text."""
