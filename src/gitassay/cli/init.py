"""`gitassay init FOLDER`: what a company may change, as files of its own."""

import shlex
import shutil
from pathlib import Path
from typing import Annotated

import typer

from gitassay.cli.console import answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.resources import resource

_BRAND = """# Your own things on every page. All are optional; take away the # of a line to use it.
# name = "Example Ltd"
# logo = "logo.svg"                 # a file beside this one
# notice = "Reports are kept for six months."
# contest = "hiring@example.org"    # whom a candidate writes to
"""
_README = """# Settings of gitassay

Files of your own, copied from gitassay {version}. Change what you like, then load them into a shell with

    . ./gitassay.env

| file | what it holds |
| --- | --- |
| `rubric.toml` | categories, weights, levels, flags, tiers, questions. Check it: `gitassay rubric check rubric.toml` |
| `profiles/` | weights for roles: `gitassay assess NAME --profile profiles/ml-engineer.toml` |
| `batch.toml` | columns of your lists, tries, how long data are kept, whom to notify |
| `brand/` | logo, words, style and templates of your own |
| `gitassay.env` | tells gitassay to use all of these |
"""


def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that is not there yet, or empty.")] = Path("gitassay-settings"),
) -> None:
    """Write an editable configuration: rubric, profiles, settings of batches and brand, with a file that turns them on."""
    from gitassay import __version__

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CommandError(f"{folder} is there already and nothing was written. Name another folder, or empty it.", Exit.USAGE)
    try:
        _write(folder, __version__)
    except OSError as error:
        raise CommandError(f"{folder} can't be written ({error.strerror}). Name a folder you may write to.", Exit.USAGE) from error
    answer(f"Written: {folder}\nNext:    read {folder / 'README.md'}, change what you like, then run `. {folder / 'gitassay.env'}`.")


def _write(folder: Path, version: str) -> None:
    config, place = resource("config"), folder.absolute()
    (place / "brand" / "templates").mkdir(parents=True)
    for name in ("rubric.toml", "batch.toml"):
        shutil.copyfile(config / name, place / name)
    shutil.copytree(config / "profiles", place / "profiles")
    (place / "brand" / "brand.toml").write_text(_BRAND, encoding="utf-8")
    (place / "README.md").write_text(_README.format(version=version), encoding="utf-8")
    settings = {"RUBRIC": "rubric.toml", "BATCH_CONFIG": "batch.toml", "BRAND": "brand"}
    lines = [f"export GITASSAY_{name}={shlex.quote(str(place / file))}" for name, file in settings.items()]
    (place / "gitassay.env").write_text("\n".join(lines) + "\n", encoding="utf-8")
