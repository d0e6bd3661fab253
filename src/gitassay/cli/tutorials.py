"""`gitassay tutorials build|list|show|verify`: the index of tutorials, courses, examples and templates."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from gitassay.cli.console import Talk, answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.matching.index import Index
from gitassay.matching.manifest import MANIFEST, IndexFormatError, Source
from gitassay.resources import resource
from gitassay.tutorials.build import build_index
from gitassay.tutorials.listing import ListError, read_list

MEGABYTE = 1_000_000
app = typer.Typer(help="Build and look into indexes of known tutorials.", no_args_is_help=True, rich_markup_mode=None)
Folder = Annotated[Path | None, typer.Option("--index", help="An index; without it, every installed one.", show_default=False)]
Into = Annotated[Path | None, typer.Option("--into", help="Where to write it; without it, among the installed ones, by its name.")]
Copies = Annotated[Path | None, typer.Option("--copies", help="A folder of local repositories named owner+name, used before the web.")]
Parts = Annotated[Path | None, typer.Option("--parts", help="Where to keep what was read, so that a build goes on where it stopped.")]


@app.command("build")
def build(
    sources: Annotated[Path, typer.Argument(help="A list (CSV): url, kind, family, licence, title; a url may be a local folder.")],
    name: Annotated[str, typer.Option("--name", help="The name of the index.")] = "own",
    into: Into = None,
    copies: Copies = None,
    parts: Parts = None,
) -> None:
    """Read every source's branches and history and write an index of hashes; nothing of the code is kept."""
    if not name.replace("-", "").replace("_", "").isalnum():
        raise CommandError(f"{name!r} can't be the name of an index. Use letters, digits, - and _.", Exit.USAGE)
    talk = Talk()
    folder = into or resource("config") / "tutorials" / name
    try:
        rows = read_list(sources)
        with talk.counting("Reading sources", len(rows)):
            manifest, left_out = build_index(name, rows, folder, parts or folder.with_name(f"{folder.name}.parts"), copies, talk.done)
    except ListError as error:
        raise CommandError(str(error), Exit.USAGE) from error
    except OSError as error:
        raise CommandError(f"The index can't be written: {error}", Exit.USAGE) from error
    answer(f"{folder}: {_size(folder)} of {len(manifest.sources)} sources, sha256 {manifest.sha256}")
    if left_out:
        raise CommandError(f"{len(left_out)} of {len(rows)} sources were left out; run the same command again for them.", Exit.PARTIAL)


@app.command("list")
def list_sources(index: Folder = None) -> None:
    """Print the sources of the installed indexes: kind, licence, number of fingerprints, name and title."""
    lines = []
    for one in _indexes(index):
        lines.append(f"{one.folder.name}: {len(one.manifest.sources)} sources, {len(one):,} fingerprints, {_size(one.folder)}")
        lines += [f"  {row.kind:<9} {row.licence:<16} {row.prints:>8,}  {row.name}: {row.title}" for row in one.manifest.sources]
    answer("\n".join(lines))


@app.command("show")
def show(source: Annotated[str, typer.Argument(help="The name of a source, such as owner/name.")], index: Folder = None) -> None:
    """Print everything the indexes say about one source."""
    for one in _indexes(index):
        for row in one.manifest.sources:
            if row.name.lower() == source.lower():
                answer("\n".join(_described(row)))
                return
    raise CommandError(f"No index holds {source!r}. `gitassay tutorials list` prints what they hold.", Exit.USAGE)


@app.command("verify")
def verify(index: Folder = None) -> None:
    """Say whether the indexes are whole: the hash of their arrays, and versions that fit this gitassay."""
    broken = []
    for one in _indexes(index):
        whole = one.is_intact()
        answer(f"{one.folder.name}: {'whole' if whole else 'damaged'}, sha256 {one.manifest.sha256}")
        broken += [] if whole else [one.folder.name]
    if broken:
        raise CommandError(f"{broken[0]} does not hold what its manifest says. Build or install it again.", Exit.USAGE)


def _indexes(folder: Path | None) -> Iterator[Index]:
    places = [folder] if folder else sorted(path.parent for path in (resource("config") / "tutorials").glob(f"*/{MANIFEST}"))
    if not places:
        raise CommandError("There is no index. Build one with `gitassay tutorials build`.", Exit.USAGE)
    for place in places:
        try:
            yield Index(place)
        except IndexFormatError as error:
            raise CommandError(str(error), Exit.USAGE) from error


def _described(row: Source) -> list[str]:
    return [
        f"{row.name}: {row.title}",
        f"  address   {row.url or 'a local folder'}",
        f"  commit    {row.commit}",
        f"  licence   {row.licence}",
        f"  kind      {row.kind}",
        f"  family    {row.family}",
        f"  since     {datetime.fromtimestamp(row.since, UTC):%Y-%m-%d}",
        f"  files     {row.files:,}",
        f"  prints    {row.prints:,}",
    ]


def _size(folder: Path) -> str:
    return f"{sum(path.stat().st_size for path in folder.iterdir() if path.is_file()) / MEGABYTE:.1f} MB"
