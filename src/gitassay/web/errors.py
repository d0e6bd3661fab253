"""What a request can be refused for, and how it is told."""


class RefusalError(Exception):
    """A request that is not carried out: the status, what happened, and the one thing to do."""

    def __init__(self, status: int, what: str, remedy: str, wait: int = 0) -> None:
        super().__init__(f"{what} {remedy}")
        self.status = status
        self.what = what
        self.remedy = remedy
        self.wait = wait


def not_there() -> RefusalError:
    """There is no such thing; also what is told to those whom it is none of their business."""
    return RefusalError(404, "There is nothing here.", "Go back to the inbox.")


def not_allowed() -> RefusalError:
    """The person's role does not allow it."""
    return RefusalError(403, "Your role does not allow this.", "Ask an administrator of this server.")


def changed() -> RefusalError:
    """Somebody else decided meanwhile; for programs, and where there is nothing to show."""
    return RefusalError(409, "Somebody else decided on this assessment meanwhile.", "Look at what they decided, then decide.")


def too_often(wait: int) -> RefusalError:
    """Too many requests of a kind."""
    return RefusalError(429, "That was too often.", f"Try again in {wait} seconds.", wait)
