"""What can go wrong with the store: what happened, why, the one thing to do."""


class StoreError(Exception):
    """The store can't be used, or refuses. Nothing was written."""


class MissingExtraError(StoreError):
    """The libraries of the store are not installed."""


class OutdatedStoreError(StoreError):
    """The store was made by another version."""


class ConflictError(StoreError):
    """Somebody else was first: what one looked at is no longer what is there."""


class NotThereError(StoreError):
    """There is no such thing, or it is nobody's business to know."""
