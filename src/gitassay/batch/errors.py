"""What can stop a batch: what happened, why, the one thing to do."""


class BatchError(Exception):
    """The batch can't begin or go on. What was done so far is kept."""


class ListError(BatchError):
    """The list of applicants can't be used."""


class SettingsError(BatchError):
    """The settings, or what was asked for, can't be used."""


class BusyError(BatchError):
    """Somebody else is working on this batch."""


class DiskFullError(BatchError):
    """There is too little room on the disk to go on."""


class EngineLostError(BatchError):
    """What tasks run on is gone, and they with it; nobody's repository is at fault."""


class StoppedError(BatchError):
    """The batch was told to stop."""
