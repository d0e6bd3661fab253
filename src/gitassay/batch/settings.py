"""What `config/batch.toml` says: how a list is read, how a batch is run, who is told."""

import tomllib
from pathlib import Path

from pydantic import Field, ValidationError

from gitassay.batch.errors import SettingsError
from gitassay.model.document import Document


class Columns(Document):
    """Names of columns, in lower case."""

    id: tuple[str, ...]
    name: tuple[str, ...]
    sources: tuple[str, ...]
    authors: tuple[str, ...]


class Running(Document):
    """How tasks are tried, held and stopped. Times in seconds, sizes in bytes."""

    attempts: int = Field(ge=1, le=20)
    pause: float = Field(ge=0)
    suspect_after: int = Field(ge=1)
    lease: float = Field(ge=1)
    keep_free: int = Field(ge=0)
    longest: float = Field(ge=1)
    cache: int = Field(ge=0)
    clones_a_minute: int = Field(ge=1)
    scheduler_patience: float = Field(ge=0)


class Planning(Document):
    """What a plan reckons with before anything was measured."""

    repositories: float = Field(gt=0)
    seconds_a_repository: float = Field(gt=0)
    core_hour: float = Field(ge=0)


class Keeping(Document):
    """How long candidates are kept, in days; 0 for no end."""

    days: int = Field(ge=0)


class Notifying(Document):
    """Whom to tell that a batch has ended; "" and () for nobody."""

    webhook: str = ""
    mail_to: tuple[str, ...] = ()
    mail_from: str = "gitassay@localhost"
    smtp: str = "localhost:25"


class BatchSettings(Document):
    """All of the file."""

    columns: Columns
    run: Running
    plan: Planning
    keep: Keeping
    notify: Notifying = Notifying()


def load_settings(path: Path) -> BatchSettings:
    """Read the settings.

    Raises:
        SettingsError: the file can't be used; the message names the first fault.
    """
    try:
        return BatchSettings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read. Name a file like config/batch.toml.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: {error}. Correct it.") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(f"{path}: {'.'.join(str(part) for part in first['loc'])}: {first['msg']}. Correct it.") from error
