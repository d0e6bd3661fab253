"""Finds config/, prompts/ and reports/: inside the installed package, or beside the sources in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """Return the folder or file `name` (such as "config" or "reports/templates").

    Raises:
        FileNotFoundError: the installation lacks it.
    """
    for base in (_PACKAGE / "_resources", _PACKAGE.parents[1]):
        if (base / name).exists():
            return base / name
    raise FileNotFoundError(f"{name} is missing from this installation. Install gitassay again.")
