"""Why a decision or its record was not accepted: what happened, why, and the one thing to do."""


class DecisionError(Exception):
    """A decision that was not accepted. Nothing was written."""

    def __init__(self, what: str, why: str, remedy: str) -> None:
        super().__init__(f"{what} {why} {remedy}")
        self.what = what
        self.why = why
        self.remedy = remedy


class InvalidDecisionError(DecisionError):
    """The decision file is not one, or is incomplete."""


class StaleDecisionError(DecisionError):
    """The decision was made on another assessment than the one in the run."""


class UnreadableRunError(DecisionError):
    """The run's folder holds no assessment, or one that was altered."""


class BrokenRecordError(DecisionError):
    """The record of decisions was altered: an entry does not fit the one before it, or its own hash."""
